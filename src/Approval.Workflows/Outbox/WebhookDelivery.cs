using Approval.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Approval.Workflows.Outbox;

/// <summary>
/// Tells the endpoints that clients registered, under the same rules as <see cref="OutboxDelivery"/> the operator's. One that answers
/// 410, or fails ten times over three days, is disabled until somebody enables it again.
/// </summary>
/// <param name="unseal">Opens a stored secret.</param>
public sealed partial class WebhookDelivery(
    ConnectionGuard guard, Func<byte[], byte[]> unseal, NpgsqlDataSource database, TimeProvider clock, ILogger<WebhookDelivery> log) : IOutboxPass, IDisposable
{
    private const int PerEndpoint = 4;
    private const int AtOnce = 64;

    private readonly WebhookQueue queue = new(database);
    private readonly WebhookSender sender = new(guard, clock);

    /// <inheritdoc />
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        for (var left = 0; ;)
        {
            var now = Now();
            var claimed = await queue.ClaimAsync(now, now + OutboxDelivery.Lease, PerEndpoint, AtOnce, cancellation);
            if (claimed.Count == 0)
            {
                return left;
            }

            left += (await Task.WhenAll(claimed.Select(message => AttemptAsync(message, cancellation)))).Count(settled => settled);
        }
    }

    public void Dispose() => sender.Dispose();

    private async Task<bool> AttemptAsync(WebhookMessage webhook, CancellationToken cancellation)
    {
        var target = new OutboxTarget(webhook.Url, [.. webhook.Secrets.Select(secret => System.Collections.Immutable.ImmutableArray.Create(unseal(secret)))]);
        var result = await sender.SendAsync(webhook.Message, target, cancellation);
        var now = Now();
        switch (result)
        {
            case SendResult.Delivered:
                await queue.SettleAsync(webhook.Message, "delivered", null, now, cancellation);
                return true;
            case SendResult.Gone:
                LogDisabled(log, webhook.Endpoint, "HTTP 410");
                await queue.DisableAsync(webhook.Endpoint, "HTTP 410", now, cancellation);
                await queue.PostponeAsync(webhook.Message, "HTTP 410", now, cancellation);
                return false;
            case SendResult.Failed failed when RetrySchedule.Next(webhook.Message.Attempt, now, failed.RetryAfter) is { } nextTry:
                LogFailed(log, webhook.Message.Id, webhook.Endpoint, webhook.Message.Attempt, failed.Reason, nextTry);
                await queue.PostponeAsync(webhook.Message, failed.Reason, CivilTime.Stored(nextTry), cancellation);
                return false;
            default:
                var reason = ((SendResult.Failed)result).Reason;
                LogDisabled(log, webhook.Endpoint, reason);
                await queue.SettleAsync(webhook.Message, "dead", reason, now, cancellation);
                await queue.DisableAsync(webhook.Endpoint, reason, now, cancellation);
                return true;
        }
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} was not delivered to webhook {Endpoint}, attempt {Attempt}: {Reason}; next at {NextTry:O}")]
    private static partial void LogFailed(ILogger logger, Guid messageId, Guid endpoint, int attempt, string reason, DateTimeOffset nextTry);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Endpoint} is disabled: {Reason}")]
    private static partial void LogDisabled(ILogger logger, Guid endpoint, string reason);
}
