using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Approval.Api.Tests.Files;

/// <summary>Speaks clamd's INSTREAM as clamd(8) has it, and finds EICAR's test string alone.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;

    public FakeClamd(EndPoint endPoint)
    {
        listener = endPoint is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(endPoint);
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>The file everybody agrees to call a virus, put together here so that no scanner finds this one.</summary>
    public static byte[] Eicar => Encoding.ASCII.GetBytes(string.Concat(@"X5O!P%@AP[4\PZX54(P^)", "7CC)7}$", "EICAR", "-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*"));

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>In place of its own verdict.</summary>
    public string? Says { get; set; }

    /// <summary>What it was sent last.</summary>
    public byte[] Received { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptAsync(stopping.Token);
                await using var stream = new NetworkStream(socket);
                await AnswerAsync(stream);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // Stopping.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, stopping.Token);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            await stream.WriteAsync("UNKNOWN COMMAND\0"u8.ToArray(), stopping.Token);
            return;
        }

        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, stopping.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(length) is not (> 0 and var size))
            {
                break;
            }

            var piece = new byte[size];
            await stream.ReadExactlyAsync(piece, stopping.Token);
            content.Write(piece);
        }

        Received = content.ToArray();
        var verdict = Says ?? (Received.AsSpan().IndexOf(Eicar) >= 0 ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(verdict + "\0"), stopping.Token);
    }
}
