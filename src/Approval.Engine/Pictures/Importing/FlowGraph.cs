using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Importing;

internal enum NodeKind
{
    Start,
    End,
    Task,
    Exclusive,
    Parallel,
    SubProcess,
}

internal sealed record FlowNode(string Id, NodeKind Kind, string? Name, XElement Source);

internal sealed record Flow(string Id, string From, string To, XElement Source);

/// <summary>
/// The nodes and flows of a process or sub-process that make the chain. Timers on tasks and where they lead are left out, and so is what
/// our own exports draw around a chain: its flows then lead from the start or to the end.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly string[] Frame = ["intake", "decision", "anyTime"];

    private static readonly Dictionary<string, NodeKind> Kinds = new()
    {
        ["startEvent"] = NodeKind.Start,
        ["endEvent"] = NodeKind.End,
        ["userTask"] = NodeKind.Task,
        ["task"] = NodeKind.Task,
        ["exclusiveGateway"] = NodeKind.Exclusive,
        ["parallelGateway"] = NodeKind.Parallel,
        ["subProcess"] = NodeKind.SubProcess,
    };

    private static readonly HashSet<string> Unread =
    [
        "documentation", "extensionElements", "auditing", "monitoring", "ioSpecification", "property", "laneSet", "textAnnotation", "association", "group",
        "incoming", "outgoing", "dataObject", "dataObjectReference", "dataStoreReference", "dataInputAssociation", "dataOutputAssociation", "multiInstanceLoopCharacteristics",
    ];

    private readonly Dictionary<string, FlowNode> nodes = new(StringComparer.Ordinal);
    private readonly List<Flow> flows = [];
    private readonly Dictionary<string, string?> timers = new(StringComparer.Ordinal);
    private readonly HashSet<string> flowIds = new(StringComparer.Ordinal);
    private readonly string place;
    private ILookup<string, Flow> outgoing;
    private ILookup<string, Flow> incoming;

    private FlowGraph(string place)
    {
        this.place = place;
        outgoing = incoming = flows.ToLookup(flow => flow.From);
    }

    public IEnumerable<FlowNode> Nodes => nodes.Values;

    public IReadOnlyList<Flow> Flows => flows;

    public FlowNode Start
    {
        get
        {
            var starts = nodes.Values.Where(node => node.Kind == NodeKind.Start).ToList();
            return starts.Count switch
            {
                1 => starts[0],
                0 => throw NotAChainException.At(place, "bpmn.no_start", "没有开始事件。", "There is no start event."),
                _ => throw NotAChainException.At(starts[1].Id, "bpmn.several_starts", "只能有一个开始事件。", "Expected one start event, but there is a second one."),
            };
        }
    }

    public FlowNode Node(string id) => nodes[id];

    public List<Flow> Out(FlowNode node) => [.. outgoing[node.Id]];

    public List<Flow> In(FlowNode node) => [.. incoming[node.Id]];

    public bool HasTimer(FlowNode task) => timers.ContainsValue(task.Id);

    public static FlowGraph Of(XElement container)
    {
        var graph = new FlowGraph(BpmnFile.Id(container) ?? container.Name.LocalName);
        var framed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in container.Elements().Where(element => element.Name.Namespace == Model && !Unread.Contains(element.Name.LocalName)))
        {
            graph.Take(element, framed);
        }

        foreach (var (part, kind) in new[] { ("intake", NodeKind.Start), ("decision", NodeKind.End) })
        {
            if (framed.ContainsValue(part))
            {
                graph.nodes[part] = new FlowNode(part, kind, null, container);
            }
        }

        foreach (var element in container.Elements(Model + "sequenceFlow"))
        {
            graph.Join(element, framed);
        }

        graph.DropTimers();
        graph.outgoing = graph.flows.ToLookup(flow => flow.From);
        graph.incoming = graph.flows.ToLookup(flow => flow.To);
        return graph;
    }

    private void Take(XElement element, Dictionary<string, string> framed)
    {
        var name = element.Name.LocalName;
        if (name == "sequenceFlow")
        {
            return;
        }

        var id = BpmnFile.Id(element) ?? throw NotAChainException.At(place, "bpmn.no_id", $"“{place}”中的一个 {name} 没有 id。", $"A {name} in '{place}' has no id.");
        if (framed.ContainsKey(id) || nodes.ContainsKey(id) || timers.ContainsKey(id))
        {
            throw NotAChainException.At(id, "bpmn.duplicate_id", "该 id 出现两次。", "The id is there twice.");
        }

        if (IsFrame(element, name, out var part))
        {
            framed.Add(id, part);
            return;
        }

        if (name == "boundaryEvent" && element.Element(Model + "timerEventDefinition") is not null)
        {
            timers.Add(id, (string?)element.Attribute("attachedToRef"));
            return;
        }

        if (!Kinds.TryGetValue(name, out var kind) || (kind == NodeKind.SubProcess && (string?)element.Attribute("triggeredByEvent") is "true" or "1"))
        {
            throw NotAChainException.At(id, "bpmn.unsupported_element", $"审批链不能有 {name}。", $"A chain has no {name}: it has user tasks, exclusive and parallel gateways, and stages as sub-processes.");
        }

        nodes.Add(id, new FlowNode(id, kind, (string?)element.Attribute("name"), element));
    }

    /// <summary>Only what our exports draw around the chain may be marked as its frame.</summary>
    private static bool IsFrame(XElement element, string name, out string part)
    {
        part = (string?)element.Attribute(Own + "part") ?? "";
        return Frame.Contains(part) && name is "startEvent" or "endEvent" or "userTask" or "exclusiveGateway" or "boundaryEvent" or "subProcess";
    }

    private void Join(XElement element, Dictionary<string, string> framed)
    {
        var id = BpmnFile.Id(element) ?? throw NotAChainException.At(place, "bpmn.no_id", $"“{place}”中的一条顺序流没有 id。", $"A sequence flow in '{place}' has no id.");
        var (from, to) = (End("sourceRef"), End("targetRef"));
        if (from == to && framed.ContainsValue(from))
        {
            return;
        }

        if (!flowIds.Add(id))
        {
            throw NotAChainException.At(id, "bpmn.duplicate_id", "该 id 出现两次。", "The id is there twice.");
        }

        flows.Add(new Flow(id, from, to, element));

        string End(string attribute)
        {
            var end = (string?)element.Attribute(attribute) ?? "";
            var known = framed.GetValueOrDefault(end, end);
            return nodes.ContainsKey(known) || timers.ContainsKey(known)
                ? known
                : throw NotAChainException.At(id, "bpmn.loose_flow", $"顺序流的一端“{end}”不在此处。", $"An end of the flow, '{end}', is not here.");
        }
    }

    /// <summary>What a timer sets off is no step: the limit is data of the step, and so is what silence means.</summary>
    private void DropTimers()
    {
        foreach (var (id, task) in timers)
        {
            if (task is null || !nodes.TryGetValue(task, out var host) || host.Kind != NodeKind.Task)
            {
                throw NotAChainException.At(id, "bpmn.timer_place", "时限事件应附着在人工任务上。", "A timer belongs on a user task.");
            }
        }

        var set = flows.Where(flow => timers.ContainsKey(flow.From)).ToList();
        flows.RemoveAll(flow => timers.ContainsKey(flow.From));
        var reached = flows.Select(flow => flow.To).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in set)
        {
            if (nodes.TryGetValue(flow.To, out var target) && target.Kind == NodeKind.End && !reached.Contains(flow.To))
            {
                nodes.Remove(flow.To);
            }
            else if (nodes.ContainsKey(flow.To) && target!.Kind != NodeKind.Exclusive)
            {
                throw NotAChainException.At(flow.Id, "bpmn.timer_way", "时限到期只能通向结束事件，或绕过该任务。", "A timer leads to an end event, or around its task.");
            }
        }
    }
}
