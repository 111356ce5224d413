namespace Approval.Workflows.Auditing.Verification;

/// <summary>The record as it is stored, of one moment: a database or an export of one. Each stream is a binary copy of PostgreSQL.</summary>
public interface IStoredRecord : IAsyncDisposable
{
    /// <summary>Into how many parts the cases are divided, each to be walked beside the others.</summary>
    int Parts { get; }

    /// <summary>How many journal rows to expect, for showing progress.</summary>
    long ExpectedRows { get; }

    /// <summary>Opens one of the <see cref="RecordSection"/>s; those of cases for one part.</summary>
    Task<Stream> OpenAsync(RecordSection stream, int part, CancellationToken cancellation);
}

/// <summary>What is read of the record.</summary>
/// <param name="Name">In an export.</param>
/// <param name="Select">Of PostgreSQL; {0} is the condition on the case.</param>
/// <param name="Columns">How many.</param>
public sealed record RecordSection(string Name, string Select, int Columns)
{
    public static RecordSection Events { get; } = new(
        "events",
        "select case_id, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash, transaction from approval.case_event where {0} order by case_id, version",
        10);

    public static RecordSection Heads { get; } = new("heads", "select id as case_id, version, head from approval.permit_case where {0} order by id", 3);

    /// <summary>The log's lines by case.</summary>
    public static RecordSection Lines { get; } = new("lines", "select case_id, version, hash, position from approval.audit_leaf where {0} order by case_id, version", 4);

    /// <summary>The log's lines in their own order.</summary>
    public static RecordSection Log { get; } = new("log", "select position, case_id, version, hash from approval.audit_leaf order by position", 4);

    public static RecordSection Checkpoints { get; } = new(
        "checkpoints", "select number, size, root, note, last_transaction, last_case, last_version from approval.audit_checkpoint order by number", 7);

    public static IReadOnlyList<RecordSection> All { get; } = [Events, Heads, Lines, Log, Checkpoints];

    /// <summary>The column that parts divide by.</summary>
    internal string CaseColumn => this == Heads ? "id" : "case_id";
}
