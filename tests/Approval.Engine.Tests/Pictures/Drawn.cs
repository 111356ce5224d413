using System.Text;

namespace Approval.Engine.Tests.Pictures;

/// <summary>BPMN files as others draw them, in few words: "a>b" is a flow, "?>" one with a condition.</summary>
internal static class Drawn
{
    /// <param name="nodes">userTask a, exclusiveGateway g and so on; a slash ends the element with children of its own.</param>
    /// <param name="flows">a>b c>d; "a?b" has a condition.</param>
    public static byte[] File(string nodes, string flows, string beside = "") => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="urn:approval:bpmn:1" targetNamespace="x">
        {beside}
        <process id="p">{Nodes(nodes)}{Flows(flows)}</process>
        </definitions>
        """);

    public static string Nodes(string nodes) => string.Concat(nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(node =>
    {
        var (kind, id) = (node.Split(':')[0], node.Split(':')[1]);
        return $"<{Kind(kind)} id=\"{id}\" name=\"{id}\"/>";
    }));

    public static string Flows(string flows) => string.Concat(flows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(flow =>
    {
        var ends = flow.Split('>', '?');
        var condition = flow.Contains('?') ? "<conditionExpression xsi:type=\"tFormalExpression\" language=\"urn:approval:condition:1\">{\"fact\":\"project.key\",\"is\":\"true\"}</conditionExpression>" : "";
        return $"<sequenceFlow id=\"{ends[0]}-{ends[1]}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\">{condition}</sequenceFlow>";
    }));

    private static string Kind(string kind) => kind switch
    {
        "s" => "startEvent",
        "e" => "endEvent",
        "t" => "userTask",
        "x" => "exclusiveGateway",
        "+" => "parallelGateway",
        _ => kind,
    };
}
