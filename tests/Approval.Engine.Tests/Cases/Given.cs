using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Workflows.Orchestration;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>
/// A case as acts have made it: each goes through the decider and is followed by the orchestrator, as the runner does. Only what the
/// engine allows can be given.
/// </summary>
internal sealed record Given(Procedure Procedure, Office Office, CaseState State, IReadOnlyList<CaseEntry> Entries)
{
    private static readonly ChainOrchestrator Orchestrator = new();

    /// <summary>The version that a move is to; unless said, the next one, which promises a day more.</summary>
    public Procedure Target { get; init; } = Procedure with
    {
        Version = Procedure.Version + 1,
        Limits = Procedure.Limits with { Promised = Procedure.Limits.Promised with { Amount = Procedure.Limits.Promised.Amount + 1 } },
    };

    public CaseFile File => ((CaseState.Known)State).File;

    public Review Review => State switch
    {
        CaseState.InReview s => s.Review,
        CaseState.Suspended { Review: { } review } => review,
        _ => throw new AssertionException($"No review in {State.GetType().Name}."),
    };

    public string Phase => PhaseNames.Of(State).En;

    public static Given Nothing(Procedure? procedure = null, Office? office = null) =>
        new(procedure ?? Matters.Licence, office ?? Changsha, CaseState.Initial, []);

    /// <summary>Received through the system by the applicant.</summary>
    public static Given Received(string at, Procedure? procedure = null, Office? office = null, bool key = false) =>
        Nothing(procedure, office).And(Applicant, at, Sample.Receive(Channel.Online, key));

    public Clock Clock(string id) => File.Clock(id) ?? throw new AssertionException($"No clock {id} among {string.Join(", ", File.Clocks.Select(clock => clock.Id))}.");

    public CaseTask Task(string step, int signer = 1) =>
        Review.Tasks.FirstOrDefault(task => task.Step == step && task.Signer == signer)
        ?? throw new AssertionException($"No task {step} {signer} in stage {Review.Stage}.");

    public Facts FactsFor(Actor actor, DateTimeOffset now) => new(now, actor, Procedure, State is CaseState.Known ? OfficesByCode[File.Office] : Office, Calendar, OfficesByCode)
    {
        Application = Entries.Select(entry => entry.Event).OfType<CaseEvent.Received>().FirstOrDefault()?.Application,
        Absences = [Away],
        Target = Target,
    };

    public Given And(Actor by, string at, CaseCommand command, string? effective = null)
    {
        var tried = When(by, at, command, effective);
        Assert.That(tried.Decision.Rejection?.Code, Is.Null, $"given {command.Name} at {at} in {Phase}");
        return tried.After;
    }

    public Given And(Actor by, string at, Func<Given, CaseCommand> command)
    {
        var now = Until(at);
        return now.And(by, at, command(now));
    }

    /// <summary>Every timer due by then has fired on its instant; then the command is given.</summary>
    public Tried When(Actor by, string at, CaseCommand command, string? effective = null) =>
        Until(at).WhenTimersSlept(by, At(at), effective is null ? command : command with { EffectiveAt = At(effective) });

    public Tried When(Actor by, string at, Func<Given, CaseCommand> command)
    {
        var now = Until(at);
        return now.When(by, at, command(now));
    }

    /// <summary>The command is given though no timer has fired since the last act.</summary>
    public Tried WhenTimersSlept(Actor by, DateTimeOffset now, CaseCommand command)
    {
        var decision = CaseDecider.Decide(State, command, FactsFor(by, now));
        var moved = decision.State is CaseState.Known { File.ProcedureVersion: var version } && version == Target.Version;
        var after = this with { State = decision.State, Entries = [.. Entries, .. decision.Entries], Procedure = moved ? Target : Procedure };
        return new Tried(this, decision, decision.Rejection is null ? after.Orchestrated(now, decision) : after);
    }

    /// <summary>Time passes and every timer fires on its instant.</summary>
    public Given Until(string at) => Until(At(at));

    public Given Until(DateTimeOffset at)
    {
        var given = this;
        while (given.State is CaseState.Known && TimerPlan.For(given.File.Clocks).MinBy(timer => timer.FireAt) is { } due && due.FireAt <= at)
        {
            var now = given.Entries.Count > 0 && due.FireAt < given.File.LastActAt ? given.File.LastActAt : due.FireAt;
            given = given.WhenTimersSlept(TimerRule, now, new CaseCommand.FireTimer(due.ClockId, due.Kind, due.LedgerVersion)).After;
        }

        return given;
    }

    /// <summary>Every open step is endorsed, stage by stage, until the chain is complete.</summary>
    /// <param name="upTo">A stage that is left open.</param>
    public Given Reviewed(string at, string? upTo = null)
    {
        var given = this;
        while (given.State is CaseState.InReview { Review: { Stage: not null } review } && review.Stage != upTo && review.Tasks.FirstOrDefault(task => task.IsOpen) is { } task)
        {
            var signer = task.Role == Roles.Head ? Head : task.Role == Roles.Clerk ? Clerk : task.Signer == 2 ? OtherReviewer : Reviewer;
            given = given.And(signer, at, new CaseCommand.EndorseTask(task.Id, "同意"));
        }

        return given;
    }

    public string Json() => Encoding.UTF8.GetString(CaseJson.Write(State));

    private Given Orchestrated(DateTimeOffset now, Decision first)
    {
        var given = this;
        IReadOnlyList<CaseEvent> happened = [.. first.Entries.Select(entry => entry.Event)];
        for (var round = 0; round < 20; round++)
        {
            var reaction = Orchestrator.React(given.Procedure, given.State, happened, null);
            if (reaction.Commands.Count == 0)
            {
                return given;
            }

            foreach (var command in reaction.Commands)
            {
                var decision = CaseDecider.Decide(given.State, command, given.FactsFor(ChainRule, now));
                Assert.That(decision.Rejection, Is.Null, $"the chain's own {command.Name}");
                given = given with { State = decision.State, Entries = [.. given.Entries, .. decision.Entries] };
                happened = [.. decision.Entries.Select(entry => entry.Event)];
            }
        }

        throw new AssertionException("The orchestrator never comes to rest.");
    }
}
