using Approval.Engine.Procedures.Conditions;

namespace Approval.Engine.Pictures;

/// <summary>Collects what is drawn, in drawing order, and knows the sizes of things.</summary>
internal sealed class Canvas
{
    public const int Event = 36;
    public const int Gateway = 50;
    public const int TaskWidth = 160;
    public const int TaskHeight = 80;
    public const int Gap = 40;

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    public List<PictureShape> Shapes { get; } = [];

    public List<PictureEdge> Edges { get; } = [];

    public PictureShape this[string id] => Shapes[places[id]];

    public PictureShape Add(PictureShape shape)
    {
        places.Add(shape.Id, Shapes.Count);
        Shapes.Add(shape);
        return shape;
    }

    /// <summary>A box that lines enter and leave at another height than its middle.</summary>
    public PictureShape Add(PictureShape shape, int line)
    {
        lines.Add(shape.Id, line);
        return Add(shape);
    }

    /// <summary>The height at which lines enter and leave.</summary>
    public int LineOf(string id) => lines.GetValueOrDefault(id, this[id].Bounds.MiddleY);

    public PictureShape AddEvent(string id, ShapeKind kind, string name, int x, int y, Box? label = null, FramePart? part = null, string? parent = null, string? documentation = null) =>
        Add(new PictureShape(id, kind, name, Box.Around(x, y, Event, Event))
        {
            Label = name.Length == 0 ? null : label ?? Below(x, y + (Event / 2) + 4, name),
            Part = part,
            Parent = parent,
            Documentation = documentation,
        });

    public PictureShape AddTask(string id, string name, int x, int y, FramePart? part, string? documentation) =>
        Add(new PictureShape(id, ShapeKind.UserTask, name, new Box(x, y - (TaskHeight / 2), TaskWidth, TaskHeight)) { Part = part, Documentation = documentation });

    /// <param name="x">The middle.</param>
    public PictureShape AddGateway(string id, ShapeKind kind, string name, int x, int y, Box? label = null, FramePart? part = null, string? parent = null) =>
        Add(new PictureShape(id, kind, name, Box.Around(x, y, Gateway, Gateway)) { Label = label, Part = part, Parent = parent });

    /// <summary>The way a gateway takes when no condition holds.</summary>
    public void ByDefault(string gateway, PictureEdge edge) => Shapes[places[gateway]] = this[gateway] with { DefaultFlow = edge.Id };

    /// <summary>A line through the corners given, or straight from right to left.</summary>
    public PictureEdge Connect(string from, string to, string? name = null, Box? label = null, Condition? condition = null, params Spot[] corners)
    {
        var (source, target) = (this[from], this[to]);
        Spot[] points = corners.Length > 0 ? corners : [new(source.Bounds.Right, LineOf(from)), new(target.Bounds.X, LineOf(to))];
        var edge = new PictureEdge($"flow_{from}_{to}", from, to, [.. points])
        {
            Name = name,
            Label = label,
            Condition = condition,
            Parent = source.Parent,
            Part = source.Part is { } part && (target.Part is not null) ? part : null,
        };
        Edges.Add(edge);
        return edge;
    }

    public static Box Below(int x, int y, string text) => new(x - (WidthOf(text) / 2), y, WidthOf(text), 14);

    /// <summary>In pixels at the 11 points of labels: Chinese characters are twice as wide as others.</summary>
    public static int WidthOf(string text) => text.Sum(character => character > 0x2E80 ? 11 : 6) + 4;
}
