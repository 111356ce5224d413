namespace Approval.Workflows.Auditing.Verification;

/// <summary>Keeps the first faults and counts all: a record that was rewritten has as many as it has rows.</summary>
internal sealed class FaultList
{
    private const int Most = 100;

    private readonly List<RecordFault> first = [];

    public IReadOnlyList<RecordFault> First => first;

    public long Count { get; private set; }

    public void Add(RecordFaultKind kind, Guid? caseId, int? version, string detail)
    {
        Count++;
        if (first.Count < Most)
        {
            first.Add(new RecordFault(kind, caseId, version, detail));
        }
    }
}
