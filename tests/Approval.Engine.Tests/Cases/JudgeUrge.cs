using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>催办: a note in the journal that moves nothing.</summary>
public class JudgeUrge
{
    [TestCase("received"), TestCase("accepted"), TestCase("inReview"), TestCase("suspended"), TestCase("decided"), TestCase("issued")]
    public void It_changes_nothing(string phase)
    {
        var tried = Phases.All[phase]().When(Applicant, Phases.Next, Sample.Urge).Then("case.urged.v1").ThenBy(Applicant, new CaseEvent.Urged("请尽快办理"));
        Assert.That(tried.After.Json(), Is.EqualTo(tried.Before.Json()));
    }

    [Test]
    public void An_act_of_before_may_still_be_typed_after_it() =>
        Phases.All["received"]().And(Applicant, "2026-03-04 09:00", Sample.Urge).When(Clerk, "2026-03-04 09:30", Sample.Accept, effective: "2026-03-03 16:00").ThenPhase("inReview");
}
