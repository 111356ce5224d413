namespace Approval.Engine.Cases;

/// <summary>The record as it stood at an instant, by entry time: what the office believed then, not what turned out to have been so.</summary>
public static class KnownAt
{
    /// <summary>The state folded from what had been entered by <paramref name="instant"/>; <see cref="CaseState.Initial"/> when nothing had.</summary>
    /// <param name="journal">All rows of the case, in order.</param>
    public static CaseState Fold(IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, DateTimeOffset instant) =>
        CaseEvolution.Fold(Rows(journal, instant).Select(row => row.Entry));

    /// <summary>
    /// The rows entered by <paramref name="instant"/>, for everything else that is read from a journal. The order of the journal
    /// decides: what stands behind a row that was entered later was entered later too, whatever the clock of a node said.
    /// </summary>
    public static IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> Rows(IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, DateTimeOffset instant) =>
        journal.TakeWhile(row => row.RecordedAt <= instant);
}
