using System.Globalization;
using System.Threading.RateLimiting;

namespace Approval.Api.Http;

/// <summary>
/// Before anybody is asked who they are: no address sends more than its share, and no more requests are under way than the database
/// has connections to serve in time. Health is not counted, so that a crowded node is not taken for a dead one.
/// </summary>
public sealed class Crowding(EdgeSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> addresses = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(string.Create(CultureInfo.InvariantCulture, $"{context.Connection.RemoteIpAddress}"), _ => new()
        {
            TokenLimit = settings.PerAddress,
            TokensPerPeriod = settings.PerAddress,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    private readonly ConcurrencyLimiter atOnce = new(new() { PermitLimit = settings.AtOnce, QueueLimit = settings.AtOnce, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/health"))
        {
            await next(context);
            return;
        }

        using var share = addresses.AttemptAcquire(context);
        if (!share.IsAcquired)
        {
            await ProblemBody.WriteAsync(context, Problems.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = 1 });
            return;
        }

        using var place = await atOnce.AcquireAsync(cancellationToken: context.RequestAborted);
        if (!place.IsAcquired)
        {
            await ProblemBody.WriteAsync(context, Problems.Busy);
            return;
        }

        await next(context);
    }

    public void Dispose()
    {
        addresses.Dispose();
        atOnce.Dispose();
    }
}
