using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Approval.Workflows.Tests.Wire;

/// <summary>
/// Stands between the product and PostgreSQL: counts round trips and statements as they cross the wire, and can lose the answer to a
/// COMMIT, which is what a crash between commit and answer looks like from outside.
/// </summary>
internal sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly Task accepting;
    private int repliesToLose;
    private int roundTrips;
    private int statements;
    private int lost;

    public PostgresProxy(string connectionString)
    {
        server = new NpgsqlConnectionStringBuilder(connectionString);
        listener.Start();
        accepting = AcceptAsync();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>How often the client has spoken after the server had said all it had to say.</summary>
    public int RoundTrips => Volatile.Read(ref roundTrips);

    /// <summary>Statements executed, transaction control not counted.</summary>
    public int Statements => Volatile.Read(ref statements);

    /// <summary>Answers to COMMIT that were lost.</summary>
    public int Lost => Volatile.Read(ref lost);

    public void LoseNextCommitReplies(int count) => Volatile.Write(ref repliesToLose, count);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                talks.Add(TalkAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        using var upstream = new TcpClient();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await upstream.ConnectAsync(server.Host!, server.Port, stopping.Token);
        connection.NoDelay = upstream.NoDelay = true;
        var talk = new Conversation();
        await Task.WhenAny(
            PumpAsync(connection, upstream, bytes => FromClient(talk, bytes), ending.Token),
            PumpAsync(upstream, connection, bytes => FromServer(talk, bytes), ending.Token));
        await ending.CancelAsync();
    }

    private bool FromClient(Conversation talk, ReadOnlySpan<byte> bytes)
    {
        lock (talk)
        {
            if (talk is { Client.IsInside: false, Unsynced: false, Awaited: 0 })
            {
                Interlocked.Increment(ref roundTrips);
            }

            foreach (var (type, text) in talk.Client.Feed(bytes))
            {
                talk.Unsynced = type is not ('S' or 'Q' or '\0');
                talk.Awaited += talk.Unsynced ? 0 : 1;
                if (type == 'E')
                {
                    Interlocked.Increment(ref statements);
                }
                else if (type == 'Q' && text.StartsWith("COMMIT", StringComparison.Ordinal) && Interlocked.Decrement(ref repliesToLose) >= 0)
                {
                    talk.Losing = true;
                }
            }
        }

        return true;
    }

    /// <returns>False to hang up instead of handing the bytes on.</returns>
    private bool FromServer(Conversation talk, ReadOnlySpan<byte> bytes)
    {
        lock (talk)
        {
            foreach (var (type, text) in talk.Server.Feed(bytes))
            {
                talk.Awaited -= type == 'Z' ? 1 : 0;
                if (talk.Losing && type == 'C' && text.StartsWith("COMMIT", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref lost);
                    return false;
                }
            }

            return true;
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to, Watch watch, CancellationToken ending)
    {
        try
        {
            var buffer = new byte[1 << 16];
            while (await from.GetStream().ReadAsync(buffer, ending) is > 0 and var count && watch(buffer.AsSpan(0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), ending);
            }
        }
        catch (Exception hungUp) when (hungUp is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side is told by the end of this conversation.
        }
    }

    private delegate bool Watch(ReadOnlySpan<byte> bytes);

    private sealed class Conversation
    {
        public FrameReader Client { get; } = new(fromClient: true);

        public FrameReader Server { get; } = new(fromClient: false);

        /// <summary>Messages were sent that the server will not answer before more come.</summary>
        public bool Unsynced { get; set; }

        /// <summary>Answers that the server still owes.</summary>
        public int Awaited { get; set; }

        public bool Losing { get; set; }
    }
}
