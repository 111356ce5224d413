using System.Net;
using System.Net.Sockets;

namespace Approval.Workflows.Outbox;

/// <summary>
/// Which addresses are somewhere on the open Internet (IANA's registries of special-purpose addresses). Everything that leads back to
/// us, to our network, to a cloud's metadata or through a translator into any of these is not.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.31.196.0/24"), IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("192.175.48.0/24"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),

        // The metadata and platform service of one cloud, on an address that looks like any other.
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    /// <summary>Global unicast; what is not in it is special by itself: loopback, mapped and compatible IPv4, NAT64, link-local, private, multicast.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
    [
        // Teredo, ORCHID and other protocol assignments; documentation; 6to4, which holds any IPv4 address.
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("2620:4f:8000::/48"), IPNetwork.Parse("3fff::/20"),
    ];

    public static bool Contains(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? Contains(address.MapToIPv4())
        : address.AddressFamily == AddressFamily.InterNetwork ? !Special4.Any(network => network.Contains(address))
        : address.AddressFamily == AddressFamily.InterNetworkV6 && Global6.Contains(address) && !Special6.Any(network => network.Contains(address));
}
