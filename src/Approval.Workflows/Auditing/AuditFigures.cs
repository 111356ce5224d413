using System.Diagnostics.Metrics;
using Approval.Engine.Audit;

namespace Approval.Workflows.Auditing;

/// <summary>Figures of the record, for alarms: any broken chain, a checkpoint that is overdue, an access record that could not be kept.</summary>
public sealed class AuditFigures : IDisposable
{
    private readonly Meter meter = new("Approval");
    private readonly Counter<long> broken;
    private volatile Checkpoint? last;
    private long overdueSeconds;

    public AuditFigures()
    {
        broken = meter.CreateCounter<long>("approval.audit.broken", description: "Reads and runs that found the record altered");
        meter.CreateObservableGauge("approval.audit.last_checkpoint", () => Of(checkpoint => checkpoint.At.ToUnixTimeSeconds()), description: "When this process last signed a checkpoint, in seconds since 1970");
        meter.CreateObservableGauge("approval.audit.log_size", () => Of(checkpoint => checkpoint.Size), description: "Journal rows under the last checkpoint of this process");
        meter.CreateObservableGauge("approval.audit.overdue", () => Interlocked.Read(ref overdueSeconds), "s", "How long a checkpoint is overdue after two were missed; 0 while all is well");
    }

    /// <summary>The last checkpoint this process has signed; null before the first.</summary>
    public Checkpoint? Last => last;

    public void Broken() => broken.Add(1);

    internal void Overdue(TimeSpan by) => Interlocked.Exchange(ref overdueSeconds, (long)Math.Ceiling(by.TotalSeconds));

    public void Dispose() => meter.Dispose();

    internal void Signed(Checkpoint checkpoint) => last = checkpoint;

    private Measurement<long>[] Of(Func<Checkpoint, long> figure) => last is { } checkpoint ? [new Measurement<long>(figure(checkpoint))] : [];
}
