using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Cases on their way to a hearing.</summary>
internal static class HearingCourse
{
    public static Given Accepted(string on) => Given.Received($"{on} 10:00", Matters.Proceeding).And(Clerk, $"{on} 11:00", Sample.Accept);

    public static Given Requested(string on) =>
        Accepted(on).And(Clerk, $"{on} 14:00", Sample.TellHearingRight(on)).And(Applicant, $"{on} 15:00", new CaseCommand.RequestHearing(null));

    /// <summary>Asked for on 2 March, notified on the 3rd for the 12th.</summary>
    public static Given Scheduled() => Requested("2026-03-02").And(Clerk, "2026-03-03 10:00", Schedule("2026-03-12", 10));

    public static CaseCommand.ScheduleHearing Schedule(string day, int expected) => Sample.ScheduleHearing with { At = At($"{day} 09:00"), ExpectedDays = expected };

    public static CaseCommand.ScheduleHearing Chaired(Actor chair) => Schedule("2026-03-12", 10) with { Chair = new Officer(chair.Id, chair.Name) };
}
