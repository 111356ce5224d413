using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>撤销 of a permit that was granted (art 69).</summary>
public class JudgeRevoke
{
    [TestCase("decided"), TestCase("issued"), TestCase("served")]
    public void A_grant_may_be_revoked(string phase)
    {
        var tried = Phases.All[phase]().When(Head, Phases.Next, Sample.Revoke).ThenBy(Head, new CaseEvent.Revoked(RevocationGround.BreachOfProcedure, "违反法定程序作出")).ThenPhase("revoked");
        Assert.That(TimerPlan.For(tried.After.File.Clocks), Is.Empty);
    }

    [Test]
    public void A_refusal_has_nothing_to_revoke() =>
        Phases.Reviewed().And(Head, "2026-03-03 15:00", Sample.Refuse).When(Head, Phases.Next, Sample.Revoke).ThenRejected(RejectionKind.InvalidState, "case.invalid_state");

    [Test]
    public void It_states_its_reason() =>
        Phases.All["served"]().When(Head, Phases.Next, Sample.Revoke with { Reason = " " }).ThenRejected(RejectionKind.InvalidArgument, "revocation.reason_missing");
}
