using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Approval.Api.Http;
using Approval.Workflows.Storage;

namespace Approval.Api.Identity.People;

/// <summary>
/// How often one name, whether there is such a person or not, and one address may try to sign in, over all nodes together (RELIABILITY
/// J6). It slows guessing down before any password is hashed; the account's own lockout counts the failures of real people. What one node
/// has refused by itself does not reach the database, so that a flood costs it no writes.
/// </summary>
public sealed class SignInThrottle(SignInAttempts attempts) : IDisposable
{
    public const int OfOneName = 10;
    public const int OfOneAddress = 300;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> byName = Limiter(OfOneName);
    private readonly PartitionedRateLimiter<string> byAddress = Limiter(OfOneAddress);

    /// <exception cref="RefusedException">429 with Retry-After.</exception>
    public async Task EnterAsync(string userName, IPAddress? address, CancellationToken cancellation)
    {
        var network = NetworkOf(address);
        Enter(byAddress, network);
        Enter(byName, userName);
        if (await attempts.CountAsync(DigestOf($"address {network}"), DigestOf($"name {userName}"), cancellation) is { } wait)
        {
            throw TooMany(wait);
        }
    }

    public void Dispose()
    {
        byName.Dispose();
        byAddress.Dispose();
    }

    /// <summary>Whoever has one address of IPv6 has the 2^64 of its network.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return string.Create(CultureInfo.InvariantCulture, $"{address?.MapToIPv4()}");
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static void Enter(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (!lease.IsAcquired)
        {
            throw TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1));
        }
    }

    private static RefusedException TooMany(TimeSpan wait) =>
        new(Problems.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) });

    private static byte[] DigestOf(string who) => SHA256.HashData(Encoding.UTF8.GetBytes(who));

    private static PartitionedRateLimiter<string> Limiter(int times) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = times, Window = Window }));
}
