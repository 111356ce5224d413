using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>撤件: any time before the decision; every clock ends.</summary>
public class JudgeWithdraw
{
    [TestCase("received"), TestCase("correctionRequested"), TestCase("accepted"), TestCase("inReview"), TestCase("suspended")]
    public void The_case_ends_with_its_clocks(string phase)
    {
        var tried = Phases.All[phase]().When(Applicant, Phases.Next, Sample.Withdraw).ThenBy(Applicant, new CaseEvent.Withdrawn("项目调整")).ThenPhase("withdrawn");
        Assert.That(tried.After.File.Clocks, Has.All.Matches<Clock>(clock => clock.StoppedOn is not null));
        Assert.That(TimerPlan.For(tried.After.File.Clocks), Is.Empty);
    }

    [Test]
    public void The_window_may_enter_it_for_the_applicant() => Phases.All["received"]().When(Clerk, Phases.Next, new CaseCommand.Withdraw(null)).ThenPhase("withdrawn");
}
