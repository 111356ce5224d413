using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Canvas;

namespace Approval.Engine.Pictures;

/// <summary>One stage: a sub-process with its steps one below the other, between parallel gateways when there are several.</summary>
internal sealed class StageDrawing
{
    private const int Padding = 20;
    private const int Heading = 34;
    private const int BetweenSlots = 20;

    private readonly Stage stage;
    private readonly List<StepSlot> slots = [];
    private readonly bool hasConditions;
    private readonly bool hasMerges;

    public StageDrawing(Stage stage)
    {
        this.stage = stage;
        var y = Heading;
        foreach (var step in stage.Steps)
        {
            var slot = new StepSlot(step, y);
            slots.Add(slot);
            y += slot.Height + BetweenSlots;
        }

        Height = Math.Max(y - BetweenSlots + Padding, 100);
        hasConditions = slots.Exists(slot => slot.IsConditional);
        hasMerges = slots.Exists(slot => slot.NeedsMerge);
        Above = slots.Count == 0 ? Height / 2
            : slots.Count % 2 == 1 ? slots[slots.Count / 2].Middle
            : (slots[0].Middle + slots[^1].Middle) / 2;
    }

    private bool IsParallel => slots.Count > 1;

    /// <summary>From the top to the line that the stage is strung on.</summary>
    public int Above { get; }

    public int Height { get; }

    public int Below => Height - Above;

    public int Width => TaskX + TaskWidth + Gap + (hasMerges ? Gateway + Gap : 0) + (IsParallel ? Gateway + Gap : 0) + Event + Padding;

    private int TaskX => Padding + Event + Gap + (IsParallel ? Gateway + Gap : 0) + (hasConditions ? Gateway + Gap : 0);

    /// <param name="x">Left edge.</param>
    /// <param name="y">The line that the stages are strung on.</param>
    public PictureShape Draw(Canvas canvas, Procedure procedure, int x, int y)
    {
        var top = y - Above;
        var box = canvas.Add(
            new PictureShape($"stage_{stage.Id}", ShapeKind.SubProcess, stage.Name.Zh, new Box(x, top, Width, Height))
            {
                Stage = stage,
                Documentation = $"{stage.Name.En}.{(stage.ReturnsTo.IsEmpty ? "" : $" Sent back at most {stage.ReturnsAtMost} times.")}",
            },
            y);
        var (begin, end) = ($"begin_{stage.Id}", $"end_{stage.Id}");
        var (split, joined) = ($"split_{stage.Id}", $"joined_{stage.Id}");
        var last = x + Width - Padding - (Event / 2);
        canvas.AddEvent(begin, ShapeKind.StartEvent, "", x + Padding + (Event / 2), y, parent: box.Id);
        if (IsParallel)
        {
            canvas.AddGateway(split, ShapeKind.ParallelGateway, "", x + Padding + Event + Gap + (Gateway / 2), y, parent: box.Id);
            canvas.Connect(begin, split);
        }

        var ifX = x + TaskX - Gap - (Gateway / 2);
        var afterX = x + TaskX + TaskWidth + Gap + (Gateway / 2);
        var ends = slots.Select(slot => slot.Draw(canvas, procedure, box.Id, x + TaskX, top, ifX, afterX)).ToList();
        if (IsParallel)
        {
            canvas.AddGateway(joined, ShapeKind.ParallelGateway, "", last - (Event / 2) - Gap - (Gateway / 2), y, parent: box.Id);
        }

        canvas.AddEvent(end, ShapeKind.EndEvent, "", last, y, parent: box.Id);
        if (IsParallel)
        {
            foreach (var (first, final) in ends)
            {
                Fork(canvas, split, first);
                Merge(canvas, final, joined);
            }

            canvas.Connect(joined, end);
        }
        else if (ends is [var (first, final)])
        {
            canvas.Connect(begin, first);
            canvas.Connect(final, end);
        }

        return box;
    }

    private static void Fork(Canvas canvas, string gateway, string first)
    {
        var (from, to) = (canvas[gateway].Bounds, canvas[first].Bounds);
        if (from.MiddleY == to.MiddleY)
        {
            canvas.Connect(gateway, first);
            return;
        }

        canvas.Connect(gateway, first, corners: [new(from.MiddleX, to.MiddleY < from.MiddleY ? from.Y : from.Bottom), new(from.MiddleX, to.MiddleY), new(to.X, to.MiddleY)]);
    }

    private static void Merge(Canvas canvas, string final, string gateway)
    {
        var (from, to) = (canvas[final].Bounds, canvas[gateway].Bounds);
        if (from.MiddleY == to.MiddleY)
        {
            canvas.Connect(final, gateway);
            return;
        }

        canvas.Connect(final, gateway, corners: [new(from.Right, from.MiddleY), new(to.MiddleX, from.MiddleY), new(to.MiddleX, from.MiddleY < to.MiddleY ? to.Y : to.Bottom)]);
    }
}
