using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>终止 by the head, with a reason.</summary>
public class JudgeTerminate
{
    [TestCase("received"), TestCase("correctionRequested"), TestCase("accepted"), TestCase("inReview"), TestCase("suspended")]
    public void The_case_ends_with_its_clocks(string phase)
    {
        var tried = Phases.All[phase]().When(Head, Phases.Next, Sample.Terminate).ThenBy(Head, new CaseEvent.Terminated("申请人主体已注销")).ThenPhase("terminated");
        Assert.That(tried.After.File.Clocks, Has.All.Matches<Clock>(clock => clock.StoppedOn is not null));
    }

    [Test]
    public void It_states_its_reason() =>
        Phases.All["inReview"]().When(Head, Phases.Next, new CaseCommand.Terminate("")).ThenRejected(RejectionKind.InvalidArgument, "termination.reason_missing");
}
