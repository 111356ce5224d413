using System.Text;
using Approval.Engine.Audit;
using Npgsql;

namespace Approval.Workflows.Queries;

/// <summary>
/// Reads rows of one case's journal in order and checks each: its hash over the stored bytes, its link to the row before, the columns
/// beside it, and at the end the head in the case's row.
/// </summary>
internal sealed class JournalReading(Guid caseId, int after)
{
    private readonly List<StoredEvent> events = [];
    private byte[]? previous = after == 0 ? HashChain.Genesis : null;
    private int version = Math.Max(after - 1, 0);
    private (int Version, byte[] Hash)? head;

    /// <exception cref="JournalBrokenException">This row is not what was written.</exception>
    public void Add(NpgsqlDataReader reader)
    {
        version++;
        var (body, hash, link) = (reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));
        var (recordedAt, effectiveAt) = (reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5));
        var holds = reader.GetInt32(0) == version
            && (previous is null || link.AsSpan().SequenceEqual(previous))
            && hash.AsSpan().SequenceEqual(HashChain.Next(link, body))
            && JournalBody.Says(body, caseId, version, Encoding.UTF8.GetBytes(reader.GetString(6)), Encoding.UTF8.GetBytes(reader.GetString(7)), recordedAt, effectiveAt);
        if (!holds)
        {
            throw new JournalBrokenException(caseId, version);
        }

        (previous, head) = (hash, (reader.GetInt32(8), reader.GetFieldValue<byte[]>(9)));
        if (version > after)
        {
            events.Add(new StoredEvent(caseId, version, JournalRow.Open(body), recordedAt, hash, link));
        }
    }

    /// <param name="isLast">Nothing follows what was added.</param>
    /// <exception cref="JournalBrokenException">The journal ends elsewhere than its head says.</exception>
    public IReadOnlyList<StoredEvent> Ended(bool isLast)
    {
        if (isLast && head is { } kept && (kept.Version != version || !kept.Hash.AsSpan().SequenceEqual(previous)))
        {
            throw new JournalBrokenException(caseId, version + 1);
        }

        return events;
    }
}

/// <summary>A journal is not what was written. Nothing of it may be shown as if it were.</summary>
public sealed class JournalBrokenException(Guid caseId, int version) : Exception($"The journal of case {caseId} does not hold at row {version}.")
{
    public Guid CaseId { get; } = caseId;

    /// <summary>The first row that is altered, missing or too many.</summary>
    public int Version { get; } = version;
}
