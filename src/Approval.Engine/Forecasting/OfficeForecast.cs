using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Forecasting;

/// <summary>An open case as the forecast takes it up.</summary>
/// <param name="Procedure">The version it is pinned to.</param>
public sealed record OpenCase(CaseState.Known State, Procedure Procedure);

/// <summary>
/// Rolls the docket of an office forward: open cases from where they stand, and those that will come at the recorded rate, under given
/// staffing, over the days the office is open. The same seed gives the same answer.
/// </summary>
public sealed class OfficeForecast
{
    private readonly Office office;
    private readonly WorkTimeline timeline;
    private readonly Staffing staffing;
    private readonly PlanMaking planning;
    private readonly List<OpenWork> open = [];
    private readonly Dictionary<Guid, (OpenCase Case, DateOnly Due)> docket = [];
    private readonly List<Arrivals> arrivals = [];
    private readonly Dictionary<string, int?> promises = [];
    private int suspended;
    private int alreadyRed;

    public OfficeForecast(Office office, WorkingCalendar calendar, Staffing staffing, RecordedTimes recorded)
    {
        (this.office, this.staffing) = (office, staffing);
        timeline = new WorkTimeline(calendar, office);
        planning = new PlanMaking(office, timeline, recorded);
    }

    /// <summary>Whether there is anything to forecast.</summary>
    public bool IsEmpty => open.Count == 0 && arrivals.Count == 0;

    /// <summary>Pools that the work needs and the staffing does not have: nothing can be said before these are given.</summary>
    public IReadOnlyList<string> Unstaffed =>
    [
        .. arrivals.Select(coming => coming.Plan).Concat(open.Select(work => work.Plan)).SelectMany(plan => plan.Stages).SelectMany(stage => stage.Steps)
            .Concat(open.SelectMany(work => work.Rest ?? [])).SelectMany(step => step.Tasks).Select(task => task.Pool)
            .Distinct().Where(pool => !staffing.In(pool).Any()).Order(StringComparer.Ordinal),
    ];

    /// <summary>A case that is accepted and not decided. One in a special procedure, or late already, is only counted.</summary>
    public void Take(OpenCase found)
    {
        if (found.State is CaseState.Suspended)
        {
            suspended++;
            return;
        }

        if (found.State is not CaseState.InReview { Review: var review, File: var file } || file.Clock(Clock.PromisedId) is not { StoppedOn: null } promise)
        {
            return;
        }

        if (promise is not { Status: ClockStatus.Running, Deadline: { } deadline })
        {
            alreadyRed++;
            return;
        }

        var plan = planning.Of(found.Procedure);
        var (stage, rest) = planning.Rest(found.Procedure, plan, review);
        open.Add(new OpenWork(file.Id, plan, stage, rest));
        docket[file.Id] = (found, deadline.Due);
    }

    /// <summary>Cases of a procedure that will be accepted: so many on a working day.</summary>
    /// <param name="on">The day whose limits they have.</param>
    public void Expect(Procedure procedure, double perDay, DateOnly on)
    {
        if (perDay > 0 && !procedure.Chain.Stages.IsEmpty)
        {
            arrivals.Add(new Arrivals(planning.Of(procedure), perDay / timeline.DayLength));
            promises[procedure.Code] = procedure.LimitsFor(office, ProjectClass.Ordinary, on).Promised is { Unit: TimeUnit.WorkingDay } promised ? promised.Reach : null;
        }
    }

    /// <param name="from">Now.</param>
    /// <param name="until">Last day on which cases come; those that came are gone through with.</param>
    /// <param name="onRun">Told after each run.</param>
    /// <exception cref="InvalidOperationException">A pool of <see cref="Unstaffed"/> is needed.</exception>
    public OfficeOutlook Run(DateTimeOffset from, DateOnly until, int runs, ulong seed, Action? onRun = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var (start, end) = (timeline.MinuteOf(from), (timeline.NumberOf(until) + 1) * timeline.DayLength);
        var pools = Pools();
        var back = staffing.Staff.SelectMany(staff => staff.Absences).Select(absence => timeline.NumberOf(absence.Through) + 1).Distinct().ToList();
        var dice = new Dice(seed).For(ulong.Parse(office.Code, System.Globalization.CultureInfo.InvariantCulture));
        var red = docket.Keys.ToDictionary(id => id, _ => 0);
        var days = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var run = 0; run < runs; run++)
        {
            foreach (var done in Flow.Run(timeline, pools, open, arrivals, start, end, back, dice.For((ulong)run)))
            {
                if (done.CaseId is { } id)
                {
                    red[id] += timeline.EndsOn(done.Ended) > timeline.NumberOf(docket[id].Due) ? 1 : 0;
                    continue;
                }

                if (!days.TryGetValue(done.Plan.Key, out var taken))
                {
                    days[done.Plan.Key] = taken = [];
                }

                taken.Add(timeline.EndsOn(done.Ended) - timeline.BeginsOn(done.Begun));
            }

            onRun?.Invoke();
        }

        return new OfficeOutlook(
            office.Code,
            [
                .. docket
                    .Select(entry => new CaseOutlook(entry.Key, entry.Value.Case.State.File.Number, entry.Value.Case.Procedure.Code, entry.Value.Due, (double)red[entry.Key] / runs))
                    .OrderByDescending(outlook => outlook.RedShare).ThenBy(outlook => outlook.Due).ThenBy(outlook => outlook.Number, StringComparer.Ordinal),
            ],
            [.. days.Select(entry => ProcedureOutlook.Of(entry.Key, entry.Value, runs, promises[entry.Key]))],
            suspended,
            alreadyRed,
            planning.Assumed);
    }

    private ImmutableArray<Pool> Pools() =>
    [
        .. staffing.Staff.Select(staff => Staffing.Key(staff.Office, staff.Role)).Distinct().Select(key =>
        {
            var people = staffing.In(key).Select(staff => (staff.Count, Away: staff.Absences.Select(away => (From: timeline.NumberOf(away.From.AddDays(-1)) + 1, Through: timeline.NumberOf(away.Through))).ToList())).ToList();
            return new Pool(key, day => people.Where(staff => !staff.Away.Exists(away => away.From <= day && day <= away.Through)).Sum(staff => staff.Count));
        }),
    ];
}
