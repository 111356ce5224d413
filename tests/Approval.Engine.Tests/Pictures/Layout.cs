using Approval.Engine.Pictures;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Pictures;

/// <summary>A picture can be read: no box on another, no line through a box, no name on a box.</summary>
public class Layout
{
    [TestCaseSource(typeof(Published), nameof(Published.Versions))]
    public void Every_published_procedure_is_readable(string version) =>
        Assert.That(Faults(ProcedurePicture.Of(Published.Procedure(version))), Is.Empty);

    [Test]
    public void Every_chain_is_readable() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(Chains.Arbitrary, chain => Faults(ProcedurePicture.Of(Chains.Licence(chain))) is var faults && faults.Count == 0 ? true.ToProperty() : false.Label(string.Join('\n', faults))));

    [Test]
    public void Lines_end_on_the_edges_of_their_boxes([ValueSource(typeof(Published), nameof(Published.Versions))] string version)
    {
        var picture = ProcedurePicture.Of(Published.Procedure(version));
        var boxes = picture.Shapes.ToDictionary(shape => shape.Id, shape => shape.Bounds);

        Assert.That(picture.Edges.Where(edge => !IsOnEdge(boxes[edge.From], edge.Points[0]) || !IsOnEdge(boxes[edge.To], edge.Points[^1])).Select(edge => edge.Id), Is.Empty);
    }

    private static bool IsOnEdge(Box box, Spot spot) =>
        spot.X >= box.X && spot.X <= box.Right && spot.Y >= box.Y && spot.Y <= box.Bottom
        && (spot.X == box.X || spot.X == box.Right || spot.Y == box.Y || spot.Y == box.Bottom);

    internal static List<string> Faults(ProcessPicture picture)
    {
        var faults = new List<string>();
        var shapes = picture.Shapes;
        var parents = shapes.ToDictionary(shape => shape.Id, shape => shape.Parent);
        for (var i = 0; i < shapes.Length; i++)
        {
            for (var j = i + 1; j < shapes.Length; j++)
            {
                if (!AreKin(shapes[i], shapes[j]) && Meet(shapes[i].Bounds, shapes[j].Bounds))
                {
                    faults.Add($"{shapes[i].Id} lies on {shapes[j].Id}");
                }
            }

            if (shapes[i].Parent is { } parent && !Holds(shapes.Single(shape => shape.Id == parent).Bounds, shapes[i].Bounds))
            {
                faults.Add($"{shapes[i].Id} leaves {parent}");
            }
        }

        foreach (var edge in picture.Edges)
        {
            foreach (var (from, to) in edge.Points.Zip(edge.Points.Skip(1)))
            {
                if (from.X != to.X && from.Y != to.Y)
                {
                    faults.Add($"{edge.Id} is not at right angles");
                }

                // A line may touch its own ends and lies in the sub-process it belongs to.
                faults.AddRange(shapes
                    .Where(shape => shape.Id != edge.From && shape.Id != edge.To && shape.Id != edge.Parent && Meet(Segment(from, to), Inner(shape.Bounds)))
                    .Select(shape => $"{edge.Id} runs through {shape.Id}"));
            }
        }

        var labels = shapes.Where(shape => shape.Label is not null).Select(shape => (shape.Id, Box: shape.Label!.Value))
            .Concat(picture.Edges.Where(edge => edge.Label is not null).Select(edge => (edge.Id, Box: edge.Label!.Value))).ToList();
        faults.AddRange(
            from label in labels
            from shape in shapes
            where shape.Kind is not (ShapeKind.SubProcess or ShapeKind.EventSubProcess) && Meet(label.Box, shape.Bounds)
            select $"the name of {label.Id} lies on {shape.Id}");
        faults.AddRange(
            from one in labels.Index()
            from other in labels.Skip(one.Index + 1)
            where Meet(one.Item.Box, other.Box)
            select $"the name of {one.Item.Id} lies on that of {other.Id}");
        faults.AddRange(
            from label in labels
            from edge in picture.Edges
            where edge.Points.Zip(edge.Points.Skip(1)).Any(part => Meet(Segment(part.First, part.Second), Inner(label.Box)))
            select $"{edge.Id} runs through the name of {label.Id}");
        return faults;

        bool AreKin(PictureShape one, PictureShape other) =>
            one.Host == other.Id || other.Host == one.Id || parents[one.Id] == other.Id || parents[other.Id] == one.Id;
    }

    private static Box Segment(Spot from, Spot to) => new(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Abs(from.X - to.X) + 1, Math.Abs(from.Y - to.Y) + 1);

    private static Box Inner(Box box) => new(box.X + 1, box.Y + 1, box.Width - 2, box.Height - 2);

    private static bool Meet(Box one, Box other) => one.X < other.Right && other.X < one.Right && one.Y < other.Bottom && other.Y < one.Bottom;

    private static bool Holds(Box outer, Box inner) => inner.X >= outer.X && inner.Y >= outer.Y && inner.Right <= outer.Right && inner.Bottom <= outer.Bottom;
}
