using System.Net;
using System.Net.Sockets;

namespace Approval.Workflows.Outbox;

/// <summary>
/// Decides to which addresses a webhook may connect, at the moment of connecting: a name is resolved once, every address it has must
/// be allowed, and the connection goes to one of those that were looked at. So a name that changes its mind in between gains nothing
/// (RELIABILITY W1, W2).
/// </summary>
/// <param name="allowed">Networks that are allowed although they are not public: the agency's own, by the operator's word.</param>
/// <param name="resolve">How names become addresses; the machine's resolver unless said.</param>
public sealed class ConnectionGuard(IReadOnlyList<IPNetwork> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private static readonly string[] LocalNames = ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain"];

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Only the open Internet.</summary>
    public static ConnectionGuard Strict { get; } = new([]);

    /// <summary>Development: anything.</summary>
    public static ConnectionGuard None { get; } = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);

    /// <param name="networks">CIDR, apart by spaces or commas.</param>
    /// <exception cref="InvalidOperationException">One is none.</exception>
    public static ConnectionGuard Of(string? networks, bool development) => development
        ? None
        : new([
            .. (networks ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(text => IPNetwork.TryParse(text, out var network) ? network : throw new InvalidOperationException($"Webhooks:AllowedNetworks holds '{text}', which is no network such as 10.20.0.0/16.")),
        ]);

    public bool Allows(IPAddress address) => PublicAddresses.Contains(address) || allowed.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>For a registration: whether it could be connected to now.</summary>
    public async Task<bool> AllowsAsync(Uri target, CancellationToken cancellation)
    {
        try
        {
            return await AddressesAsync(target.IdnHost, cancellation) is { Length: > 0 };
        }
        catch (Exception failure) when (failure is SocketException or TargetRefusedException)
        {
            return false;
        }
    }

    /// <summary>Connects under this guard; follows no redirection and no proxy, which would connect in our place to wherever it likes.</summary>
    public SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectCallback = ConnectAsync,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await AddressesAsync(context.DnsEndPoint.Host, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellation)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(name, out var literal))
        {
            return Allows(literal) ? [literal] : throw new TargetRefusedException();
        }

        if (allowed.Count == 0 && LocalNames.Any(local => name.Equals(local, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + local, StringComparison.OrdinalIgnoreCase)))
        {
            throw new TargetRefusedException();
        }

        var addresses = await resolve(name, cancellation);
        return addresses.Length > 0 && addresses.All(Allows) ? addresses : throw new TargetRefusedException();
    }
}

/// <summary>The target is not on the open Internet.</summary>
public sealed class TargetRefusedException() : IOException("The target has an address that webhooks may not connect to.");
