using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Approval.Api.Files;

/// <summary>What the scanner says of a file.</summary>
/// <param name="Infection">The name of what was found; null for nothing.</param>
/// <param name="Failure">Why it could not be scanned; null when it was.</param>
public sealed record ScanResult(string? Infection, string? Failure)
{
    public static ScanResult Clean { get; } = new(null, null);
}

/// <summary>
/// Asks clamd about a file, by the INSTREAM command of its protocol (clamd(8)): the bytes in pieces, each after its length in four bytes,
/// and a length of zero at the end. Every file has a connection of its own, so that none can spoil the next.
/// </summary>
public sealed class FileScanner(FileSettings settings)
{
    private const int Piece = 64 * 1024;
    private const int LongestReply = 4096;

    /// <summary>Of a request's thirty seconds it may take this much.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task<ScanResult> ScanAsync(Stream file, CancellationToken cancellation)
    {
        if (settings.Scanner is not { } scanner)
        {
            return ScanResult.Clean;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            using var socket = scanner.NewSocket();
            await socket.ConnectAsync(scanner.EndPoint, limit.Token);
            await using var stream = new NetworkStream(socket);
            await SendAsync(file, stream, limit.Token);
            return Understand(await ReplyAsync(stream, limit.Token));
        }
        catch (Exception unreachable) when (unreachable is SocketException or IOException)
        {
            return new ScanResult(null, unreachable.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ScanResult(null, $"No answer within {Longest.TotalSeconds} seconds.");
        }
    }

    private static async Task SendAsync(Stream file, NetworkStream stream, CancellationToken cancellation)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var buffer = new byte[sizeof(int) + Piece];
        int read;
        while ((read = await file.ReadAsync(buffer.AsMemory(sizeof(int)), cancellation)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await stream.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), cancellation);
        }

        await stream.WriteAsync(new byte[sizeof(int)], cancellation);
    }

    private static async Task<string> ReplyAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var reply = new byte[LongestReply];
        var length = 0;
        while (length < LongestReply && await stream.ReadAsync(reply.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
            if (reply.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n', '\r');
    }

    /// <summary>Anything that is neither "OK" nor "... FOUND" is no verdict.</summary>
    private static ScanResult Understand(string reply)
    {
        const string Begins = "stream: ";
        const string Found = " FOUND";
        return reply == "stream: OK" ? ScanResult.Clean
            : reply.StartsWith(Begins, StringComparison.Ordinal) && reply.EndsWith(Found, StringComparison.Ordinal) ? new ScanResult(reply[Begins.Length..^Found.Length], null)
            : new ScanResult(null, reply.Length == 0 ? "It closed the connection." : reply);
    }
}
