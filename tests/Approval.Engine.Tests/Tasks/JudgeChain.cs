using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>What an orchestrator asks is judged too: the stages of the procedure, in their order, each once a round.</summary>
public class JudgeChain
{
    [Test]
    public void The_first_stage_offers_a_task_to_each_signer()
    {
        var tried = Alone().When(ChainRule, "2026-03-02 11:00", new CaseCommand.OpenStage("review"));

        var opened = (CaseEvent.StageOpened)tried.Decision.Entries[0].Event;
        Assert.That(opened.Tasks.Select(task => (task.Step, task.Signer, task.Role)), Is.EqualTo(new[] { ("technical", 1, "reviewer"), ("technical", 2, "reviewer") }));
        Assert.That(opened.Tasks.Select(task => task.Id), Is.EqualTo(new[] { TaskIdentity.Of(CaseId, 1, "technical", 1), TaskIdentity.Of(CaseId, 1, "technical", 2) }));
        tried.ThenClock(Clock.StepId("review", "technical"), ClockStatus.Running, "2026-03-05");
    }

    [TestCase("joint", TestName = "No stage is left out")]
    [TestCase("nowhere", TestName = "No stage is invented")]
    public void Only_the_next_stage_opens(string stage) => Alone().When(ChainRule, "2026-03-02 11:00", new CaseCommand.OpenStage(stage)).Then();

    [Test]
    public void An_open_stage_is_not_opened_again() => Opened().When(ChainRule, "2026-03-02 12:00", new CaseCommand.OpenStage("review")).Then();

    [Test]
    public void A_closed_stage_is_not_opened_again()
    {
        var closed = Closed();
        closed.When(ChainRule, "2026-03-03 12:00", new CaseCommand.OpenStage("review")).Then();
        closed.When(ChainRule, "2026-03-03 12:00", new CaseCommand.OpenStage("joint")).Then("stage.opened.v1", "clocks.recorded.v1");
    }

    [Test]
    public void A_stage_with_open_tasks_is_not_closed() => Opened().When(ChainRule, "2026-03-02 12:00", Sample.CloseStage).Then();

    [Test]
    public void A_stage_that_is_not_open_is_not_closed() => Closed().When(ChainRule, "2026-03-03 12:00", Sample.CloseStage).Then();

    [Test]
    public void The_chain_is_not_complete_while_a_stage_is_left()
    {
        Opened().When(ChainRule, "2026-03-02 12:00", Sample.CompleteChain).Then();
        Closed().When(ChainRule, "2026-03-03 12:00", Sample.CompleteChain).Then();
    }

    [Test]
    public void A_complete_chain_stays_complete()
    {
        var complete = Opened().Reviewed("2026-03-03 10:00");
        Assert.That(complete.Review.Complete, Is.True);
        complete.When(ChainRule, "2026-03-03 12:00", Sample.CompleteChain).Then();
        complete.When(ChainRule, "2026-03-03 12:00", Sample.OpenStage).Then();
    }

    [Test]
    public void After_a_return_the_named_stage_is_next_and_no_other()
    {
        var joint = Opened().And(Reviewer, "2026-03-03 10:00", Sample.Endorse)
            .And(OtherReviewer, "2026-03-03 11:00", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
        var tried = joint.When(Reviewer, "2026-03-04 10:00", given => new CaseCommand.ReturnTask(given.Task("planning").Id, "review", "退回"));
        var returned = joint with { State = tried.Decision.State };

        returned.When(ChainRule, "2026-03-04 10:00", new CaseCommand.OpenStage("joint")).Then();
        returned.When(ChainRule, "2026-03-04 10:00", Sample.CompleteChain).Then();
        returned.When(ChainRule, "2026-03-04 10:00", Sample.OpenStage).Then("stage.opened.v1", "clocks.recorded.v1");
    }

    [Test]
    public void Nothing_opens_while_the_time_stands_still() =>
        Phases.All["suspended"]().When(ChainRule, Phases.Next, Sample.OpenStage).Then();

    [Test]
    public void A_timer_of_a_case_that_does_not_exist_finds_nothing() =>
        Given.Nothing().When(TimerRule, "2026-03-03 12:00", Sample.FireTimer).ThenRejected(RejectionKind.NotFound, "case.not_found");

    /// <summary>Accepted, and the orchestrator has not been asked.</summary>
    private static Given Alone()
    {
        var tried = Given.Received("2026-03-02 10:00").When(Clerk, "2026-03-02 11:00", Sample.Accept);
        return tried.Before with { State = tried.Decision.State };
    }

    private static Given Opened() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);

    /// <summary>The first stage is closed, and the orchestrator has not been asked for more.</summary>
    private static Given Closed()
    {
        var signed = Opened().And(Reviewer, "2026-03-03 10:00", Sample.Endorse);
        var last = signed.When(OtherReviewer, "2026-03-03 11:00", new CaseCommand.EndorseTask(signed.Task("technical", 2).Id, null));
        var decision = CaseDecider.Decide(last.Decision.State, Sample.CloseStage, signed.FactsFor(ChainRule, At("2026-03-03 11:00")));
        Assert.That(decision.Entries.Single().Event, Is.InstanceOf<CaseEvent.StageClosed>());
        return signed with { State = decision.State };
    }
}
