using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>What came of a command, before and after the orchestrator went on.</summary>
internal sealed record Tried(Given Before, Decision Decision, Given After)
{
    /// <summary>The entries of the command and of what the chain did next.</summary>
    public IEnumerable<CaseEntry> NewEntries => After.Entries.Skip(Before.Entries.Count);

    /// <summary>The command itself was answered with these events, in this order, by stored name.</summary>
    public Tried Then(params string[] names)
    {
        Assert.That(Decision.Rejection?.Code, Is.Null);
        Assert.That(Decision.Entries.Select(entry => EventCatalogue.NameOf(entry.Event)), Is.EqualTo(names));
        return this;
    }

    /// <summary>This very event is among the answers, under the name of whoever gave the command.</summary>
    public Tried ThenBy(Actor actor, CaseEvent expected)
    {
        var entry = Decision.Entries.SingleOrDefault(entry => entry.Event.GetType() == expected.GetType());
        Assert.That(entry, Is.Not.Null, expected.GetType().Name);
        Assert.That(entry!.Actor.Id, Is.EqualTo(actor.Id));
        Assert.That(System.Text.Encoding.UTF8.GetString(CaseJson.Write(entry.Event)), Is.EqualTo(System.Text.Encoding.UTF8.GetString(CaseJson.Write(expected))));
        return this;
    }

    public Tried ThenPhase(string phase)
    {
        Assert.That(After.Phase, Is.EqualTo(phase));
        return this;
    }

    public Tried ThenClock(string id, ClockStatus status, string? due)
    {
        var clock = After.Clock(id);
        Assert.That((clock.Status, clock.Deadline?.Due), Is.EqualTo((status, due is null ? null : (DateOnly?)Day(due))), id);
        return this;
    }

    public Tried ThenLamp(Lamp lamp)
    {
        Assert.That(After.File.Lamp, Is.EqualTo(lamp));
        return this;
    }

    /// <summary>Refused: nothing is stored and the case is as it was.</summary>
    public void ThenRejected(RejectionKind kind, string code, string? sentence = null)
    {
        Assert.That((Decision.Rejection?.Kind, Decision.Rejection?.Code), Is.EqualTo(((RejectionKind?)kind, code)));
        Assert.That(Decision.Rejection!.Message.Zh, Is.EqualTo(sentence ?? Decision.Rejection.Message.Zh));
        Assert.That(Decision.Entries, Is.Empty);
        Assert.That(Decision.State, Is.SameAs(Before.State));
        Assert.That(Decision.Rejection.Message.Zh, Is.Not.Empty);
        Assert.That(Decision.Rejection.Message.En, Is.Not.Empty);
    }
}
