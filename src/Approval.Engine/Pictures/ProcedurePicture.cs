using Approval.Engine.Procedures;

namespace Approval.Engine.Pictures;

/// <summary>
/// Draws a procedure in three bands, one below the other: intake, the chain, determination and delivery. Lines from band to band run
/// between them.
/// </summary>
public static class ProcedurePicture
{
    private const int Left = 60;
    private const int Top = 40;
    private const int Corridor = 40;

    private const string Remark =
        "Steps of a stage run side by side; an objection ends the chain after its stage and goes to the determination. "
        + "Special procedures whose time does not count (Licensing Law art 45) and the extension (art 42) are not drawn.";

    public static ProcessPicture Of(Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        var canvas = new Canvas();
        var frame = new FrameDrawing(canvas, procedure);
        var (last, bottom) = frame.DrawIntake(Left, Top);
        if (!procedure.Chain.Stages.IsEmpty)
        {
            var (first, final, below) = new ChainDrawing(canvas, procedure).Draw(Left + Corridor, bottom + (2 * Corridor));
            Descend(canvas, last, first, bottom + Corridor);
            (last, bottom) = (final, below);
        }

        var decide = frame.DrawDecision(Left + Corridor, bottom + (2 * Corridor));
        Descend(canvas, last, decide, bottom + Corridor);
        return new ProcessPicture(
            $"{procedure.Code}_v{procedure.Version}", procedure.Name.Zh, $"{procedure.Name.En}. {Remark}", [.. canvas.Shapes], [.. canvas.Edges]);
    }

    /// <summary>From the end of one band through the corridor to the beginning of the next.</summary>
    private static void Descend(Canvas canvas, string from, string to, int corridor)
    {
        var (source, target) = (canvas[from].Bounds, canvas[to].Bounds);
        canvas.Connect(from, to, null, null, null,
            new(source.Right, canvas.LineOf(from)), new(source.Right + 30, canvas.LineOf(from)), new(source.Right + 30, corridor),
            new(Left, corridor), new(Left, canvas.LineOf(to)), new(target.X, canvas.LineOf(to)));
        if (from.StartsWith("return_", StringComparison.Ordinal))
        {
            canvas.ByDefault(from, canvas.Edges[^1]);
        }
    }
}
