using System.Net;
using System.Net.Sockets;
using System.Text;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

/// <summary>What comes over the wire of a real server before any of our code sees it (RELIABILITY H1, H8-H11).</summary>
internal sealed class WireTests
{
    private ApiHost host = null!;
    private Uri address = null!;

    [OneTimeSetUp]
    public async Task Listen()
    {
        host = await ApiHost.StartAsync(("Edge:KnownProxies", "192.0.2.1"));
        host.UseKestrel(0);
        host.StartServer();
        address = host.ClientOptions.BaseAddress;
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n", "200")]
    [TestCase("GET /health/live HTTP/1.1\r\n\r\n", "400", TestName = "No host")]
    [TestCase("GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400", TestName = "Two hosts")]
    [TestCase("GET /health/live HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n", "400", TestName = "A space in the name of a header")]
    [TestCase("GET /health/live HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n", "400", TestName = "NUL in a header")]
    [TestCase("GET /health/live HTTP/9.9\r\nHost: x\r\n\r\n", "505", TestName = "Another HTTP")]
    [TestCase("GET http:// HTTP/1.1\r\nHost: x\r\n\r\n", "400", TestName = "An address that is none")]
    [TestCase("TRACE /api/v1/cases HTTP/1.1\r\nHost: x\r\n\r\n", "405", TestName = "TRACE")]
    [TestCase("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", "40", TestName = "CONNECT")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "400", TestName = "Two lengths")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n", "400", TestName = "A length below zero")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400", TestName = "Length and chunks")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "40", TestName = "Chunks inside gzip")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n", "400", TestName = "A chunk of no size")]
    [TestCase("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", "415", TestName = "A compressed body")]
    public async Task A_request_gets_its_status(string request, string status) => Assert.That(await SendAsync(request), Does.StartWith($"HTTP/1.1 {status}"));

    [Test]
    public async Task Headers_and_addresses_have_limits()
    {
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: y\r\n"));

        Assert.That(await SendAsync($"GET /health/live HTTP/1.1\r\nHost: x\r\n{many}\r\n"), Does.StartWith("HTTP/1.1 431"));
        Assert.That(await SendAsync($"GET /health/live HTTP/1.1\r\nHost: x\r\nX: {new string('y', 33 * 1024)}\r\n\r\n"), Does.StartWith("HTTP/1.1 431"));
        Assert.That(await SendAsync($"GET /health/live?{new string('y', 9 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n"), Does.StartWith("HTTP/1.1 414"));
    }

    /// <summary>Both at once, since each takes its time: headers 10 s, a body below 1 KB/s 5 s.</summary>
    [Test]
    public async Task Slow_requests_are_cut()
    {
        var (headers, body) = (StallAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nX: "), StallAsync("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));

        Assert.That((await headers).Elapsed, Is.LessThan(TimeSpan.FromSeconds(25)));
        Assert.That((await body).Answer, Does.StartWith("HTTP/1.1 408"));
        Assert.That((await body).Elapsed, Is.LessThan(TimeSpan.FromSeconds(25)));
    }

    /// <summary>Three hundred that send half a request and then nothing, and one that sends 300 bytes a second, hinder nobody (RELIABILITY H1).</summary>
    [Test]
    public async Task Stalled_connections_hinder_nobody()
    {
        var stalled = new List<TcpClient>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var client = new TcpClient();
                stalled.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, address.Port);
                await client.GetStream().WriteAsync("GET /api/v1/cases HTTP/1.1\r\nHost: x\r\nX: "u8.ToArray());
            }

            var slow = stalled[0] = new TcpClient();
            await slow.ConnectAsync(IPAddress.Loopback, address.Port);
            await slow.GetStream().WriteAsync("POST /api/v1/cases/track HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n"u8.ToArray());
            var answer = ReadAsync(slow.GetStream());
            var (watch, others) = (System.Diagnostics.Stopwatch.StartNew(), new List<TimeSpan>());
            while (!answer.IsCompleted && watch.Elapsed < TimeSpan.FromSeconds(30) && await pace.WaitForNextTickAsync())
            {
                var before = watch.Elapsed;
                Assert.That(await SendAsync("GET /api/v1/procedures/RF-01 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), Does.StartWith("HTTP/1.1 200"));
                others.Add(watch.Elapsed - before);
                try
                {
                    await slow.GetStream().WriteAsync(new byte[30]);
                }
                catch (IOException)
                {
                    break;
                }
            }

            Assert.That(await answer, Does.StartWith("HTTP/1.1 408"));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
            Assert.That(others.Order().ElementAt(others.Count / 2), Is.LessThan(TimeSpan.FromSeconds(1)));
        }
        finally
        {
            stalled.ForEach(client => client.Dispose());
        }
    }

    [Test]
    public async Task The_server_says_nothing_of_itself_and_believes_no_stranger()
    {
        var answer = await SendAsync("GET /api/v1/procedures HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 200").And.Not.Contain("Server:").And.Not.Contain("evil.example").And.Not.Contain("X-Powered-By"));
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        return await ReadAsync(stream, headOnly: true);
    }

    /// <summary>Sends the beginning, and then nothing; waits for the server to end it.</summary>
    private async Task<(string Answer, TimeSpan Elapsed)> StallAsync(string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(beginning));
        return (await ReadAsync(client.GetStream()), watch.Elapsed);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, bool headOnly = false)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var (answer, buffer) = (new MemoryStream(), new byte[4096]);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                answer.Write(buffer, 0, read);
                if (headOnly && answer.GetBuffer().AsSpan(0, (int)answer.Length).IndexOf("\r\n\r\n"u8) >= 0)
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // Reset: the server has had enough.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
