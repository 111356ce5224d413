using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>
/// Walks the cases of one part: journal, log and heads side by side in the order of cases. One fault is told for each case, the
/// first: what follows a broken link says nothing more.
/// </summary>
internal sealed class CaseWalk(CopyRows events, CopyRows heads, CopyRows lines, LoggedUpTo logged, Action<long> onRows)
{
    private const int TellEvery = 4096;

    private readonly byte[] previous = new byte[HashChain.Length];
    private readonly byte[] computed = new byte[HashChain.Length];
    private byte[] scratch = new byte[64 * 1024];
    private bool hasEvent;
    private bool hasHead;
    private bool hasLine;
    private Guid caseId;
    private int version;
    private bool isBroken;

    public FaultList Faults { get; } = new();

    public long Rows { get; private set; }

    public long Cases { get; private set; }

    public async Task RunAsync(CancellationToken cancellation)
    {
        (hasEvent, hasHead, hasLine) = (await events.ReadAsync(cancellation), await heads.ReadAsync(cancellation), await lines.ReadAsync(cancellation));
        while (hasEvent || hasHead || hasLine)
        {
            caseId = Smallest();
            (version, isBroken) = (0, false);
            HashChain.Genesis.CopyTo(previous, 0);
            Cases++;
            while (hasEvent && events.Guid(0) == caseId)
            {
                await MatchLinesAsync(events.Int32(1), cancellation);
                JudgeRow();
                if (hasLine && lines.Guid(0) == caseId && lines.Int32(1) == events.Int32(1))
                {
                    hasLine = await lines.ReadAsync(cancellation);
                }

                hasEvent = await events.ReadAsync(cancellation);
                Count();
            }

            await EndCaseAsync(cancellation);
        }

        onRows(Rows % TellEvery);
    }

    /// <summary>In the order of the database: by bytes.</summary>
    private Guid Smallest()
    {
        Guid? smallest = null;
        foreach (var (has, rows) in new[] { (hasEvent, events), (hasHead, heads), (hasLine, lines) })
        {
            if (has && (smallest is not { } least || Compare(rows.Guid(0), least) < 0))
            {
                smallest = rows.Guid(0);
            }
        }

        return smallest!.Value;
    }

    private static int Compare(Guid one, Guid other)
    {
        Span<byte> a = stackalloc byte[16];
        Span<byte> b = stackalloc byte[16];
        one.TryWriteBytes(a, bigEndian: true, out _);
        other.TryWriteBytes(b, bigEndian: true, out _);
        return a.SequenceCompareTo(b);
    }

    /// <summary>Lines of the log before this row: those rows are no longer there.</summary>
    private async ValueTask MatchLinesAsync(int upTo, CancellationToken cancellation)
    {
        while (hasLine && lines.Guid(0) == caseId && lines.Int32(1) < upTo)
        {
            Break(RecordFaultKind.Missing, lines.Int32(1), $"日志第{lines.Int64(3)}行载有此条，库中已无");
            hasLine = await lines.ReadAsync(cancellation);
        }
    }

    private void JudgeRow()
    {
        var row = events.Int32(1);
        var isLogged = hasLine && lines.Guid(0) == caseId && lines.Int32(1) == row;
        if (row != ++version)
        {
            Break(row > version ? RecordFaultKind.Missing : RecordFaultKind.Inserted, row > version ? version : row, row > version ? $"第{version}条之后是第{row}条" : "序号重复");
        }
        else if (isLogged && !lines[2].SequenceEqual(events[8]))
        {
            Break(RecordFaultKind.Altered, row, $"与日志第{lines.Int64(3)}行所载不同，签入之后被改写");
        }
        else if (!isLogged && logged.Covers(events.UInt64(9), events[0], row))
        {
            Break(RecordFaultKind.Inserted, row, "日志未载此条，而其事务早于最近的检查点");
        }
        else if (!HashFits())
        {
            Break(RecordFaultKind.Altered, row, "内容与散列不符");
        }
        else if (!events[7].SequenceEqual(previous))
        {
            Break(RecordFaultKind.Altered, row, "不接前一条的散列");
        }
        else if (!JournalBody.Says(events[6], caseId, row, events[2], events[3], events.Instant(4), events.Instant(5)))
        {
            Break(RecordFaultKind.Altered, row, "列值与正文不符");
        }

        version = row;
        events[8].CopyTo(previous);
    }

    private bool HashFits()
    {
        var link = events[7];
        var body = events[6];
        var length = 1 + link.Length + body.Length;
        if (scratch.Length < length)
        {
            scratch = new byte[length * 2];
        }

        // 0x00, link, body: as HashChain.Next, without an object for each row.
        scratch[0] = 0x00;
        link.CopyTo(scratch.AsSpan(1));
        body.CopyTo(scratch.AsSpan(1 + link.Length));
        SHA256.HashData(scratch.AsSpan(0, length), computed);
        return events[8].SequenceEqual(computed);
    }

    private async ValueTask EndCaseAsync(CancellationToken cancellation)
    {
        var last = version;
        while (hasLine && lines.Guid(0) == caseId)
        {
            Break(last == 0 ? RecordFaultKind.Missing : RecordFaultKind.Truncated, lines.Int32(1), $"日志第{lines.Int64(3)}行载有此条，库中已无");
            hasLine = await lines.ReadAsync(cancellation);
        }

        if (!hasHead || heads.Guid(0) != caseId)
        {
            Break(RecordFaultKind.Missing, last + 1, "有记录而无办件");
            return;
        }

        var kept = heads.Int32(1);
        if (kept > last)
        {
            Break(last == 0 ? RecordFaultKind.Missing : RecordFaultKind.Truncated, last + 1, $"办件应有{kept}条，止于第{last}条");
        }
        else if (kept < last)
        {
            Break(RecordFaultKind.Inserted, kept + 1, $"办件只有{kept}条，记录有{last}条");
        }
        else if (!heads[2].SequenceEqual(previous))
        {
            Break(RecordFaultKind.Altered, last, "末条散列与办件所存不符");
        }

        hasHead = await heads.ReadAsync(cancellation);
    }

    private void Break(RecordFaultKind kind, int row, string detail)
    {
        if (!isBroken)
        {
            Faults.Add(kind, caseId, row, detail);
        }

        isBroken = true;
    }

    private void Count()
    {
        Rows++;
        if (Rows % TellEvery == 0)
        {
            onRows(TellEvery);
        }
    }
}

/// <summary>Up to where the log goes, in its own order: what is not beyond it must be in it.</summary>
internal readonly record struct LoggedUpTo(ulong Transaction, byte[] CaseId, int Version)
{
    public static LoggedUpTo Nothing { get; } = new(0, new byte[16], 0);

    public bool Covers(ulong transaction, ReadOnlySpan<byte> caseId, int version)
    {
        if (transaction != Transaction)
        {
            return transaction < Transaction;
        }

        var order = caseId.SequenceCompareTo(CaseId);
        return order < 0 || (order == 0 && version <= Version);
    }
}
