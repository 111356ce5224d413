using System.Xml.Linq;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Bpmn;

/// <summary>The places of a picture: BPMN DI, coloured where a case is shown.</summary>
internal static class DiagramXml
{
    public static XElement Of(ProcessPicture picture, string process) => new(
        Diagram + "BPMNDiagram",
        new XAttribute("id", $"diagram_{picture.Id}"),
        new XElement(
            Diagram + "BPMNPlane",
            new XAttribute("id", $"plane_{picture.Id}"),
            new XAttribute("bpmnElement", process),
            picture.Shapes.Select(Of),
            picture.Edges.Select(Of)));

    private static XElement Of(PictureShape shape) => new(
        Diagram + "BPMNShape",
        new XAttribute("id", $"{shape.Id}_di"),
        new XAttribute("bpmnElement", shape.Id),
        shape.Kind == ShapeKind.ExclusiveGateway ? new XAttribute("isMarkerVisible", true) : null,
        shape.Kind is ShapeKind.SubProcess or ShapeKind.EventSubProcess ? new XAttribute("isExpanded", true) : null,
        Colours(shape.State),
        Bounds(shape.Bounds),
        shape.Label is { } label ? new XElement(Diagram + "BPMNLabel", Bounds(label)) : null);

    private static XElement Of(PictureEdge edge) => new(
        Diagram + "BPMNEdge",
        new XAttribute("id", $"{edge.Id}_di"),
        new XAttribute("bpmnElement", edge.Id),
        edge.Points.Select(point => new XElement(Di + "waypoint", new XAttribute("x", point.X), new XAttribute("y", point.Y))),
        edge.Label is { } label ? new XElement(Diagram + "BPMNLabel", Bounds(label)) : null);

    private static XElement Bounds(Box box) => new(
        Dc + "Bounds",
        new XAttribute("x", box.X),
        new XAttribute("y", box.Y),
        new XAttribute("width", box.Width),
        new XAttribute("height", box.Height));

    private static IEnumerable<XAttribute> Colours(PictureState? state)
    {
        var (stroke, fill) = state switch
        {
            PictureState.Done => ("#1e7b34", "#e3f4e6"),
            PictureState.Open => ("#8a5a00", "#fff1cc"),
            PictureState.Late => ("#b00020", "#fde0e3"),
            PictureState.Ahead => ("#1f4e8c", "#ffffff"),
            PictureState.Skipped or PictureState.NotReached => ("#8f8f8f", "#f2f2f2"),
            _ => (null, null),
        };
        return stroke is null
            ? []
            : [new(Colour + "border-color", stroke), new(Colour + "background-color", fill!), new(BioColour + "stroke", stroke), new(BioColour + "fill", fill!)];
    }
}
