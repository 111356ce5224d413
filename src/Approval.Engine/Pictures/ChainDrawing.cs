using System.Collections.Immutable;
using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Canvas;

namespace Approval.Engine.Pictures;

/// <summary>
/// The chain as one row: stages from left to right, what skips a stage above it, returns on tracks of their own below, the shorter
/// ones nearer.
/// </summary>
internal sealed class ChainDrawing(Canvas canvas, Procedure procedure)
{
    private const int TrackGap = 24;
    private const int SkipHeight = 44;

    private readonly ImmutableArray<Stage> stages = procedure.Chain.Stages;
    private readonly List<string> row = [];

    /// <param name="top">Upper edge of what is drawn.</param>
    /// <returns>The first and last element of the row, and the lower edge.</returns>
    public (string First, string Last, int Bottom) Draw(int left, int top)
    {
        var drawings = stages.Select(stage => new StageDrawing(stage)).ToList();
        var y = top + drawings.Max(drawing => drawing.Above) + (stages.Any(stage => stage.When is not null) ? SkipHeight : 0);
        var x = left;
        foreach (var (stage, drawing) in stages.Zip(drawings))
        {
            x = Draw(stage, drawing, x, y);
        }

        return (row[0], row[^1], Returns(y, y + drawings.Max(drawing => drawing.Below)));
    }

    private int Draw(Stage stage, StageDrawing drawing, int x, int y)
    {
        var (again, when, back, past) = ($"again_{stage.Id}", $"when_{stage.Id}", $"return_{stage.Id}", $"past_{stage.Id}");
        if (stages.Any(other => other.ReturnsTo.Contains(stage.Id)))
        {
            x = Gate(again, "", null, x, y);
        }

        if (stage.When is { } asked)
        {
            var middle = x + (Gateway / 2);
            x = Gate(when, PictureWords.Zh(asked, procedure), new Box(middle - 45, y + (Gateway / 2) + 3, 90, 42), x, y);
        }

        var box = drawing.Draw(canvas, procedure, x, y);
        Follow(box.Id, stage.When is null ? null : stage);
        x = box.Bounds.Right + Gap;
        if (!stage.ReturnsTo.IsEmpty)
        {
            x = Gate(back, "退回？", new Box(x + (Gateway / 2) - 20, y - (Gateway / 2) - 18, 40, 14), x, y);
        }

        if (stage.When is null)
        {
            return x;
        }

        x = Gate(past, "", null, x, y);
        var (from, to, over) = (canvas[when].Bounds, canvas[past].Bounds, box.Bounds.Y - 20);
        canvas.ByDefault(when, canvas.Connect(when, past, "不适用", new Box(box.Bounds.X + 4, over - 16, WidthOf("不适用"), 14), null,
            new(from.MiddleX, from.Y), new(from.MiddleX, over), new(to.MiddleX, over), new(to.MiddleX, to.Y)));
        return x;
    }

    private int Gate(string id, string name, Box? label, int x, int y)
    {
        canvas.AddGateway(id, ShapeKind.ExclusiveGateway, name, x + (Gateway / 2), y, label);
        Follow(id, null);
        return x + Gateway + Gap;
    }

    /// <summary>Strings an element onto the row.</summary>
    private void Follow(string id, Stage? conditional)
    {
        if (row.Count > 0)
        {
            var edge = canvas.Connect(row[^1], id, condition: conditional?.When);
            if (row[^1].StartsWith("return_", StringComparison.Ordinal))
            {
                canvas.ByDefault(row[^1], edge);
            }
        }

        row.Add(id);
    }

    /// <returns>The lower edge.</returns>
    private int Returns(int y, int below)
    {
        var returns = stages.SelectMany((stage, from) => stage.ReturnsTo.Select(target => (Stage: stage, Target: procedure.Chain.Find(target)!, From: from))).ToList();
        var tracks = returns
            .OrderBy(back => back.From - stages.IndexOf(back.Target))
            .ThenBy(back => back.From)
            .Select((back, track) => (back.Stage.Id, Target: back.Target.Id, Y: below + TrackGap + 6 + (track * TrackGap)))
            .ToDictionary(back => (back.Id, back.Target), back => back.Y);

        // In the order of the data, so that an import reads them in that order.
        foreach (var (stage, target, _) in returns)
        {
            var (from, to, track) = (canvas[$"return_{stage.Id}"].Bounds, canvas[$"again_{target.Id}"].Bounds, tracks[(stage.Id, target.Id)]);
            var name = $"退回{Short(target.Name.Zh)}";
            canvas.Connect($"return_{stage.Id}", $"again_{target.Id}", name, new Box(from.MiddleX - 6 - WidthOf(name), track - 17, WidthOf(name), 14), null,
                new(from.MiddleX, from.Bottom), new(from.MiddleX, track), new(to.MiddleX, track), new(to.MiddleX, to.Bottom));
        }

        return tracks.Count == 0 ? below : tracks.Values.Max();
    }

    private static string Short(string name) => name.Length > 10 ? $"{name[..9]}…" : name;
}
