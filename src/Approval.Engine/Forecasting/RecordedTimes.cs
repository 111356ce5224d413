using System.Collections.Immutable;
using Approval.Engine.Cases;

namespace Approval.Engine.Forecasting;

/// <summary>
/// What the record says of an office's pace: how long signatures take, how often stages are returned out of, how many cases come. The
/// work on a signature begins when its author claimed the task; who signs without claiming began when it was offered, or with the
/// signature before, whichever was later.
/// </summary>
/// <param name="timelineOf">The open minutes of an office.</param>
public sealed class RecordedTimes(Func<string, WorkTimeline> timelineOf)
{
    /// <summary>The step under which determinations are kept.</summary>
    public const string Decision = "(decision)";

    private readonly List<Signature> signatures = [];
    private readonly Dictionary<(string Office, string Procedure), int> accepted = [];
    private readonly Dictionary<(string Procedure, string Stage), (int Closed, Dictionary<string, int> Returns)> stages = [];
    private readonly Dictionary<(string Procedure, string Step), int> offered = [];
    private readonly Dictionary<(string Procedure, string Stage), int> opened = [];
    private Dictionary<(string Office, string Procedure, string Step), ImmutableArray<double>>? times;

    public IReadOnlyDictionary<(string Office, string Procedure), int> Accepted => accepted;

    public void Add(IEnumerable<CaseEntry> journal)
    {
        times = null;
        var (office, procedure, complete) = ("", "", DateTimeOffset.MinValue);
        var tasks = new Dictionary<Guid, (string Step, DateTimeOffset Offered, DateTimeOffset? Claimed)>();
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case CaseEvent.Received e:
                    (office, procedure) = (e.Office, e.Procedure);
                    break;
                case CaseEvent.OfficeTransferred e:
                    office = e.ToOffice;
                    break;
                case CaseEvent.Accepted or CaseEvent.DeemedAccepted:
                    accepted[(office, procedure)] = accepted.GetValueOrDefault((office, procedure)) + 1;
                    break;
                case CaseEvent.StageOpened e:
                    opened[(procedure, e.Stage)] = opened.GetValueOrDefault((procedure, e.Stage)) + 1;
                    foreach (var step in e.Tasks.Select(task => task.Step).Distinct())
                    {
                        offered[(procedure, step)] = offered.GetValueOrDefault((procedure, step)) + 1;
                    }

                    foreach (var task in e.Tasks)
                    {
                        tasks[task.Id] = (task.Step, entry.EffectiveAt, null);
                    }

                    break;
                case CaseEvent.TaskOffered e when tasks.TryGetValue(e.TaskId, out var waiting):
                    tasks[e.TaskId] = waiting with { Offered = entry.EffectiveAt };
                    break;
                case CaseEvent.TaskClaimed e when tasks.TryGetValue(e.TaskId, out var free):
                    tasks[e.TaskId] = free with { Claimed = entry.EffectiveAt };
                    break;
                case CaseEvent.TaskEndorsed e:
                    Signed(e.TaskId, entry);
                    break;
                case CaseEvent.TaskObjected e:
                    Signed(e.TaskId, entry);
                    break;
                case CaseEvent.TaskDissented e:
                    Signed(e.TaskId, entry);
                    break;
                case CaseEvent.StageClosed e:
                    Count(procedure, e.Stage, null);
                    break;
                case CaseEvent.StageReturned e:
                    Count(procedure, e.FromStage, e.ToStage);
                    break;
                case CaseEvent.ChainCompleted:
                    complete = entry.EffectiveAt;
                    break;
                case CaseEvent.Decided when complete > DateTimeOffset.MinValue:
                    signatures.Add(new Signature(office, procedure, Decision, entry.Actor.Id, complete, null, entry.EffectiveAt));
                    break;
                default:
                    break;
            }
        }

        void Signed(Guid id, CaseEntry entry)
        {
            if (tasks.TryGetValue(id, out var task))
            {
                signatures.Add(new Signature(office, procedure, task.Step, entry.Actor.Id, task.Offered, task.Claimed, entry.EffectiveAt));
            }
        }
    }

    /// <summary>Recorded minutes of a step, in ascending order; empty when there are none.</summary>
    public ImmutableArray<double> Of(string office, string procedure, string step) =>
        (times ??= Times()).TryGetValue((office, procedure, step), out var found) ? found
        : [.. times.Where(entry => entry.Key.Procedure == procedure && entry.Key.Step == step).SelectMany(entry => entry.Value).Order()];

    /// <summary>How many of the openings of its stage had the step; 1 when there were none.</summary>
    public double ShareOf(string procedure, string stage, string step) =>
        opened.GetValueOrDefault((procedure, stage)) is > 0 and var times ? (double)offered.GetValueOrDefault((procedure, step)) / times : 1;

    /// <summary>How often the stage ended in a return, and where that mostly led; null for never.</summary>
    public (double Share, string To)? ReturnsOutOf(string procedure, string stage) =>
        stages.GetValueOrDefault((procedure, stage)) is { Returns: { Count: > 0 } returns } found
            ? ((double)returns.Values.Sum() / (found.Closed + returns.Values.Sum()), returns.OrderByDescending(to => to.Value).ThenBy(to => to.Key, StringComparer.Ordinal).First().Key)
            : null;

    private void Count(string procedure, string stage, string? returnedTo)
    {
        var (closed, returns) = stages.TryGetValue((procedure, stage), out var found) ? found : (0, []);
        if (returnedTo is not null)
        {
            returns[returnedTo] = returns.GetValueOrDefault(returnedTo) + 1;
        }

        stages[(procedure, stage)] = (closed + (returnedTo is null ? 1 : 0), returns);
    }

    private Dictionary<(string, string, string), ImmutableArray<double>> Times()
    {
        var minutes = new List<((string, string, string) Key, double Minutes)>();
        foreach (var person in signatures.GroupBy(signature => signature.Person))
        {
            var before = DateTimeOffset.MinValue;
            foreach (var signature in person.OrderBy(signature => signature.At))
            {
                var timeline = timelineOf(signature.Office);
                var began = signature.Claimed is { } claimed && claimed < signature.At ? claimed : signature.Offered > before ? signature.Offered : before;
                minutes.Add(((signature.Office, signature.Procedure, signature.Step), Math.Max(0, timeline.MinuteOf(signature.At) - timeline.MinuteOf(began))));
                before = signature.At;
            }
        }

        return minutes.GroupBy(taken => taken.Key).ToDictionary(same => same.Key, same => same.Select(taken => taken.Minutes).Order().ToImmutableArray());
    }

    private sealed record Signature(string Office, string Procedure, string Step, string Person, DateTimeOffset Offered, DateTimeOffset? Claimed, DateTimeOffset At);
}
