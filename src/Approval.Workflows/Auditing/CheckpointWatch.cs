using Approval.Engine;
using Approval.Workflows.Scheduling;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Raises the alarm when two checkpoints in a row were missed, on every node and without the scheduler (RELIABILITY Z5). The next
/// checkpoint covers everything that is waiting, so nothing is lost but time in which it could be rewritten unseen.
/// </summary>
public sealed partial class CheckpointWatch(NpgsqlDataSource database, AuditSettings settings, AuditFigures figures, TimeProvider clock, ILogger<CheckpointWatch> log) : IRecurringWork
{
    private const int Missed = 2;

    private readonly DateTimeOffset since = clock.GetUtcNow();

    public string Name => "auditWatch";

    public TimeSpan Every => settings.Every;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var overdue = await OverdueAsync(cancellation);
        figures.Overdue(overdue);
        if (overdue > TimeSpan.Zero)
        {
            LogOverdue(log, overdue);
        }
    }

    /// <summary>How long a checkpoint has been missing, counted from the second that did not come; zero while all is well or nothing waits.</summary>
    public async Task<TimeSpan> OverdueAsync(CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_unsigned"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (waits, last) = (reader.GetBoolean(0), reader.IsDBNull(1) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(1));

        // Where none was ever signed, or this node has only just started, the clock runs from its start. A quiet log is signed daily.
        var from = last > since ? last.Value : since;
        var allowed = (waits ? TimeSpan.Zero : CheckpointSigning.Longest) + (Missed * settings.Every);
        var overdue = CivilTime.Stored(clock.GetUtcNow()) - from - allowed;
        return overdue > TimeSpan.Zero && (waits || last is not null) ? overdue : TimeSpan.Zero;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "No audit checkpoint was signed when two were due; overdue by {Overdue}")]
    private static partial void LogOverdue(ILogger logger, TimeSpan overdue);
}
