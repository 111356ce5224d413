using System.Net;
using System.Net.Sockets;
using Approval.Workflows.Outbox;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>RELIABILITY W1-W3: a listener on this machine counts who comes. Nobody must.</summary>
internal sealed class ConnectionGuardTests
{
    private TcpListener listener = null!;
    private int port;

    [SetUp]
    public void Listen()
    {
        listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [TearDown]
    public void Close() => listener.Dispose();

    [TestCase("127.0.0.1")]
    [TestCase("127.1")]
    [TestCase("2130706433", Description = "decimal")]
    [TestCase("0x7f000001", Description = "hexadecimal")]
    [TestCase("0177.0.0.1", Description = "octal")]
    [TestCase("0.0.0.0")]
    [TestCase("localhost")]
    [TestCase("LOCALHOST.")]
    [TestCase("api.localhost")]
    [TestCase("[::1]")]
    [TestCase("[::]")]
    [TestCase("[::ffff:127.0.0.1]", Description = "IPv4-mapped")]
    [TestCase("[::127.0.0.1]", Description = "IPv4-compatible")]
    [TestCase("[64:ff9b::7f00:1]", Description = "NAT64")]
    [TestCase("[64:ff9b:1::7f00:1]", Description = "local NAT64")]
    [TestCase("[2002:7f00:1::]", Description = "6to4")]
    [TestCase("[2001:0:7f00:1::]", Description = "Teredo")]
    [TestCase("169.254.169.254", Description = "metadata")]
    [TestCase("[fd00:ec2::254]", Description = "metadata")]
    [TestCase("168.63.129.16", Description = "platform")]
    [TestCase("100.100.100.200", Description = "metadata, inside CGNAT")]
    [TestCase("metadata.google.internal")]
    [TestCase("10.0.0.1")]
    [TestCase("172.16.0.1")]
    [TestCase("172.31.255.255")]
    [TestCase("192.168.1.1")]
    [TestCase("100.64.0.1")]
    [TestCase("192.0.0.1")]
    [TestCase("198.18.0.1")]
    [TestCase("203.0.113.7")]
    [TestCase("224.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("[fe80::1]")]
    [TestCase("[fc00::1]")]
    [TestCase("[ff02::1]")]
    [TestCase("[2001:db8::1]")]
    [TestCase("[fec0::1]")]
    public async Task Nothing_of_our_own_is_connected_to(string host)
    {
        var address = new Uri($"http://{host}:{port}/hook");

        Assert.That(await ConnectionGuard.Strict.AllowsAsync(address, CancellationToken.None), Is.False, "at registration");
        Assert.That(async () => await SendAsync(ConnectionGuard.Strict, address), Throws.TypeOf<HttpRequestException>().With.InnerException.TypeOf<TargetRefusedException>());
        Assert.That(listener.Pending(), Is.False);
    }

    [TestCase("8.8.8.8")]
    [TestCase("223.5.5.5")]
    [TestCase("172.32.0.1")]
    [TestCase("100.128.0.1")]
    [TestCase("2400:3200::1")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("::ffff:8.8.8.8")]
    public void The_open_Internet_is_allowed(string address) => Assert.That(PublicAddresses.Contains(IPAddress.Parse(address)), Is.True);

    [TestCase("127.0.0.1")]
    [TestCase("8.8.8.8 10.0.0.1", Description = "one of several")]
    [TestCase("2400:3200::1 ::1")]
    [TestCase("")]
    public async Task A_name_is_as_bad_as_the_worst_of_its_addresses(string addresses)
    {
        var guard = new ConnectionGuard([], (_, _) => Task.FromResult(addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()));
        var address = new Uri($"http://hooks.example.cn:{port}/");

        Assert.That(await guard.AllowsAsync(address, CancellationToken.None), Is.False);
        Assert.That(async () => await SendAsync(guard, address), Throws.TypeOf<HttpRequestException>());
        Assert.That(listener.Pending(), Is.False);
    }

    /// <summary>Rebinding: public when registered, ours when connected to.</summary>
    [Test]
    public async Task A_name_that_changes_its_mind_is_looked_at_again()
    {
        var answers = new Queue<string>(["8.8.8.8", "127.0.0.1"]);
        var guard = new ConnectionGuard([], (_, _) => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }));
        var address = new Uri($"http://rebinding.example.cn:{port}/");

        Assert.That(await guard.AllowsAsync(address, CancellationToken.None), Is.True);
        Assert.That(async () => await SendAsync(guard, address), Throws.TypeOf<HttpRequestException>().With.InnerException.TypeOf<TargetRefusedException>());
        Assert.That((listener.Pending(), answers.Count), Is.EqualTo((false, 0)), "resolved once, and not connected");
    }

    [Test]
    public async Task A_network_that_the_operator_allows_is_connected_to()
    {
        var guard = new ConnectionGuard([IPNetwork.Parse("127.0.0.0/8")]);
        var sending = SendAsync(guard, new Uri($"http://127.0.0.1:{port}/"));
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        Assert.That((await sending).StatusCode, Is.EqualTo(HttpStatusCode.Redirect), "and a redirection is not followed");
        Assert.That(ConnectionGuard.Of("10.20.0.0/16, fd12::/16", development: false).Allows(IPAddress.Parse("10.20.3.4")), Is.True);
        Assert.That(ConnectionGuard.Of("10.20.0.0/16", development: false).Allows(IPAddress.Parse("10.21.3.4")), Is.False);
        Assert.That(() => ConnectionGuard.Of("10.20.0.0", development: false), Throws.InvalidOperationException);
    }

    /// <summary>With the handler of the real sender.</summary>
    private static async Task<HttpResponseMessage> SendAsync(ConnectionGuard guard, Uri address)
    {
        using var http = new HttpMessageInvoker(guard.NewHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        return await http.SendAsync(request, CancellationToken.None);
    }
}
