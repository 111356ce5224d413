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
