namespace Approval.Engine.Pictures.Importing;

/// <summary>
/// The way of a process as a sequence of stages. An exclusive gateway leads into one stage or around it, or back to an earlier one; a
/// task, a parallel block or a sub-process is a stage.
/// </summary>
internal sealed class ChainReading(FlowGraph graph)
{
    private readonly Walk walk = new(graph);
    private readonly List<StageDraft> stages = [];

    /// <summary>The stage that comes after each place on the way; a return leads to such a place.</summary>
    private readonly Dictionary<string, int> doors = new(StringComparer.Ordinal);

    private bool inSkip;

    public List<StageDraft> Read()
    {
        var node = walk.Begin();
        while (node.Kind != NodeKind.End)
        {
            node = Take(node);
        }

        walk.Finish(node);
        return stages;
    }

    private FlowNode Take(FlowNode node)
    {
        doors.TryAdd(node.Id, stages.Count);
        switch (node.Kind)
        {
            case NodeKind.Exclusive:
                walk.Enter(node);
                return Choose(node);
            case NodeKind.Parallel:
                var (steps, join) = StageReading.Parallel(node, walk);
                stages.Add(new StageDraft(node, null, steps));
                return walk.Next(join);
            case NodeKind.SubProcess:
                walk.Enter(node);
                stages.Add(StageReading.OfSubProcess(node));
                return walk.Next(node);
            default:
                stages.Add(StageReading.OfTask(node, walk));
                return walk.Next(node);
        }
    }

    private FlowNode Choose(FlowNode gateway)
    {
        var ways = graph.Out(gateway);
        foreach (var back in ways.Where(flow => doors.ContainsKey(flow.To)))
        {
            walk.Follow(back);
            if (doors[back.To] >= stages.Count - 1)
            {
                throw NotAChainException.At(back.Id, "bpmn.return", "退回只能指向较早的环节。", "A return leads to a stage before the one it leaves.");
            }

            stages[^1].ReturnsTo.Add(doors[back.To]);
        }

        ways.RemoveAll(flow => doors.ContainsKey(flow.To));
        return ways switch
        {
            [] => throw NotAChainException.At(gateway.Id, "bpmn.dead_end", "该网关没有向前的出口。", "Nothing leads on from this gateway."),
            [var only] => walk.Follow(only),
            _ => Skip(gateway, ways),
        };
    }

    /// <summary>A stage that its condition may leave out; answers where the two ways meet.</summary>
    private FlowNode Skip(FlowNode gateway, List<Flow> ways)
    {
        var (into, around, when) = Walk.Choice(gateway, ways);
        var (node, join, before) = (walk.Follow(into), walk.Follow(around), stages.Count);
        if (join.Kind != NodeKind.Exclusive)
        {
            throw Walk.Unmatched(gateway);
        }

        if (inSkip)
        {
            throw OneStage(gateway);
        }

        inSkip = true;
        while (node != join)
        {
            node = node.Kind == NodeKind.End ? throw Walk.Unmatched(gateway) : Take(node);
        }

        inSkip = false;
        if (stages.Count != before + 1)
        {
            throw OneStage(gateway);
        }

        stages[before].When = when;
        return join;
    }

    private static NotAChainException OneStage(FlowNode gateway) =>
        NotAChainException.At(gateway.Id, "bpmn.skip", "一个条件只能对应一个环节。", "A condition is about one stage: give each stage its own.");
}
