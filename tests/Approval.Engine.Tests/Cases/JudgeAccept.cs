using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>受理: starts the promise and the statutory limit together (art 32(5), 42).</summary>
public class JudgeAccept
{
    // Art 42: twenty working days from acceptance, the day itself not counted.
    [TestCase("2026-03-02 11:00", "2026-03-11", "2026-03-30", TestName = "A plain case")]
    [TestCase("2026-02-12 11:00", "2026-02-28", "2026-03-18", TestName = "Across Spring Festival; the seventh day is a worked Saturday")]
    [TestCase("2026-04-27 11:00", "2026-05-09", "2026-05-27", TestName = "Across Labour Day; the seventh day is a worked Saturday")]
    [TestCase("2026-09-24 11:00", "2026-10-12", "2026-10-29", TestName = "Across Mid-Autumn and National Day")]
    public void Promise_and_law_run_from_acceptance(string at, string promised, string statutory)
    {
        Given.Received(at).When(Clerk, at, Sample.Accept)
            .Then("case.accepted.v1", "clocks.recorded.v1")
            .ThenBy(Clerk, new CaseEvent.Accepted(CivilTime.DayOf(At(at))))
            .ThenClock(Clock.PromisedId, ClockStatus.Running, promised)
            .ThenClock(Clock.StatutoryId, ClockStatus.Running, statutory)
            .ThenPhase("inReview");
    }

    [Test]
    public void The_notice_clock_stops() =>
        Assert.That(Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-03 10:00", Sample.Accept).Clock(Clock.NoticeId).StoppedOn, Is.EqualTo(Day("2026-03-03")));

    [Test]
    public void In_Xiangtan_the_promise_is_three_days() =>
        Given.Received("2026-03-02 10:00", office: Xiangtan).When(XiangtanClerk, "2026-03-02 11:00", Sample.Accept)
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-05").ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-03-30");

    [Test]
    public void A_key_project_is_due_the_same_day() =>
        Given.Received("2026-03-02 10:00", key: true).When(Clerk, "2026-03-02 11:00", Sample.Accept)
            .ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-02").ThenLamp(Lamp.Yellow);

    [Test]
    public void Accepted_late_on_the_fifth_day_is_still_in_time() =>
        Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-09 23:59:59", Sample.Accept)
            .ThenClock(Clock.NoticeId, ClockStatus.Stopped, "2026-03-09").ThenClock(Clock.PromisedId, ClockStatus.Running, "2026-03-18");

    [Test]
    public void A_correction_handed_in_as_asked_is_accepted_from_that_day() =>
        Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-04 10:00", Sample.RequestCorrection).And(Applicant, "2026-03-12 10:00", Sample.SubmitCorrection)
            .When(Clerk, "2026-03-12 15:00", Sample.Accept).ThenClock(Clock.StatutoryId, ClockStatus.Running, "2026-04-10");
}
