using System.Text.Json.Nodes;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Tests.Publishing;
using Approval.Workflows.Versions;

namespace Approval.Workflows.Tests.Versions;

/// <summary>A node that holds the rules as it loaded them, and the administrator who publishes others.</summary>
internal sealed class VersionWorld : IAsyncDisposable
{
    public static readonly Actor Admin = People.Officer("admin-1", "事项管理员", Roles.Admin, "430000");

    private readonly World world;

    private VersionWorld(World world, PublishingNode node)
    {
        (this.world, Node) = (world, node);
        Drafts = new ProcedureDrafts(node.Source, world.Clock);
        Publication = new ProcedurePublication(node.Source, node.Rulebooks, Drafts, world.Clock);
    }

    public World World => world;

    public PublishingNode Node { get; }

    public ProcedureDrafts Drafts { get; }

    public ProcedurePublication Publication { get; }

    public static async Task<VersionWorld> StartAsync(string local)
    {
        var world = await World.StartAsync(local);
        return new VersionWorld(world, await PublishingNode.StartAsync(world.ConnectionString, world.Clock));
    }

    public Task<PublishingNode> AnotherNodeAsync() => PublishingNode.StartAsync(world.ConnectionString, world.Clock);

    /// <summary>The text of the first version with changes, under the next number.</summary>
    public static string Text(string code, int version, Action<JsonObject>? change = null)
    {
        var tree = JsonNode.Parse(File.ReadAllText(Path.Combine(World.Seeds, "procedures", $"{code}.v1.json")))!.AsObject();
        tree["version"] = version;
        change?.Invoke(tree);
        return tree.ToJsonString();
    }

    /// <summary>Drafted and published by the administrator.</summary>
    public async Task<VersionRecord> PublishAsync(string code, int version, Action<JsonObject>? change = null, DateOnly? from = null)
    {
        var draft = await Drafts.CreateAsync(Text(code, version, change), null, Admin);
        var outcome = await Publication.PublishAsync(draft.Id, draft.Revision, Admin, "缩短承诺时限", from);
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En + string.Join('\n', (outcome.Rejection?.Errors is { IsDefault: false } errors ? errors : []).Select(error => error.Path + error.Message.En)));
        return outcome.Version!;
    }

    public async Task<CaseState.Known> ReceiveAsync(PublishingNode? on = null, string procedure = "RF-01")
    {
        var outcome = await (on ?? Node).Runner.RunAsync(World.Intake(procedure));
        Assert.That(outcome.Rejection, Is.Null, outcome.Rejection?.Message.En);
        return (CaseState.Known)outcome.State;
    }

    /// <summary>Rows that publishing could write to.</summary>
    public async Task<(long Versions, long Retirements, long Number)> RowsAsync() => (
        await world.CountAsync("procedure_version"),
        await world.CountAsync("procedure_retirement"),
        await world.ScalarAsync<long>("select number from approval.rules_revision"));

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await world.DisposeAsync();
    }
}
