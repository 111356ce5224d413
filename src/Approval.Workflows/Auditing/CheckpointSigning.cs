using System.Data;
using Approval.Engine;
using Approval.Engine.Audit;
using Approval.Workflows.Scheduling;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Logs the journal rows written since the last checkpoint and signs the next one over all of them (docs/adr/0020). The work is that
/// of the new rows alone, however long the log is. One node at a time; a run that is missed is made good by the next.
/// </summary>
public sealed partial class CheckpointSigning(
    NpgsqlDataSource database, AuditKey key, AuditSettings settings, WitnessTelling witnesses, AuditFigures figures, TimeProvider clock, ILogger<CheckpointSigning> log) : IRecurringWork
{
    /// <summary>Rows logged in one transaction, with a checkpoint of its own.</summary>
    public const int BatchSize = 50_000;

    private const int OneAtATime = 4301004;

    /// <summary>A quiet log is signed again all the same: an old checkpoint could be a held-back one.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public string Name => "auditCheckpoint";

    public TimeSpan Every => settings.Every;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SignAllAsync(BatchSize, cancellation);
        await witnesses.TellAllAsync(cancellation);
    }

    /// <summary>Checkpoints until nothing is left to log.</summary>
    /// <param name="limit">Rows in one transaction.</param>
    /// <returns>How many checkpoints were signed.</returns>
    /// <exception cref="LogBrokenException">The last checkpoint as stored contradicts itself.</exception>
    public async Task<int> SignAllAsync(int limit, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using (var enter = new NpgsqlCommand($"select pg_try_advisory_lock({OneAtATime})", connection))
        {
            if (!(bool)(await enter.ExecuteScalarAsync(cancellation))!)
            {
                return 0;
            }
        }

        try
        {
            var signed = 0;
            while (await SignAsync(connection, limit, cancellation) is { } rows)
            {
                signed++;
                if (rows < limit)
                {
                    break;
                }
            }

            return signed;
        }
        catch (LogBrokenException broken)
        {
            figures.Broken();
            LogBroken(log, broken);
            throw;
        }
        finally
        {
            // Not cancelled: a connection that goes back to its pool must hold nothing.
            await using var leave = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
            await leave.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <returns>How many rows the checkpoint adds; null when none was due.</returns>
    private async Task<int?> SignAsync(NpgsqlConnection connection, int limit, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var end = await LogEnd.ReadAsync(connection, cancellation);
        var takesOver = key.TakesOverFrom(end.Last);
        var rows = await end.ReadNextAsync(connection, limit, cancellation);
        var now = CivilTime.Stored(clock.GetUtcNow());
        if (rows.Count == 0 && !takesOver && (end.Last is not { } quiet || now - quiet.Checkpoint.At < Longest))
        {
            return null;
        }

        if (rows.Count > 0)
        {
            await LogWriting.AppendAsync(connection, end, rows, cancellation);
        }

        var checkpoint = new Checkpoint(settings.Origin, end.Tree.Size, end.Tree.Root, end.Last?.Checkpoint.Digest, now);
        var signed = key.Sign(checkpoint, end.Last);
        var last = rows.Count > 0 ? rows[^1] : new LoggedRow(end.Transaction, end.CaseId, end.Version, []);
        await LogWriting.PublishAsync(connection, end, signed, last, cancellation);
        await transaction.CommitAsync(cancellation);
        figures.Signed(checkpoint);
        if (takesOver)
        {
            LogTakenOver(log, end.Number + 1);
        }

        LogSigned(log, end.Number + 1, checkpoint.Size, rows.Count);
        return rows.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Audit checkpoint {Number} signed over {Size} rows, {Added} of them new")]
    private static partial void LogSigned(ILogger logger, long number, long size, int added);

    [LoggerMessage(Level = LogLevel.Warning, Message = "From audit checkpoint {Number} on another key signs")]
    private static partial void LogTakenOver(ILogger logger, long number);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit log has been tampered with, or another key than Audit:SigningKey and Audit:PreviousKey signed it; no checkpoint is signed")]
    private static partial void LogBroken(ILogger logger, Exception failure);
}
