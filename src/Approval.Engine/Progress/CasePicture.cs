using System.Globalization;
using Approval.Engine.Cases;
using Approval.Engine.Pictures;
using Approval.Engine.Procedures;

namespace Approval.Engine.Progress;

/// <summary>The picture of a procedure with a case in it: what is done, open and ahead, with the days.</summary>
public static class CasePicture
{
    public static ProcessPicture Of(Procedure procedure, CaseProgress progress, CaseState.Known state)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(state);
        var picture = ProcedurePicture.Of(procedure);
        var forecast = progress.Forecast is { } ahead
            ? $" Determination expected on {Iso(ahead.Decision)}{(ahead.PassesPromise ? $", after the promise ({Iso(ahead.Promised!.Value)})" : "")}."
            : "";
        return picture with
        {
            Id = $"{picture.Id}_case",
            Name = $"{procedure.Name.Zh} {progress.CaseNumber}",
            Documentation = $"Case {progress.CaseNumber}, {progress.State}.{forecast} {picture.Documentation}",
            Shapes = [.. picture.Shapes.Select(shape => Show(shape, progress, state))],
        };
    }

    private static PictureShape Show(PictureShape shape, CaseProgress progress, CaseState.Known state)
    {
        if (shape.Stage is { } stage)
        {
            return shape with { State = progress.Stages.Single(own => own.Id == stage.Id).Status };
        }

        if (shape.Step is { } step)
        {
            var own = progress.Stages.SelectMany(part => part.Steps).Single(part => part.Id == step.Id);
            var signed = own.Tasks.Select(task => task.ClosedAt).Max();
            return Dated(
                shape,
                own.Status,
                own.Status switch
                {
                    PictureState.Done when own.Kept => "已办，不再征求",
                    PictureState.Done when signed is { } at => $"已办 {Iso(CivilTime.DayOf(at))}",
                    PictureState.Open or PictureState.Late when own.Due is { } due => $"{(own.Status == PictureState.Late ? "逾期" : "在办")} 限{Iso(due)}",
                    PictureState.Open => "在办",
                    PictureState.Ahead when own.Expected is { } span => $"预计 {Iso(span.Through)}",
                    PictureState.Skipped => "不适用",
                    _ => null,
                });
        }

        return shape.Id switch
        {
            "check" or "accept" => Dated(shape, shape.Id == "accept" && progress.Intake.DoneOn is null ? PictureState.Ahead : OfIntake(shape.Id, progress, state), Days(progress.Intake)),
            "decide" => Dated(shape, progress.Decision.Status, Days(progress.Decision)),
            "issue" => Dated(shape, state is CaseState.Issued or CaseState.Served ? PictureState.Done : progress.Delivery.Status, null),
            "serve" => Dated(shape, state is CaseState.Decided && progress.Delivery.Status == PictureState.Open ? PictureState.Ahead : progress.Delivery.Status, Days(progress.Delivery)),
            "correct" when state is CaseState.CorrectionRequested => Dated(shape, PictureState.Open, "在办"),
            "correct" when state is CaseState.Received { Correction: not null } => Dated(shape, PictureState.Done, null),
            "filed" => shape with { State = PictureState.Done },
            "notAccepted" when state is CaseState.NotAccepted => shape with { State = PictureState.Done },
            "declined" when state is CaseState.Declined => shape with { State = PictureState.Done },
            "withdrawal" or "withdrawalEnd" when state is CaseState.Withdrawn => shape with { State = PictureState.Done },
            "termination" or "terminationEnd" when state is CaseState.Terminated => shape with { State = PictureState.Done },
            "refused" when state is CaseState.Decided { Determination.Outcome: Outcome.Refused } => shape with { State = PictureState.Done },
            "served" when state is CaseState.Served => shape with { State = PictureState.Done },
            _ => shape,
        };
    }

    /// <summary>Acceptance by force of law leaves the act of acceptance out; a case that ended before it never came to it.</summary>
    private static PictureState OfIntake(string id, CaseProgress progress, CaseState.Known state) => (id, state) switch
    {
        ("check", CaseState.CorrectionRequested) => PictureState.Done,
        ("accept", _) when CaseEvolution.AcceptanceOf(state) is null => PictureState.NotReached,
        ("accept", _) when CaseEvolution.AcceptanceOf(state) is { Deemed: true } => PictureState.Skipped,
        _ => progress.Intake.Status,
    };

    private static string? Days(FrameProgress frame) =>
        frame.DoneOn is { } done ? $"已办 {Iso(done)}"
        : frame.Status is PictureState.Open or PictureState.Late && frame.Due is { } due ? $"{(frame.Status == PictureState.Late ? "逾期" : "在办")} 限{Iso(due)}"
        : frame.Expected is { } expected ? $"预计 {Iso(expected)}"
        : null;

    private static PictureShape Dated(PictureShape shape, PictureState state, string? line) =>
        shape with { State = state, Name = line is null ? shape.Name : $"{shape.Name}\n{line}" };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
