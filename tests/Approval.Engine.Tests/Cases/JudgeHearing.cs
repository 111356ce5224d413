using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.HearingCourse;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>
/// 听证 (行政许可法 art 46-48) in working days (art 82), around the Spring Festival of 2026: off 15 to 23 February, worked on Saturday 14 and 28.
/// </summary>
public class JudgeHearing
{
    private const string Neighbour = Proceedings.Neighbour;

    // art 47: five days to ask, from the day of being told.
    [TestCase("2026-02-06", "2026-02-13", Description = "no day off but the weekend")]
    [TestCase("2026-02-09", "2026-02-14", Description = "the fifth is the worked Saturday")]
    [TestCase("2026-02-10", "2026-02-24", Description = "the fifth is the day after the festival")]
    [TestCase("2026-02-12", "2026-02-26", Description = "two before, three after it")]
    [TestCase("2026-02-14", "2026-02-28", Description = "told on a worked Saturday, the fifth is the next one")]
    public void Five_days_to_ask(string told, string due) =>
        Accepted("2026-02-06").When(Clerk, $"{told} 16:00", Sample.TellHearingRight(told))
            .Then("hearing.told.v1", "clocks.recorded.v1")
            .ThenClock(Clock.HearingRequestId, ClockStatus.Running, due)
            .After.When(Applicant, $"{due} 23:59", new CaseCommand.RequestHearing(null)).ThenPhase("inReview");

    [TestCase("2026-02-09", "2026-02-15 00:00"), TestCase("2026-02-10", "2026-02-25 00:00"), TestCase("2026-02-12", "2026-02-27 00:00")]
    public void Later_the_right_has_lapsed_and_nobody_is_late(string told, string after)
    {
        var lapsed = Accepted("2026-02-06").And(Clerk, $"{told} 16:00", Sample.TellHearingRight(told)).Until(after);
        Assert.That((lapsed.File.Hearing!.Status, lapsed.Clock(Clock.HearingRequestId).Status), Is.EqualTo((HearingStatus.Lapsed, ClockStatus.Stopped)));
        var lapse = lapsed.Entries.Single(entry => entry.Event is CaseEvent.HearingLapsed);
        Assert.That((lapse.Actor.Id, lapse.EffectiveAt), Is.EqualTo(("system:hearingLapse", At(after))));
        Assert.That(lapsed.File.Cards.Select(card => (card.Rule, card.Level)).Where(card => card.Rule.StartsWith("hearing", StringComparison.Ordinal)), Is.EqualTo(new[] { ("hearingRequest.warned", CardLevel.Warning) }));
        Assert.That(lapsed.Entries.Select(entry => entry.Event).OfType<CaseEvent.LampChanged>().Any(lamp => lamp.Rule.StartsWith("hearing", StringComparison.Ordinal)), Is.False);
        lapsed.WhenTimersSlept(Applicant, At(after), new CaseCommand.RequestHearing(null)).ThenRejected(RejectionKind.InvalidState, "hearing.request_late");
    }

    /// <summary>The neighbour was told two days after the applicant: its five days end later.</summary>
    [Test]
    public void Each_party_has_its_own_days()
    {
        var told = Accepted("2026-03-02").And(Clerk, "2026-03-04 16:00", new CaseCommand.TellHearingRight(
            [new ToldParty(PartyKind.Applicant, "岳湖置业有限公司", Day("2026-03-02")), new ToldParty(PartyKind.Interested, Neighbour, Day("2026-03-04"))]));
        Assert.That(told.Clock(Clock.HearingRequestId).Deadline!.Due, Is.EqualTo(Day("2026-03-11")));
        told.When(Applicant, "2026-03-10 09:00", new CaseCommand.RequestHearing(null)).ThenRejected(RejectionKind.InvalidState, "hearing.request_late");
        told.When(Clerk, "2026-03-10 09:00", new CaseCommand.RequestHearing(Neighbour)).Then("hearing.requested.v1", "clocks.recorded.v1");
    }

    [Test]
    public void A_request_in_time_that_is_typed_late_is_in_time()
    {
        var lapsed = Accepted("2026-03-02").And(Clerk, "2026-03-02 16:00", Sample.TellHearingRight("2026-03-02")).Until("2026-03-10 09:00");
        Assert.That(lapsed.File.Hearing!.Status, Is.EqualTo(HearingStatus.Lapsed));
        lapsed.When(Clerk, "2026-03-10 09:00", new CaseCommand.RequestHearing(Neighbour), effective: "2026-03-09 16:30")
            .Then("hearing.requested.v1", "clocks.recorded.v1").ThenClock(Clock.HearingHoldId, ClockStatus.Running, "2026-04-07");
    }

    // art 47: held within twenty days of the request.
    [TestCase("2026-02-06", "2026-03-12", Description = "over the festival: 9-14 are six, 24-28 five, 2-6 and 9-12 March nine")]
    [TestCase("2026-02-12", "2026-03-18")]
    [TestCase("2026-03-02", "2026-03-30", Description = "no holiday")]
    public void Twenty_days_to_hold_it(string requested, string due)
    {
        var asked = Accepted(requested).And(Clerk, $"{requested} 14:00", Sample.TellHearingRight(requested))
            .When(Applicant, $"{requested} 15:00", new CaseCommand.RequestHearing(null))
            .ThenClock(Clock.HearingHoldId, ClockStatus.Running, due).After;
        Assert.That(asked.Clock(Clock.HearingRequestId).Status, Is.EqualTo(ClockStatus.Stopped));
    }

    /// <summary>The case's own clocks stand still from the notice, so only the hearing's clock is late here: by law, so red plus.</summary>
    [Test]
    public void Not_held_in_time_is_a_breach_of_the_law()
    {
        var late = Scheduled().Until("2026-03-31 00:00");
        Assert.That((late.Clock(Clock.HearingHoldId).Status, late.File.Lamp), Is.EqualTo((ClockStatus.Breached, Lamp.RedPlus)));
        Assert.That(late.File.Cards, Does.Contain(new Card("hearingHold.breached", CardLevel.Red, Clock.HearingHoldId, Day("2026-03-31"))));
        Assert.That(late.File.Cards, Does.Contain(new Card("hearingHold.warned", CardLevel.Warning, Clock.HearingHoldId, Day("2026-03-24"))));
    }

    // art 48(1): time and place seven days before.
    [TestCase("2026-02-09", "2026-02-24", false, Description = "10-14 are five, the 24th the sixth")]
    [TestCase("2026-02-09", "2026-02-25", true, Description = "the seventh")]
    [TestCase("2026-02-13", "2026-02-28", false, Description = "the worked Saturday is the sixth")]
    [TestCase("2026-02-13", "2026-03-02", true)]
    [TestCase("2026-03-02", "2026-03-10", false)]
    [TestCase("2026-03-02", "2026-03-11", true)]
    public void Time_and_place_seven_days_before(string notified, string held, bool inTime)
    {
        var tried = Requested("2026-02-06").When(Clerk, $"{notified} 10:00", Schedule(held, 20));
        if (inTime)
        {
            Assert.That(tried.Decision.Entries.Take(3).Select(entry => EventCatalogue.NameOf(entry.Event)), Is.EqualTo(new[] { "hearing.scheduled.v1", "case.suspended.v1", "clocks.recorded.v1" }));
            tried.ThenPhase("suspended");
        }
        else
        {
            tried.ThenRejected(RejectionKind.InvalidArgument, "hearing.notice_too_short");
        }
    }

    /// <summary>Asked for on 2 March: until the 30th. As long as a day until then can be notified, a later one is refused.</summary>
    [TestCase("2026-03-02", "2026-03-31", "hearing.too_late")]
    [TestCase("2026-03-19", "2026-03-31", "hearing.too_late", Description = "the 30th could still be notified")]
    [TestCase("2026-03-20", "2026-03-31", null, Description = "no longer: it is held late, and the card shows it")]
    public void Not_later_than_the_law_allows_while_that_is_possible(string notified, string held, string? code)
    {
        var tried = Requested("2026-03-02").When(Clerk, $"{notified} 10:00", Schedule(held, 30));
        Assert.That(tried.Decision.Rejection?.Code, Is.EqualTo(code));
    }

    /// <summary>
    /// art 45: the time of the hearing does not count, from the written notice (9 February) to the record (27 February). Accepted on the 6th,
    /// only the 9th had counted: 6 of 7 and 19 of 20 days are left.
    /// </summary>
    [Test]
    public void The_cases_clocks_stand_still_from_the_notice_to_the_record()
    {
        var scheduled = Proceedings.HearingDay(Matters.Proceeding);
        Assert.That((scheduled.Clock(Clock.PromisedId).Status, scheduled.Clock(Clock.StatutoryId).Status), Is.EqualTo((ClockStatus.Suspended, ClockStatus.Suspended)));

        var held = scheduled.When(Clerk, "2026-02-27 10:00", Sample.RecordHearing)
            .ThenPhase("inReview")
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-06")
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-03-25")
            .ThenClock(Clock.HearingHoldId, ClockStatus.Stopped, "2026-03-12")
            .ThenBy(Clerk, new CaseEvent.HearingHeld("长防听笔〔2026〕1号", Day("2026-02-25"), ["方", "周", "吴"])).After;
        Assert.That(held.File.Ledger.Entries.Select(entry => (entry.Operation, entry.On, entry.Kind)), Is.EqualTo(new[]
        {
            (LedgerOperation.Suspend, Day("2026-02-09"), "hearing"),
            (LedgerOperation.Resume, Day("2026-02-27"), "hearing"),
        }));
        Assert.That(held.Clock(Clock.HearingHoldId).StoppedOn, Is.EqualTo(Day("2026-02-25")), "held on that day, whenever the record was signed");
    }

    [Test]
    public void The_determination_names_the_record()
    {
        var held = Proceedings.HearingDay(Matters.Proceeding).And(Clerk, "2026-02-27 10:00", Sample.RecordHearing).Reviewed("2026-02-28 10:00");
        held.When(Head, "2026-02-28 15:00", Sample.Grant).ThenRejected(RejectionKind.InvalidArgument, "hearing.record_not_named");
        held.When(Head, "2026-02-28 15:00", Sample.Grant with { HearingRecord = "长防听笔〔2025〕9号" }).ThenRejected(RejectionKind.InvalidArgument, "hearing.record_not_named");
        var decided = held.When(Head, "2026-02-28 15:00", Sample.Grant with { HearingRecord = "长防听笔〔2026〕1号" }).ThenPhase("decided");
        Assert.That(decided.Decision.Entries.Select(entry => entry.Event).OfType<CaseEvent.Decided>().Single().HearingRecord, Is.EqualTo("长防听笔〔2026〕1号"));
    }

    [Test]
    public void No_determination_before_the_parties_had_their_time()
    {
        var told = Accepted("2026-03-02").And(Clerk, "2026-03-02 16:00", Sample.TellHearingRight("2026-03-02")).Reviewed("2026-03-03 10:00");
        told.When(Head, "2026-03-09 15:00", Sample.Grant).ThenRejected(RejectionKind.InvalidState, "hearing.pending");
        told.When(Head, "2026-03-10 09:00", Sample.Grant).ThenPhase("decided");
        told.And(Applicant, "2026-03-03 15:00", new CaseCommand.WaiveHearing(null)).When(Head, "2026-03-03 16:00", Sample.Grant)
            .ThenRejected(RejectionKind.InvalidState, "hearing.pending");
        told.And(Applicant, "2026-03-03 15:00", new CaseCommand.WaiveHearing(null)).And(Clerk, "2026-03-03 15:30", new CaseCommand.WaiveHearing(Neighbour))
            .When(Head, "2026-03-03 16:00", Sample.Grant).ThenPhase("decided");
    }

    [Test]
    public void What_was_given_up_is_gone()
    {
        var waived = Accepted("2026-03-02").And(Clerk, "2026-03-02 16:00", Sample.TellHearingRight("2026-03-02")).And(Applicant, "2026-03-03 09:00", new CaseCommand.WaiveHearing(null));
        waived.When(Applicant, "2026-03-03 10:00", new CaseCommand.RequestHearing(null)).ThenRejected(RejectionKind.InvalidState, "hearing.waived");
        waived.When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestHearing(Neighbour)).Then("hearing.requested.v1", "clocks.recorded.v1");
    }
}
