using System.Text.Json.Nodes;
using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Importing;

/// <summary>A stage as a file draws it, before it is judged as data.</summary>
internal sealed record StageDraft(FlowNode Node, XElement? Data, IReadOnlyList<StepDraft> Steps)
{
    /// <summary>Numbers of earlier stages.</summary>
    public List<int> ReturnsTo { get; } = [];

    public JsonNode? When { get; set; }
}

internal sealed record StepDraft(FlowNode Node, JsonNode? When, bool HasTimer);

/// <summary>The steps of a stage: one, or several between parallel gateways.</summary>
internal static class StageReading
{
    public static StageDraft OfTask(FlowNode task, Walk walk)
    {
        walk.Enter(task);
        return new StageDraft(task, null, [new StepDraft(task, null, walk.Graph.HasTimer(task))]);
    }

    public static StageDraft OfSubProcess(FlowNode box)
    {
        var walk = new Walk(FlowGraph.Of(box.Source));
        var first = walk.PastMerges(walk.Begin());
        List<StepDraft> steps = [];
        var end = first;
        if (first.Kind == NodeKind.Parallel)
        {
            (steps, var join) = Parallel(first, walk);
            end = walk.PastMerges(walk.Next(join));
        }
        else
        {
            (var step, end) = Branch(first, walk);
            steps.Add(step);
        }

        if (end.Kind != NodeKind.End)
        {
            throw InARow(end);
        }

        walk.Finish(end);
        return new StageDraft(box, box.Source.Element(Model + "extensionElements")?.Element(Own + "stage"), steps);
    }

    /// <summary>From a gateway that opens to the one that closes; the latter is entered.</summary>
    public static (List<StepDraft> Steps, FlowNode Join) Parallel(FlowNode split, Walk walk)
    {
        walk.Enter(split);
        var ways = walk.Graph.Out(split);
        if (ways.Count < 2)
        {
            throw Walk.Unmatched(split);
        }

        FlowNode? join = null;
        var steps = new List<StepDraft>();
        foreach (var way in ways)
        {
            var (step, end) = Branch(walk.PastMerges(walk.Follow(way)), walk);
            if (end.Kind != NodeKind.Parallel || (join is not null && join != end))
            {
                throw Walk.Unmatched(split);
            }

            join = end;
            steps.Add(step);
        }

        walk.Enter(join!);
        return walk.Graph.In(join!).Count == ways.Count ? (steps, join!) : throw Walk.Unmatched(join!);
    }

    private static (StepDraft Step, FlowNode End) Branch(FlowNode node, Walk walk)
    {
        if (node.Kind != NodeKind.Exclusive)
        {
            var task = Task(node, walk);
            return (new StepDraft(task, null, walk.Graph.HasTimer(task)), walk.PastMerges(walk.Next(task)));
        }

        walk.Enter(node);
        var (into, around, when) = Walk.Choice(node, walk.Graph.Out(node));
        var (step, join) = (Task(walk.Follow(into), walk), walk.Follow(around));
        var next = walk.Next(step);
        while (next != join && next.Kind == NodeKind.Exclusive && walk.Graph.Out(next).Count == 1)
        {
            walk.Enter(next);
            next = walk.Next(next);
        }

        return join.Kind == NodeKind.Exclusive && next == join
            ? (new StepDraft(step, when, walk.Graph.HasTimer(step)), walk.PastMerges(join))
            : throw Walk.Unmatched(node);
    }

    private static FlowNode Task(FlowNode node, Walk walk)
    {
        if (node.Kind != NodeKind.Task)
        {
            throw node.Kind switch
            {
                NodeKind.Parallel => NotAChainException.At(node.Id, "bpmn.nested_parallel", "并行结构不能嵌套：环节内的步骤同时进行。", "Parallel blocks do not nest: the steps of a stage run side by side."),
                NodeKind.SubProcess => NotAChainException.At(node.Id, "bpmn.nested_stage", "环节不能嵌套。", "Stages do not nest."),
                NodeKind.End => NotAChainException.At(node.Id, "bpmn.no_step", "此处应有步骤。", "Expected a step before this end."),
                _ => Walk.Unmatched(node),
            };
        }

        walk.Enter(node);
        return node;
    }

    private static NotAChainException InARow(FlowNode node) => NotAChainException.At(
        node.Id, "bpmn.steps_in_a_row", "环节内的步骤同时进行；先后进行的步骤应当各为一个环节。", "The steps of a stage run side by side; what comes one after the other is a stage each.");
}
