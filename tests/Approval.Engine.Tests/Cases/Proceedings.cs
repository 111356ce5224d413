using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Cases on 3 March 2026 in which a special procedure or a hearing stands at each of its points.</summary>
internal static class Proceedings
{
    public const string Neighbour = "岳湖嘉园二期业主委员会";

    public static IEnumerable<Given> Of(Procedure procedure)
    {
        var start = Given.Received("2026-03-02 10:00", procedure).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        var applied = start.And(Reviewer, "2026-03-03 09:00", Sample.ApplySpecial);
        var approved = applied.And(Head, "2026-03-03 10:00", Sample.ApproveSpecial);
        var told = start.And(Clerk, "2026-03-03 09:00", Sample.TellHearingRight("2026-03-03"));
        var requested = told.And(Applicant, "2026-03-03 10:00", new CaseCommand.RequestHearing(null));
        yield return start;
        yield return applied;
        yield return approved;
        yield return approved.And(Clerk, "2026-03-03 11:00", Sample.NotifySpecial);
        yield return start.And(Reviewer, "2026-03-03 09:00", Sample.ApplyExtension);
        yield return told;
        yield return requested;
        yield return start.And(Clerk, "2026-03-03 09:00", Sample.AnnounceHearing);
        yield return requested.And(Clerk, "2026-03-03 11:00", Sample.ScheduleHearing);
        yield return told.And(Clerk, "2026-03-03 11:00", Sample.Suspend with { Kind = "tender" });
        yield return applied.And(Clerk, "2026-03-03 11:00", Sample.Suspend with { Kind = "tender" });
        yield return HearingDay(procedure);
    }

    /// <summary>Notified on 9 February for the 25th, the seventh working day after it (14 February is worked; 15 to 23 are the Spring Festival).</summary>
    public static Given HearingDay(Procedure procedure) =>
        Given.Received("2026-02-06 10:00", procedure).And(Clerk, "2026-02-06 11:00", Sample.Accept)
            .And(Clerk, "2026-02-06 14:00", Sample.TellHearingRight("2026-02-06"))
            .And(Clerk, "2026-02-06 15:00", new CaseCommand.RequestHearing(Neighbour))
            .And(Clerk, "2026-02-09 10:00", Sample.ScheduleHearing with { At = At("2026-02-25 09:00") });
}
