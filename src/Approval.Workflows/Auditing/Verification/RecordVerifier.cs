using System.Diagnostics;
using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>
/// Walks the whole record and finds what was altered, removed, put in or cut off (docs/adr/0020). Trusts nothing that is stored: every
/// hash is computed again from the stored bytes. What was cut off after the last copy a witness kept cannot be found.
/// </summary>
public static class RecordVerifier
{
    /// <param name="key">The public key of the log; null leaves signatures unchecked.</param>
    /// <param name="onRows">Told how many more journal rows have been walked.</param>
    /// <exception cref="InvalidDataException">The record cannot be read.</exception>
    public static async Task<RecordVerdict> VerifyAsync(
        IStoredRecord record, ECDsa? key, IReadOnlyList<Witnessed> witnessed, Action<long> onRows, CancellationToken cancellation = default)
    {
        using var keys = key is null ? null : new KeyChain(key);
        return await VerifyAsync(record, keys, witnessed, onRows, cancellation);
    }

    /// <param name="keys">Who may have signed; each hand-over in the log adds to it. Null leaves signatures unchecked.</param>
    /// <inheritdoc cref="VerifyAsync(IStoredRecord, ECDsa, IReadOnlyList{Witnessed}, Action{long}, CancellationToken)"/>
    public static async Task<RecordVerdict> VerifyAsync(
        IStoredRecord record, KeyChain? keys, IReadOnlyList<Witnessed> witnessed, Action<long> onRows, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        var log = new LogWalk(keys, witnessed);
        await using (var checkpoints = await ReadAsync(record, RecordSection.Checkpoints, 0, cancellation))
        {
            await log.ReadCheckpointsAsync(checkpoints, cancellation);
        }

        var logWalk = Task.Run(() => WalkLogAsync(record, log, cancellation), cancellation);
        var walks = await Task.WhenAll(Enumerable.Range(0, record.Parts).Select(part => Task.Run(() => WalkAsync(record, part, log.Logged, onRows, cancellation), cancellation)));
        await logWalk;
        return new RecordVerdict(
            walks.Sum(walk => walk.Rows),
            walks.Sum(walk => walk.Cases),
            log.Size,
            log.Checkpoints,
            [.. walks.SelectMany(walk => walk.Faults.First), .. log.Faults.First],
            walks.Sum(walk => walk.Faults.Count) + log.Faults.Count,
            Stopwatch.GetElapsedTime(since));
    }

    private static async Task<CaseWalk> WalkAsync(IStoredRecord record, int part, LoggedUpTo logged, Action<long> onRows, CancellationToken cancellation)
    {
        await using var events = await ReadAsync(record, RecordSection.Events, part, cancellation);
        await using var heads = await ReadAsync(record, RecordSection.Heads, part, cancellation);
        await using var lines = await ReadAsync(record, RecordSection.Lines, part, cancellation);
        var walk = new CaseWalk(events, heads, lines, logged, onRows);
        await walk.RunAsync(cancellation);
        return walk;
    }

    private static async Task WalkLogAsync(IStoredRecord record, LogWalk log, CancellationToken cancellation)
    {
        await using var lines = await ReadAsync(record, RecordSection.Log, 0, cancellation);
        await log.RunAsync(lines, cancellation);
    }

    private static async Task<CopyRows> ReadAsync(IStoredRecord record, RecordSection stream, int part, CancellationToken cancellation) =>
        new(await record.OpenAsync(stream, part, cancellation), stream.Columns);
}
