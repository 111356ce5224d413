using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Approval.Api.Http;

namespace Approval.Api.Identity.People;

/// <summary>
/// How often one name, whether there is such a person or not, and one address may try to sign in. The account's own lockout counts
/// failures of real people across all nodes; this slows guessing down before any password is hashed.
/// </summary>
public sealed class SignInThrottle : IDisposable
{
    private readonly PartitionedRateLimiter<string> byName = Limiter(10, TimeSpan.FromMinutes(5));
    private readonly PartitionedRateLimiter<string> byAddress = Limiter(300, TimeSpan.FromMinutes(5));

    /// <exception cref="RefusedException">429 with Retry-After.</exception>
    public void Enter(string userName, IPAddress? address)
    {
        Enter(byAddress, string.Create(CultureInfo.InvariantCulture, $"{address}"));
        Enter(byName, userName);
    }

    public void Dispose()
    {
        byName.Dispose();
        byAddress.Dispose();
    }

    private static void Enter(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            throw new RefusedException(Problems.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) });
        }
    }

    private static PartitionedRateLimiter<string> Limiter(int times, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = times, Window = window }));
}
