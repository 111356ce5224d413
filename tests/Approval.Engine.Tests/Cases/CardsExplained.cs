using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>超期公开说明: past a published time the office says why, publicly (优化营商环境条例 art 36).</summary>
public class CardsExplained
{
    private const string At13 = "2026-03-13 10:00";

    private static Given Breached() => Cards.Accepted().Until("2026-03-12 00:00");

    [Test]
    public void The_reason_is_in_the_journal_under_the_name_of_who_gave_it()
    {
        var tried = Breached().When(Clerk, At13, Sample.Explain).Then("breach.explained.v1").ThenBy(Clerk, new CaseEvent.BreachExplained(Clock.PromisedId, "因系统迁移延误一日，已致歉"));

        Assert.That((tried.After.Clock(Clock.PromisedId).Status, tried.After.File.Lamp), Is.EqualTo((ClockStatus.Breached, Lamp.Red)), "it excuses nothing");
        Assert.That(tried.After.File.Cards, Is.EqualTo(tried.Before.File.Cards));
    }

    [Test]
    public void Another_reason_replaces_it_and_the_same_one_changes_nothing()
    {
        var explained = Breached().And(Clerk, At13, Sample.Explain);
        Assert.That(explained.Clock(Clock.PromisedId).PublishedReason, Is.EqualTo("因系统迁移延误一日，已致歉"));
        explained.When(Head, "2026-03-13 11:00", Sample.Explain).Then();

        var replaced = explained.And(Head, "2026-03-13 11:00", Sample.Explain with { Reason = "因等待消防意见" });
        Assert.That(replaced.Clock(Clock.PromisedId).PublishedReason, Is.EqualTo("因等待消防意见"));
    }

    // Taken back by a special procedure of the last day and broken again on 17 March: the second breach has no reason yet.
    [Test]
    public void A_breach_that_is_taken_back_takes_its_reason_along()
    {
        var taken = Breached().And(Clerk, "2026-03-12 09:00", Sample.Explain).And(Clerk, "2026-03-12 09:30", Sample.Suspend, effective: "2026-03-11 10:00");
        Assert.That(taken.Clock(Clock.PromisedId).PublishedReason, Is.Null);

        var again = taken.And(Clerk, "2026-03-16 10:00", Sample.Resume).Until("2026-03-17 00:00");
        Assert.That((again.Clock(Clock.PromisedId).Status, again.Clock(Clock.PromisedId).PublishedReason), Is.EqualTo((ClockStatus.Breached, (string?)null)));
        again.When(Clerk, "2026-03-17 09:00", Sample.Explain).Then("breach.explained.v1");

        var inTime = Phases.Reviewed().And(Clerk, "2026-03-12 08:10", Sample.Explain).And(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30");
        Assert.That((inTime.Clock(Clock.PromisedId).Status, inTime.Clock(Clock.PromisedId).PublishedReason), Is.EqualTo((ClockStatus.Stopped, (string?)null)));
    }

    [Test]
    public void Also_after_the_decision() => Phases.Reviewed().And(Head, At13, Sample.Grant).When(Head, "2026-03-16 10:00", Sample.Explain).Then("breach.explained.v1");

    [Test]
    public void Not_without_a_reason()
    {
        var tried = Breached().When(Clerk, At13, Sample.Explain with { Reason = " " });
        tried.ThenRejected(RejectionKind.InvalidArgument, "breach.reason_missing");
        Assert.That(tried.Decision.Rejection!.LegalBasis, Is.EqualTo("优化营商环境条例第三十六条"));
    }

    [TestCase(Clock.StatutoryId, TestName = "Running")]
    [TestCase(Clock.NoticeId, TestName = "Stopped in time")]
    [TestCase("step:nowhere/none", TestName = "Not there")]
    public void Only_of_a_clock_that_is_breached(string clock) =>
        Breached().When(Clerk, At13, Sample.Explain with { ClockId = clock }).ThenRejected(RejectionKind.InvalidState, "breach.none");

    [Test]
    public void Not_of_a_breach_that_was_taken_back() =>
        Phases.Reviewed().And(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30").When(Clerk, At13, Sample.Explain).ThenRejected(RejectionKind.InvalidState, "breach.none");

    [Test]
    public void By_the_office_itself_and_nobody_above_it()
    {
        foreach (var other in new[] { Reviewer, Supervisor, ProvinceSupervisor, Admin, Applicant, XiangtanHead, TimerRule })
        {
            Assert.That(Breached().When(other, At13, Sample.Explain).Decision.Rejection?.Kind, Is.EqualTo(RejectionKind.Forbidden), other.Id);
        }
    }
}
