using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>核销: by a supervisor of the office or of one above it, with a reason; nothing is deleted.</summary>
public class CardsWrittenOff
{
    private const string At13 = "2026-03-13 10:00";

    private static readonly Actor CountySupervisor = Supervisor with { Id = "deng", Office = "430302" };
    private static readonly Actor OtherCity = Supervisor with { Id = "ou", Office = "430300" };

    private static Given Breached() => Cards.Accepted().Until("2026-03-12 00:00");

    [Test]
    public void The_card_stays_with_the_case()
    {
        var tried = Breached().When(Supervisor, At13, Sample.WriteOff).Then("card.writtenOff.v1")
            .ThenBy(Supervisor, new CaseEvent.CardWrittenOff("promised.breached", "系统故障所致，已补正")).ThenLamp(Lamp.Red);

        Assert.That(tried.After.File.Cards.Select(card => (card.Rule, card.WrittenOff)), Is.EqualTo(new[] { ("promised.warned", false), ("promised.breached", true) }));
        Assert.That(tried.After.File.WorstLamp, Is.EqualTo(Lamp.Red));
    }

    [Test]
    public void It_is_not_issued_again()
    {
        // Written off, taken back by a special procedure of the last day, and broken again on 17 March.
        var again = Breached().And(Supervisor, "2026-03-12 09:00", Sample.WriteOff).And(Clerk, "2026-03-12 09:30", Sample.Suspend, effective: "2026-03-11 10:00")
            .And(Clerk, "2026-03-16 10:00", Sample.Resume).Until("2026-03-17 00:00");

        Assert.That(again.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Breached));
        Assert.That(again.File.Cards.Where(card => card.Rule == "promised.breached").Select(card => card.WrittenOff), Is.EqualTo(new[] { true }));
    }

    [Test]
    public void By_the_supervisor_above() => Breached().When(ProvinceSupervisor, At13, Sample.WriteOff).Then("card.writtenOff.v1");

    [Test]
    public void By_nobody_else()
    {
        foreach (var other in new[] { Clerk, Reviewer, Head, Admin, Applicant, CountySupervisor, OtherCity, XiangtanHead, TimerRule, Supervisor with { Office = null } })
        {
            Breached().When(other, At13, Sample.WriteOff).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
        }

        Breached().When(OtherApplicant, At13, Sample.WriteOff).ThenRejected(RejectionKind.NotFound, "case.not_found");
    }

    [TestCase("")]
    [TestCase(" \t")]
    public void Not_without_a_reason(string reason) =>
        Breached().When(Supervisor, At13, Sample.WriteOff with { Reason = reason }).ThenRejected(RejectionKind.InvalidArgument, "card.reason_missing");

    [Test]
    public void Not_twice() => Breached().And(Supervisor, At13, Sample.WriteOff).When(ProvinceSupervisor, At13, Sample.WriteOff).ThenRejected(RejectionKind.InvalidState, "card.written_off");

    [TestCase("statutory.breached"), TestCase("Promised.breached"), TestCase("")]
    public void Not_one_that_was_never_issued(string rule) =>
        Breached().When(Supervisor, At13, Sample.WriteOff with { Rule = rule }).ThenRejected(RejectionKind.NotFound, "card.not_found");

    [Test]
    public void Of_a_finished_case_too() =>
        Phases.Reviewed().And(Head, At13, Sample.Grant).When(Supervisor, "2026-03-16 10:00", Sample.WriteOff).Then("card.writtenOff.v1").ThenLamp(Lamp.Red);

    // Supervision is about the handling and no part of it: what the office did before and types afterwards still counts.
    [Test]
    public void It_shuts_out_no_act_in_time_that_is_typed_after_it() =>
        Phases.Reviewed().And(Supervisor, "2026-03-12 08:00", Sample.WriteOff).And(Clerk, "2026-03-12 08:10", Sample.Explain)
            .When(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30").ThenClock(Clock.PromisedId, ClockStatus.Stopped, "2026-03-11");
}
