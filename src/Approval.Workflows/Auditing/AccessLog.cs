using System.Threading.Channels;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Keeps access records: whatever waits goes into one statement, and whoever reads waits for it (docs/adr/0033). What cannot be kept in
/// time fails, so that nobody reads personal data without being on record; it is kept all the same once the database is back.
/// </summary>
/// <param name="database">Of the worker.</param>
public sealed partial class AccessLog(NpgsqlDataSource database, ILogger<AccessLog> log) : BackgroundService
{
    /// <summary>How long a request waits for its record.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private const int MostWaiting = 20_000;
    private const int BatchSize = 500;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Returns when the record is stored.</summary>
    /// <exception cref="AccessNotKeptException">It could not be stored within <see cref="LongestWait"/>; nothing may be answered.</exception>
    public async Task KeepAsync(AccessRecord record, CancellationToken cancellation = default)
    {
        var kept = new Waiting(record, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!waiting.Writer.TryWrite(kept))
        {
            throw new AccessNotKeptException("too many records wait");
        }

        try
        {
            await kept.Stored!.Task.WaitAsync(LongestWait, cancellation);
        }
        catch (TimeoutException)
        {
            throw new AccessNotKeptException($"the database did not take it within {LongestWait.TotalSeconds} s");
        }
    }

    /// <summary>Hands a record over without waiting for it: those of the last moments are lost with a killed process.</summary>
    /// <exception cref="AccessNotKeptException">Too many wait.</exception>
    public void HandOver(AccessRecord record)
    {
        if (!waiting.Writer.TryWrite(new Waiting(record, null)))
        {
            throw new AccessNotKeptException("too many records wait");
        }
    }

    /// <summary>Takes no more, writes what it has, and ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } writing)
        {
            await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
        if (waiting.Reader.TryPeek(out _))
        {
            LogLost(log, waiting.Reader.Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(BatchSize);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < BatchSize && waiting.Reader.TryRead(out var record))
            {
                batch.Add(record);
            }

            await WriteAsync(batch.ConvertAll(kept => kept.Record), stoppingToken);
            batch.ForEach(kept => kept.Stored?.TrySetResult());
        }
    }

    private async Task WriteAsync(List<AccessRecord> batch, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await using var write = database.CreateBatch();
                write.BatchCommands.Add(Statement("keep_access")
                    .With(batch.ConvertAll(record => record.Id).ToArray())
                    .With(batch.ConvertAll(record => record.At).ToArray())
                    .With(batch.ConvertAll(record => record.ActorId).ToArray())
                    .WithColumn(NpgsqlDbType.Text, [.. batch.Select(record => record.Office)])
                    .With(batch.ConvertAll(record => record.Action).ToArray())
                    .With(batch.ConvertAll(record => record.Outcome).ToArray())
                    .WithColumn(NpgsqlDbType.Uuid, [.. batch.Select(record => (object?)record.CaseId)])
                    .WithColumn(NpgsqlDbType.Text, [.. batch.Select(record => record.Purpose)])
                    .With(batch.ConvertAll(record => record.TraceId).ToArray()));
                await write.ExecuteNonQueryAsync(CancellationToken.None);
                return;
            }
            catch (NpgsqlException failure)
            {
                LogNotKept(log, failure, batch.Count);
                await Task.Delay(PauseAfterFailure, stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} access records could not be kept yet")]
    private static partial void LogNotKept(ILogger logger, Exception failure, int count);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Count} access records were lost: the database could not be reached before the process had to end")]
    private static partial void LogLost(ILogger logger, int count);

    /// <param name="Stored">Null when nobody waits.</param>
    private readonly record struct Waiting(AccessRecord Record, TaskCompletionSource? Stored);
}

/// <summary>That somebody reads, or was refused, could not be put on record.</summary>
public sealed class AccessNotKeptException(string why) : Exception($"An access record could not be kept: {why}.");
