using Approval.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Outbox;

/// <summary>
/// Tells the endpoint of changed cases: at least once, in the order of each case, always under the same message id. HTTP happens
/// outside any transaction, under a lease; a deliverer that dies between sending and marking lets the lease run out, and another
/// sends again. What fails ten times is dead: it stays as a row for people to see and holds up the later messages no longer.
/// </summary>
public sealed partial class OutboxDelivery(OutboxTarget target, NpgsqlDataSource database, TimeProvider clock, ILogger<OutboxDelivery> log) : IOutboxPass, IDisposable
{
    /// <summary>Messages under way at once from one node.</summary>
    public const int BatchSize = 16;

    /// <summary>How long a claim is good for: well beyond the time-out of an attempt and its mark.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly OutboxQueue queue = new(database);
    private readonly WebhookSender sender = new(target.Guard, clock);
    private DateTimeOffset pausedUntil;

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var delivered = 0;
        while (Now() is var now && now >= pausedUntil)
        {
            var claimed = await queue.ClaimAsync(target.Endpoint, now, now + Lease, BatchSize, cancellation);
            if (claimed.Count == 0)
            {
                break;
            }

            var results = await Task.WhenAll(claimed.Select(message => AttemptAsync(message, cancellation)));
            delivered += results.Count(result => result is SendResult.Delivered);
            var pause = results.OfType<SendResult.Failed>().Max(failed => failed.RetryAfter);
            pausedUntil = pause is { } asked ? Now() + asked : pausedUntil;
        }

        return delivered;
    }

    public void Dispose() => sender.Dispose();

    private async Task<SendResult> AttemptAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var result = await sender.SendAsync(message, target, cancellation);
        var now = Now();
        switch (result)
        {
            case SendResult.Delivered:
                await queue.MarkDeliveredAsync(message, now, cancellation);
                break;
            case SendResult.Gone:
                await GiveUpEndpointAsync(message, now, cancellation);
                break;
            case SendResult.Failed failed:
                await FailAsync(message, failed, now, cancellation);
                break;
        }

        return result;
    }

    private async Task GiveUpEndpointAsync(OutboxMessage message, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await queue.DisableAsync(target.Endpoint, "HTTP 410", now, cancellation))
        {
            LogGone(log, target.Endpoint);
        }

        await queue.PostponeAsync(message, "HTTP 410", now, cancellation);
    }

    private async Task FailAsync(OutboxMessage message, SendResult.Failed failed, DateTimeOffset now, CancellationToken cancellation)
    {
        if (RetrySchedule.Next(message.Attempt, now, failed.RetryAfter) is { } nextTry)
        {
            LogFailed(log, message.Id, message.CaseId, message.Attempt, failed.Reason, nextTry);
            await queue.PostponeAsync(message, failed.Reason, CivilTime.Stored(nextTry), cancellation);
        }
        else
        {
            LogDead(log, message.Id, message.CaseId, message.Attempt, failed.Reason);
            await queue.MarkDeadAsync(message, failed.Reason, now, cancellation);
        }
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} of case {CaseId} was not delivered, attempt {Attempt}: {Reason}; next at {NextTry:O}")]
    private static partial void LogFailed(ILogger logger, Guid messageId, Guid caseId, int attempt, string reason, DateTimeOffset nextTry);

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {MessageId} of case {CaseId} is dead after attempt {Attempt}: {Reason}")]
    private static partial void LogDead(ILogger logger, Guid messageId, Guid caseId, int attempt, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} answered 410 Gone and gets nothing more; its messages wait until an administrator enables it")]
    private static partial void LogGone(ILogger logger, Uri endpoint);
}
