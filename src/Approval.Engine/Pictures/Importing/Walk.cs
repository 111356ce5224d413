using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Importing;

/// <summary>One way through a graph, from its start to its end: every node once, and nothing left over.</summary>
internal sealed class Walk(FlowGraph graph)
{
    public const int DeepestCondition = 32;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public FlowGraph Graph => graph;

    /// <summary>The node after the start event.</summary>
    public FlowNode Begin()
    {
        var start = graph.Start;
        if (graph.In(start) is [var into, ..])
        {
            throw NotAChainException.At(into.Id, "bpmn.into_start", "顺序流不能进入开始事件。", "No flow may enter the start.");
        }

        Enter(start);
        return Next(start);
    }

    public void Enter(FlowNode node)
    {
        if (!seen.Add(node.Id))
        {
            throw NotAChainException.At(node.Id, "bpmn.loop", "流程绕回此处：退回应当由环节之后的排他网关指向较早的环节。", "The way comes back here: a return leads from an exclusive gateway after a stage to an earlier stage.");
        }
    }

    public FlowNode Follow(Flow flow)
    {
        used.Add(flow.Id);
        return graph.Node(flow.To);
    }

    /// <summary>The one way on from a node.</summary>
    public FlowNode Next(FlowNode node) => graph.Out(node) switch
    {
        [var only] => Follow(only),
        [] => throw NotAChainException.At(node.Id, "bpmn.dead_end", "该元素没有出口。", "Nothing leads on from this element."),
        _ => throw NotAChainException.At(node.Id, "bpmn.implicit_split", "该元素有多个出口：请使用网关。", "Several flows leave this element: a gateway must say which is taken."),
    };

    /// <summary>Past gateways that only bring flows together.</summary>
    public FlowNode PastMerges(FlowNode node)
    {
        while (node.Kind == NodeKind.Exclusive && graph.Out(node).Count == 1)
        {
            Enter(node);
            node = Next(node);
        }

        return node;
    }

    /// <summary>Which of two ways out has the condition, and what it is.</summary>
    public static (Flow Into, Flow Around, JsonObject When) Choice(FlowNode gateway, IReadOnlyList<Flow> ways)
    {
        var asked = ways.Where(flow => Condition(flow) is not null).ToList();
        if (ways.Count != 2 || asked.Count != 1)
        {
            throw NotAChainException.At(
                gateway.Id, "bpmn.choice", "排他网关只能跳过一个环节或步骤：两条出口，其中一条带有数据形式的条件。",
                $"An exclusive gateway leads into one stage or step and around it: two ways out, one of them with a condition as data (language {ConditionLanguage}).");
        }

        return (asked[0], ways.Single(flow => flow != asked[0]), Parsed(asked[0]));
    }

    public static NotAChainException Unmatched(FlowNode gateway) =>
        NotAChainException.At(gateway.Id, "bpmn.unmatched_gateway", "网关没有与之配对的汇聚网关。", "The gateway has no gateway of its kind that closes it.");

    /// <param name="end">Where the way ended.</param>
    public void Finish(FlowNode end)
    {
        Enter(end);
        if (graph.Out(end) is [var onwards, ..])
        {
            throw NotAChainException.At(onwards.Id, "bpmn.out_of_end", "顺序流不能离开结束。", "No flow may leave the end.");
        }

        if (graph.Nodes.FirstOrDefault(node => !seen.Contains(node.Id)) is { } left)
        {
            throw left.Kind == NodeKind.End
                ? NotAChainException.At(left.Id, "bpmn.several_ends", "只能有一个结束事件。", "Expected one end event, but there is another one.")
                : NotAChainException.At(left.Id, "bpmn.unreachable", "无法从开始到达该元素。", "This element is not on the way from the start to the end.");
        }

        if (graph.Flows.FirstOrDefault(flow => !used.Contains(flow.Id)) is { } loose)
        {
            throw NotAChainException.At(loose.Id, "bpmn.unstructured_flow", "该顺序流不属于任何成对的结构。", "The flow belongs to no block: it jumps into or out of one.");
        }
    }

    private static JsonObject Parsed(Flow flow)
    {
        try
        {
            if (JsonNode.Parse(Condition(flow)!.Value, null, new JsonDocumentOptions { MaxDepth = DeepestCondition }) is JsonObject condition)
            {
                // Text that is not Unicode shows only when it is written.
                _ = condition.ToJsonString();
                return condition;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            // Said below, as for any other value that is no condition.
        }

        throw NotAChainException.At(flow.Id, "bpmn.condition", "条件应为 JSON 对象。", "Expected the condition as a JSON object.");
    }

    private static XElement? Condition(Flow flow) =>
        flow.Source.Element(Model + "conditionExpression") is { } expression && (string?)expression.Attribute("language") == ConditionLanguage ? expression : null;
}
