using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Rehearsing;
using Approval.Engine.Tests.Cases;
using Approval.Engine.Tests.Certificates;
using Approval.Workflows.Orchestration;

namespace Approval.Engine.Tests.Rehearsing;

/// <summary>
/// The acts of a generated case told again as the product would record them: every timer fires when it is due. Written apart from
/// the replay it serves to check.
/// </summary>
internal sealed class Recorder(Journey told, Func<string, Offices.Office> office, IReadOnlyDictionary<string, Offices.Office> offices)
{
    private static readonly ChainOrchestrator Chain = new();
    private readonly List<(CaseEntry, DateTimeOffset)> journal = [];
    private CaseState state = CaseState.Initial;
    private DateTimeOffset now;

    public static List<(CaseEntry Entry, DateTimeOffset RecordedAt)> Of(Journey told, IReadOnlyDictionary<string, Offices.Office> offices, DateTimeOffset until)
    {
        var recorder = new Recorder(told, code => offices[code], offices);
        var (acts, unknown) = RecordedActs.Of(told.Journal);
        Assert.That(unknown, Is.Null);
        foreach (var act in acts)
        {
            recorder.TimersUntil(act.At);
            recorder.Give(act.Command, act.Actor, act.At);
        }

        recorder.TimersUntil(until);
        return recorder.journal;
    }

    private void TimersUntil(DateTimeOffset at)
    {
        while (state is CaseState.Known known && TimerPlan.For(known.File.Clocks).OrderBy(timer => timer.FireAt).FirstOrDefault() is { } due && due.FireAt <= at)
        {
            Give(new CaseCommand.FireTimer(due.ClockId, due.Kind, due.LedgerVersion), World.TimerRule, due.FireAt < now ? now : due.FireAt);
        }
    }

    private void Give(CaseCommand command, Actor by, DateTimeOffset at)
    {
        now = at;
        var decision = CaseDecider.Decide(state, command, FactsFor(by));
        if (decision.Rejection is not null)
        {
            return;
        }

        state = decision.State;
        journal.AddRange(decision.Entries.Select(entry => (entry, at)));
        if (decision.Entries.IsEmpty)
        {
            return;
        }

        foreach (var next in Chain.React(told.Procedure, state, [.. decision.Entries.Select(entry => entry.Event)], null).Commands)
        {
            Give(next with { EffectiveAt = command.EffectiveAt }, World.ChainRule, at);
        }
    }

    private Facts FactsFor(Actor by)
    {
        var code = state is CaseState.Known known ? known.File.Office : told.Office.Code;
        return new Facts(now, by, told.Procedure, office(code), told.Calendar, offices);
    }
}
