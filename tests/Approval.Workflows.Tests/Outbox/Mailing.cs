using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Outbox;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>A world with a receiver, and deliverers as several nodes have them.</summary>
internal sealed class Mailing : IAsyncDisposable
{
    public const string Secret = "whsec_QXBwcm92YWwgdGVzdHMgb25seSwgMzIgYnl0ZXMuLi4=";

    private readonly List<IAsyncDisposable> nodes = [];

    private Mailing(World world, Receiver receiver)
    {
        World = world;
        Receiver = receiver;
    }

    public World World { get; }

    public Receiver Receiver { get; }

    public OutboxTarget Target => OutboxTarget.From(Receiver.Endpoint.AbsoluteUri, Secret, development: true)!;

    public static async Task<Mailing> StartAsync() => new(await World.StartAsync("2026-03-02T09:30:00"), await Receiver.StartAsync());

    /// <summary>A deliverer with a pool of its own, as another process would have.</summary>
    public OutboxDelivery Node()
    {
        var pool = Database.Open(World.ConnectionString, "outbox", poolSize: 4);
        var node = new OutboxDelivery(Target, pool, World.Clock, NullLogger<OutboxDelivery>.Instance);
        nodes.Add(pool);
        nodes.Add(new Ending(node));
        return node;
    }

    /// <summary>A case received and accepted: two steps, two messages.</summary>
    public async Task<Guid> CaseAsync()
    {
        var id = await World.ReceivedAsync();
        await World.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        return id;
    }

    public Task<long> InStateAsync(string state) => World.ScalarAsync<long>("select count(*) from approval.outbox where state = $1", state);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Enumerable.Reverse(nodes))
        {
            await node.DisposeAsync();
        }

        await Receiver.DisposeAsync();
        await World.DisposeAsync();
    }

    private sealed class Ending(OutboxDelivery node) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            node.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
