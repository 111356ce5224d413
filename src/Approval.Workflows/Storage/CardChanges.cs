using Approval.Engine.Cases;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>What a step does to the rows of a case's supervision cards.</summary>
internal static class CardChanges
{
    public static IEnumerable<IssuedCard> Issued(WrittenStep step) =>
        from card in step.Entries.Select(entry => entry.Event).OfType<CaseEvent.CardIssued>()
        let file = ((CaseState.Known)step.After.State).File
        select new IssuedCard(file.Id, card.Office ?? file.Office, file.Procedure, card);

    public static IEnumerable<WrittenOffCard> WrittenOff(WrittenStep step) =>
        from entry in step.Entries
        let writeOff = entry.Event as CaseEvent.CardWrittenOff
        where writeOff is not null
        select new WrittenOffCard(SupervisionIdentity.OfCard(step.After.Id, writeOff.Rule), entry.Actor.Id, writeOff.Reason);

    /// <summary>Cards of an earlier step that go with the case to another office; null when there is nothing to move.</summary>
    public static string? MovedTo(WrittenStep step) =>
        step.Before.State is CaseState.Known { File: { Cards.IsEmpty: false } before } && before.Office != step.After.Office ? step.After.Office : null;
}

internal sealed record IssuedCard(Guid CaseId, string Office, string Procedure, CaseEvent.CardIssued Card);

internal sealed record WrittenOffCard(Guid Id, string By, string Reason);
