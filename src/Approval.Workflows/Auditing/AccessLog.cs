using System.Threading.Channels;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>
/// Keeps access records, many in a statement, off the path of requests. What was handed over before an orderly stop is written
/// before the process ends; while the database is away records wait, and when too many wait, so do the requests: nobody reads
/// personal data without being on record.
/// </summary>
/// <param name="database">Of the worker.</param>
public sealed partial class AccessLog(NpgsqlDataSource database, ILogger<AccessLog> log) : BackgroundService
{
    private const int MostWaiting = 20_000;
    private const int BatchSize = 500;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<AccessRecord> waiting = Channel.CreateBounded<AccessRecord>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Hands a record over; waits only when the database has been away for long.</summary>
    public ValueTask KeepAsync(AccessRecord record, CancellationToken cancellation = default) =>
        waiting.Writer.TryWrite(record) ? ValueTask.CompletedTask : waiting.Writer.WriteAsync(record, cancellation);

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
        var batch = new List<AccessRecord>(BatchSize);
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < BatchSize && waiting.Reader.TryRead(out var record))
            {
                batch.Add(record);
            }

            await WriteAsync(batch, stoppingToken);
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
}
