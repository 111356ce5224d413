using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.HearingCourse;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>What a hearing is refused for, word by word.</summary>
public class HearingsRefused
{
    public static IEnumerable<TestCaseData> Incomplete()
    {
        var told = Sample.TellHearingRight("2026-03-02");
        var tell = (CaseCommand.TellHearingRight)told;
        yield return Row("only the applicant is told", Accepted("2026-03-02"), tell with { Parties = [tell.Parties[0]] }, RejectionKind.InvalidArgument, "hearing.parties");
        yield return Row("nobody is told", Accepted("2026-03-02"), tell with { Parties = default }, RejectionKind.InvalidArgument, "hearing.parties");
        yield return Row("a party without a name", Accepted("2026-03-02"), tell with { Parties = [tell.Parties[0], tell.Parties[1] with { Name = " " }] }, RejectionKind.InvalidArgument, "hearing.parties");
        yield return Row("one name twice", Accepted("2026-03-02"), tell with { Parties = [.. tell.Parties, tell.Parties[1]] }, RejectionKind.InvalidArgument, "hearing.parties");
        yield return Row("told before acceptance", Accepted("2026-03-02"), Sample.TellHearingRight("2026-03-01"), RejectionKind.InvalidArgument, "hearing.told_on");
        yield return Row("told tomorrow", Accepted("2026-03-02"), Sample.TellHearingRight("2026-03-04"), RejectionKind.InvalidArgument, "hearing.told_on");
        yield return Row("told twice", Requested("2026-03-02"), told, RejectionKind.InvalidState, "hearing.already_open");
        yield return Row("asked for twice", Requested("2026-03-02"), new CaseCommand.RequestHearing(null), RejectionKind.InvalidState, "hearing.already_requested");
        yield return Row("given up after it was asked for", Requested("2026-03-02"), new CaseCommand.WaiveHearing(Proceedings.Neighbour), RejectionKind.InvalidState, "hearing.not_open");
        yield return Row("asked for before anybody was told", Accepted("2026-03-02"), new CaseCommand.RequestHearing(null), RejectionKind.InvalidState, "hearing.not_told");
        yield return Row("asked for by a stranger", Accepted("2026-03-02").And(Clerk, "2026-03-02 16:00", told), new CaseCommand.RequestHearing("路人"), RejectionKind.InvalidArgument, "hearing.party_unknown");
        yield return Row("announced on request", Accepted("2026-03-02"), Sample.AnnounceHearing with { Ground = HearingGround.Request }, RejectionKind.InvalidArgument, "hearing.ground");
        yield return Row("announced without a number", Accepted("2026-03-02"), Sample.AnnounceHearing with { AnnouncementNumber = "" }, RejectionKind.InvalidArgument, "hearing.announcement_missing");
        yield return Row("nothing to notify", Accepted("2026-03-02"), Sample.ScheduleHearing, RejectionKind.InvalidState, "hearing.nothing_to_hold");
        yield return Row("no place", Requested("2026-03-02"), Sample.ScheduleHearing with { Place = "" }, RejectionKind.InvalidArgument, "hearing.place_missing");
        yield return Row("no chair", Requested("2026-03-02"), Sample.ScheduleHearing with { Chair = new Officer("fang", " ") }, RejectionKind.InvalidArgument, "hearing.chair_missing");
        yield return Row("closed without a reason", Requested("2026-03-02"), Sample.ScheduleHearing with { ClosedBecause = " " }, RejectionKind.InvalidArgument, "hearing.closed_reason_missing");
        yield return Row("no written notice", Requested("2026-03-02"), Sample.ScheduleHearing with { NoticeNumber = "" }, RejectionKind.InvalidArgument, "suspension.notice_missing");
        yield return Row("more days than may be declared", Requested("2026-03-02"), Sample.ScheduleHearing with { ExpectedDays = 31 }, RejectionKind.InvalidArgument, "suspension.days_out_of_range");
        yield return Row("the time declared ends before the day", Requested("2026-03-02"), Sample.ScheduleHearing with { ExpectedDays = 7 }, RejectionKind.InvalidArgument, "hearing.declared_time_short");
        yield return Row("a day beyond the calendar", Requested("2026-03-02"), Sample.ScheduleHearing with { At = At("2099-03-13 09:00") }, RejectionKind.InvalidArgument, "hearing.notice_too_short");
        yield return Row("no chair to replace", Requested("2026-03-02"), Sample.ReplaceChair, RejectionKind.InvalidState, "hearing.nothing_to_hold");
        yield return Row("a record before the hearing", Scheduled(), Sample.RecordHearing, RejectionKind.InvalidState, "hearing.not_held_yet");
        yield return Row("a record without a number", Scheduled(), Sample.RecordHearing with { RecordNumber = " " }, RejectionKind.InvalidArgument, "hearing.record_missing");
        yield return Row("a record nobody signed", Scheduled(), Sample.RecordHearing with { SignedBy = [] }, RejectionKind.InvalidArgument, "hearing.signatures_missing");
        yield return Row("a procedure without hearings", Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept), told, RejectionKind.InvalidArgument, "hearing.not_provided");

        static TestCaseData Row(string name, Given given, CaseCommand command, RejectionKind kind, string code) =>
            new TestCaseData(given, command, kind, code).SetName($"Refused: {name}");
    }

    [TestCaseSource(nameof(Incomplete))]
    public void Refused(object given, CaseCommand command, RejectionKind kind, string code) =>
        ((Given)given).When(Clerk, "2026-03-03 16:00", command).ThenRejected(kind, code);

    [Test]
    public void An_applicant_speaks_for_itself_alone() =>
        Accepted("2026-03-02").And(Clerk, "2026-03-02 16:00", Sample.TellHearingRight("2026-03-02"))
            .When(Applicant, "2026-03-03 10:00", new CaseCommand.RequestHearing(Proceedings.Neighbour)).ThenRejected(RejectionKind.InvalidArgument, "hearing.party_unknown");

    [Test]
    public void While_another_special_procedure_runs_it_waits() =>
        Requested("2026-03-02").And(Clerk, "2026-03-03 09:00", Sample.Suspend with { Kind = "tender" })
            .When(Clerk, "2026-03-03 10:00", Sample.ScheduleHearing).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
}
