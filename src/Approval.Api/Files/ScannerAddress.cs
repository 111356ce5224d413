using System.Net;
using System.Net.Sockets;

namespace Approval.Api.Files;

/// <summary>Where clamd listens: tcp://host:3310, or unix:/path of its socket.</summary>
public sealed record ScannerAddress(EndPoint EndPoint)
{
    private const string Unix = "unix:";

    public Socket NewSocket() => EndPoint is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <returns>Null for nothing said.</returns>
    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public static ScannerAddress? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.StartsWith(Unix, StringComparison.Ordinal) && Path.IsPathRooted(text[Unix.Length..]))
        {
            return new ScannerAddress(new UnixDomainSocketEndPoint(text[Unix.Length..]));
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "tcp", Port: > 0, Host.Length: > 0, UserInfo.Length: 0, AbsolutePath: "" or "/" }
            ? new ScannerAddress(new DnsEndPoint(address.Host, address.Port))
            : throw new InvalidOperationException("Files:Scanner must be tcp://host:3310 or unix:/path/of/clamd.sock.");
    }
}
