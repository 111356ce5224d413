using System.Collections.Immutable;
using System.Text.Json;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Rehearsing;

/// <summary>Writes down the course of a case as it goes.</summary>
internal sealed class CourseWriter
{
    private readonly ImmutableArray<string>.Builder faults = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder path = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<string>.Builder lamps = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableSortedDictionary<string, string>.Builder days = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
    private readonly Dictionary<Guid, OfferedTask> tasks = [];
    private Lamp worst = Lamp.Green;

    public void Happened(CaseEntry entry)
    {
        switch (entry.Event)
        {
            case CaseEvent.ClocksRecorded e:
                Record(e.Clocks);
                return;
            case CaseEvent.ClocksRecomputed e:
                Record(e.Moves.Select(move => move.After));
                return;
            case CaseEvent.LampChanged e:
                worst = LampRule.Worse(worst, e.To);
                lamps.Add($"{Word(e.To)} {CivilTime.DayOf(entry.EffectiveAt):yyyy-MM-dd}");
                return;
            case CaseEvent.CardIssued e:
                lamps.Add($"{Word(e.Level)} {e.Rule} {e.On:yyyy-MM-dd}");
                return;
            case CaseEvent.ClockWarned or CaseEvent.ClockBreached:
                return;
            case CaseEvent.StageOpened e:
                foreach (var task in e.Tasks)
                {
                    tasks[task.Id] = task;
                }

                break;
            case CaseEvent.Accepted e:
                days["accepted"] = $"{e.On:yyyy-MM-dd}";
                break;
            case CaseEvent.DeemedAccepted e:
                days["accepted"] = $"{e.On:yyyy-MM-dd}";
                break;
            case CaseEvent.Decided e:
                days["decided"] = $"{e.On:yyyy-MM-dd}";
                break;
        }

        path.Add(Line(entry.Event));
    }

    public void Refused(CaseCommand command, Rejection rejection) => path.Add($"{command.Name}: {rejection.Code}");

    public void Refused(IEnumerable<FieldError> intake) => faults.AddRange(intake.Select(fault => $"{fault.Code} {fault.Path}"));

    public CaseCourse Told(CaseState state)
    {
        path.Add(PhaseNames.Of(state).En);
        return new CaseCourse(faults.ToImmutable(), path.ToImmutable(), days.ToImmutable(), lamps.ToImmutable(), worst);
    }

    private void Record(IEnumerable<Clock> clocks)
    {
        foreach (var clock in clocks)
        {
            days[clock.Id] = clock.Deadline is { } deadline ? $"{deadline.Due:yyyy-MM-dd}" : "open";
        }
    }

    private string Line(CaseEvent happened) => $"{EventCatalogue.NameOf(happened)}{Detail(happened)}";

    private string Detail(CaseEvent happened) => happened switch
    {
        CaseEvent.StageOpened e => $" {e.Stage}: {string.Join(", ", e.Tasks.Select(Place))}",
        CaseEvent.StageClosed e => $" {e.Stage}{(e.Objected ? " against" : "")}",
        CaseEvent.StageReturned e => $" {e.FromStage} to {e.ToStage}",
        CaseEvent.TaskClaimed e => Task(e.TaskId),
        CaseEvent.TaskReleased e => Task(e.TaskId),
        CaseEvent.TaskEndorsed e => Task(e.TaskId),
        CaseEvent.TaskObjected e => Task(e.TaskId),
        CaseEvent.Decided e => $" {Word(e.Outcome)}",
        _ => "",
    };

    private string Task(Guid id) => tasks.TryGetValue(id, out var task) ? $" {Place(task)}" : "";

    private static string Place(OfferedTask task) => $"{task.Step}/{task.Signer} {task.Role}{(task.Office is { } office ? $" {office}" : "")}";

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
