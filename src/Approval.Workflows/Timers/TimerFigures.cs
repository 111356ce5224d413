using System.Diagnostics.Metrics;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Timers;

/// <summary>
/// The figures of the reconciler, for readiness, metrics and supervisors. One node sweeps, every node may read: what it found is in
/// the database.
/// </summary>
public sealed class TimerFigures : IDisposable
{
    private readonly NpgsqlDataSource database;
    private readonly Meter meter = new("Approval");
    private volatile TimerReconciliation? last;

    public TimerFigures(NpgsqlDataSource database)
    {
        this.database = database;
        Gauge("approval.timers.running", "Running clocks", sweep => sweep.Running);
        Gauge("approval.timers.armed", "Timers that are what their clock needs", sweep => sweep.Armed);
        Gauge("approval.timers.missing", "Running clocks found without a timer", sweep => sweep.Missing);
        Gauge("approval.timers.orphaned", "Timers found of no running clock", sweep => sweep.Orphaned);
        Gauge("approval.timers.superseded", "Timers found of an older ledger or instant", sweep => sweep.Superseded);
        Gauge("approval.timers.unsettled", "Cases that could not be looked at", sweep => sweep.Unsettled);
        Gauge("approval.timers.incidents", "Timers that failed too often", sweep => sweep.Incidents);
        Gauge("approval.timers.last_complete_sweep", "When the last complete sweep of the reconciler ended, in seconds since 1970", sweep => sweep.EndedAt.ToUnixTimeSeconds());
        meter.CreateObservableGauge("approval.timers.late", Late, description: "Armed timers that are due and not fired, by how late they are");
    }

    /// <summary>The last complete sweep this process knows of; null before the first.</summary>
    public TimerReconciliation? Last => last;

    /// <summary>The last complete sweep of any node; null before the first.</summary>
    public async Task<TimerReconciliation?> RefreshAsync(CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_reconciliation"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        if (await reader.ReadAsync(cancellation))
        {
            last = new TimerReconciliation(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
                reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9),
                new Lateness(reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12), reader.GetInt64(13), reader.GetInt64(14), reader.GetInt64(15)));
        }

        return last;
    }

    public void Dispose() => meter.Dispose();

    internal async Task PublishAsync(TimerReconciliation sweep, CancellationToken cancellation)
    {
        await ReconcilerWriting.KeepAsync(database, sweep, cancellation);
        last = sweep;
    }

    private void Gauge(string name, string description, Func<TimerReconciliation, long> read) =>
        meter.CreateObservableGauge(name, () => last is { } sweep ? [new Measurement<long>(read(sweep))] : Array.Empty<Measurement<long>>(), description: description);

    private IEnumerable<Measurement<long>> Late()
    {
        if (last is not { Late: var late })
        {
            return [];
        }

        (string UpTo, long Count)[] buckets =
        [
            ("1s", late.UpTo1Second), ("5s", late.UpTo5Seconds), ("1min", late.UpTo1Minute), ("10min", late.UpTo10Minutes), ("1h", late.UpTo1Hour), ("inf", late.Over1Hour),
        ];
        return [.. buckets.Select(bucket => new Measurement<long>(bucket.Count, new KeyValuePair<string, object?>("up_to", bucket.UpTo)))];
    }
}
