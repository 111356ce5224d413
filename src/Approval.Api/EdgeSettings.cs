using System.Net;

namespace Approval.Api;

/// <summary>How requests reach this process, and how many.</summary>
/// <param name="MustBeSecure">Outside Development: nothing but health is answered in plain text.</param>
/// <param name="TlsAtProxy">TLS ends at a proxy in front, whose word on scheme and caller's address is taken; nobody else's.</param>
/// <param name="KnownProxies">Where that proxy is.</param>
/// <param name="PerAddress">Requests a second of one address, whoever asks.</param>
/// <param name="AtOnce">Requests under way at once; beyond it some wait and the rest get 503.</param>
public sealed record EdgeSettings(bool MustBeSecure, bool TlsAtProxy, IReadOnlyList<IPNetwork> KnownProxies, int PerAddress, int AtOnce)
{
    /// <exception cref="InvalidOperationException">Outside Development something would be served in plain text, or the proxy is not named.</exception>
    public static EdgeSettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var tlsAtProxy = configuration.GetValue("Edge:TlsAtProxy", false);
        var proxies = (configuration["Edge:KnownProxies"] ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Network).ToList();
        if (tlsAtProxy && proxies.Count == 0)
        {
            throw new InvalidOperationException("Edge:TlsAtProxy needs Edge:KnownProxies: the addresses or networks of the proxy. Anybody else could claim to be it.");
        }

        if (!isDevelopment && !tlsAtProxy && PlainAddresses(configuration) is { Count: > 0 } plain)
        {
            throw new InvalidOperationException(
                $"Outside Development nothing is served in plain text, but {string.Join(", ", plain)} would be. Configure https, or set Edge:TlsAtProxy and Edge:KnownProxies where a proxy does TLS.");
        }

        return new EdgeSettings(
            !isDevelopment,
            tlsAtProxy,
            proxies,
            Positive(configuration, "RateLimit:RequestsPerSecondPerAddress", 2000),
            Positive(configuration, "RateLimit:ConcurrentRequests", 256));
    }

    /// <summary>Where Kestrel would listen without TLS, by everything that can tell it; without a word it is http://localhost:5000.</summary>
    private static List<string> PlainAddresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        string[] said = endpoints.Count > 0 ? [.. endpoints] : (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (said.Length == 0)
        {
            said = [.. Ports("http_ports", "http"), .. Ports("https_ports", "https")];
        }

        return [.. (said.Length == 0 ? ["http://localhost:5000"] : said).Where(address => !address.Trim().StartsWith("https:", StringComparison.OrdinalIgnoreCase))];

        IEnumerable<string> Ports(string setting, string scheme) => (configuration[setting] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"{scheme}://*:{port}");
    }

    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException($"Edge:KnownProxies holds '{text}', which is neither an address nor a network.");

    private static int Positive(IConfiguration configuration, string setting, int usual) =>
        configuration.GetValue(setting, usual) is > 0 and var value ? value : throw new InvalidOperationException($"{setting} must be above 0.");
}
