using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>
/// 承诺期限 is never later than the law (行政许可法 art 42; 优化营商环境条例 art 36), though a correction asked for in the review stops it
/// alone. Accepted on 2 March 2026: 19 working days promised for 27 March, 20 by law for 30 March.
/// </summary>
public class PromiseWithinLaw
{
    private static Given Asked(Procedure? procedure = null) => Given.Received("2026-03-02 10:00", procedure ?? Matters.CorrectedInReview)
        .And(Clerk, "2026-03-02 11:00", Sample.Accept)
        .And(Clerk, "2026-03-03 10:00", Sample.RequestCorrection);

    private static DateOnly? Due(Given given, string clock) => given.Clock(clock).Deadline?.Due;

    [TestCase("2026-03-04 10:00", "2026-03-30", TestName = "One day in the applicant's hands: the day of the law")]
    [TestCase("2026-03-03 16:00", "2026-03-27", TestName = "Answered the same day: nothing is left out")]
    [TestCase("2026-03-20 10:00", "2026-03-30", TestName = "Thirteen days: the law, not 15 April")]
    [TestCase("2026-04-20 10:00", "2026-03-30", TestName = "Answered after the law has passed")]
    public void An_answer_moves_it_no_further_than_the_law(string answered, string promised)
    {
        var given = Asked().And(Applicant, answered, Sample.SubmitCorrection);

        Assert.That((Due(given, Clock.PromisedId), Due(given, Clock.StatutoryId)), Is.EqualTo(((DateOnly?)Day(promised), (DateOnly?)Day("2026-03-30"))));
    }

    [Test]
    public void While_it_stands_still_it_has_no_day_and_the_law_runs_on()
    {
        var given = Asked().Until("2026-03-31 00:00");

    }

    [Test]
    public void Answered_too_late_the_promise_was_broken_with_the_law()
    {
        var given = Asked().And(Applicant, "2026-04-20 10:00", Sample.SubmitCorrection);

        Assert.That(given.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Breached));
        Assert.That(given.Entries.Last(entry => entry.Event is CaseEvent.ClockBreached { ClockId: Clock.PromisedId }).EffectiveAt, Is.EqualTo(At("2026-03-31 00:00")));
    }

    // Ten working days more by the head (art 42): the law ends on 14 April, the promise on its own 8 working days after 27 March.
    [Test]
    public void An_extension_of_the_law_gives_a_promise_cut_short_its_own_day_back()
    {
        var cut = Asked().And(Applicant, "2026-03-13 10:00", Sample.SubmitCorrection);
        Assert.That(Due(cut, Clock.PromisedId), Is.EqualTo(Day("2026-03-30")));

        var extended = cut.And(Head, "2026-03-16 10:00", Sample.Extend);

        Assert.That((Due(extended, Clock.PromisedId), Due(extended, Clock.StatutoryId)), Is.EqualTo(((DateOnly?)Day("2026-04-09"), (DateOnly?)Day("2026-04-14"))));
    }

    [Test]
    public void A_promise_of_its_own_day_does_not_move_with_an_extension()
    {
        var tried = Asked().And(Applicant, "2026-03-03 16:00", Sample.SubmitCorrection).When(Head, "2026-03-16 10:00", Sample.Extend);

        Assert.That(tried.Decision.Entries.Select(entry => entry.Event).OfType<CaseEvent.ClocksRecorded>().Single().Clocks.Select(clock => clock.Id), Is.EqualTo(new[] { Clock.StatutoryId }));
    }

    [Test]
    public void Typed_late_or_at_once_it_is_the_same()
    {
        var atOnce = Asked().And(Clerk, "2026-03-12 10:00", Sample.SubmitCorrection);
        var late = Asked().And(Clerk, "2026-03-16 10:00", Sample.SubmitCorrection, "2026-03-12 10:00");

        Assert.That(late.Clock(Clock.PromisedId).Deadline, Is.EqualTo(atOnce.Clock(Clock.PromisedId).Deadline));
    }

    // 联审联批 as published: asked on 3 March, answered on 20 April, when 30 promised days would end on 3 June and the law ends on 8 May.
    [Test]
    public void Joint_handling_promises_no_later_than_its_law()
    {
        var joint = Certificates.Journey.Accepted("LH-01", "2026-03-02 10:00")
            .Must(journey => journey.Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection([new CorrectionItem("site-plan", "缺少防空地下室范围")], null))
            .Must(_ => Applicant, "2026-04-20 10:00", new CaseCommand.SubmitCorrection([Paper("site-plan")], null));

        Assert.That((joint.File.Clock(Clock.PromisedId)!.Deadline!.Due, joint.File.Clock(Clock.StatutoryId)!.Deadline!.Due), Is.EqualTo((Day("2026-05-08"), Day("2026-05-08"))));
    }
}
