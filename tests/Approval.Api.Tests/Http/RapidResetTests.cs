using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

/// <summary>RELIABILITY H13: streams of HTTP/2 opened and reset at once, ten thousand of them, end the connection and hinder nobody else.</summary>
internal sealed class RapidResetTests
{
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;

    [Test]
    public async Task Ten_thousand_streams_that_are_reset_at_once_hinder_nobody()
    {
        await using var host = await ApiHost.StartAsync(("Kestrel:EndpointDefaults:Protocols", "Http2"));
        host.UseKestrel(0);
        host.StartServer();
        using var attacker = new TcpClient();
        await attacker.ConnectAsync(IPAddress.Loopback, host.ClientOptions.BaseAddress.Port);
        var stream = attacker.GetStream();
        using var flood = new MemoryStream();
        flood.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Write(flood, Settings, 0, 0, []);
        for (var number = 0; number < 10_000; number++)
        {
            var id = (2 * number) + 1;
            Write(flood, Headers, 0x05, id, [0x82, 0x86, 0x44, 18, .. "/api/v1/procedures"u8, 0x41, 1, (byte)'x']);
            Write(flood, Reset, 0, id, [0, 0, 0, 8]);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var sending = SendAsync(stream, flood.ToArray());
        using var honest = new HttpClient { BaseAddress = host.ClientOptions.BaseAddress, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        for (var request = 0; request < 20; request++)
        {
            Assert.That((await honest.GetAsync("/api/v1/procedures/RF-01")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        var said = await sending;

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That(said, Is.True, "the server ends such a connection: GOAWAY, or it is closed");
        Assert.That((await honest.GetAsync("/health/live")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <returns>Whether the server has ended it.</returns>
    private static async Task<bool> SendAsync(NetworkStream stream, byte[] flood)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        var writing = stream.WriteAsync(flood, limit.Token).AsTask();
        var (buffer, head) = (new byte[16 * 1024], new List<byte>());
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, limit.Token)) > 0)
            {
                head.AddRange(buffer.AsSpan(0, Math.Min(read, 1024)));
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            await writing.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static void Write(MemoryStream into, byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        into.Write(head);
        into.Write(payload);
    }
}
