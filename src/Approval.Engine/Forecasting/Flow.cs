using System.Collections.Immutable;

namespace Approval.Engine.Forecasting;

/// <summary>A case that has been through.</summary>
/// <param name="CaseId">Of one that was open at the start; null for one that came later.</param>
/// <param name="Begun">The minute it was accepted, or the start of the flow.</param>
/// <param name="Ended">The minute of the decision.</param>
public sealed record FlowEnd(Guid? CaseId, Plan Plan, double Begun, double Ended);

/// <summary>
/// One run of a discrete-event simulation: cases come, wait for somebody of the pool that is needed, are worked on, and go to the next
/// stage. Work that was begun is ended by whoever began it, also past an absence. No case comes after the end, but those that came are
/// gone through with.
/// </summary>
public sealed class Flow
{
    private readonly WorkTimeline timeline;
    private readonly Dice dice;
    private readonly Dictionary<string, Desk> desks;
    private readonly PriorityQueue<Action, (double At, long Order)> agenda = new();
    private readonly List<FlowEnd> ended = [];
    private double now;
    private long order;

    private Flow(WorkTimeline timeline, IEnumerable<Pool> pools, Dice dice)
    {
        (this.timeline, this.dice) = (timeline, dice);
        desks = pools.ToDictionary(pool => pool.Key, pool => new Desk(pool));
    }

    /// <param name="from">The minute the flow begins.</param>
    /// <param name="until">The last minute at which a case comes.</param>
    /// <param name="changes">Numbers of working days on whose morning somebody comes back.</param>
    /// <exception cref="InvalidOperationException">Work is left that nobody will ever do.</exception>
    public static IReadOnlyList<FlowEnd> Run(
        WorkTimeline timeline, IReadOnlyCollection<Pool> pools, IEnumerable<OpenWork> open, IReadOnlyList<Arrivals> arrivals, double from, double until, IEnumerable<int> changes, Dice dice)
    {
        var flow = new Flow(timeline, pools, dice) { now = from };
        foreach (var work in open)
        {
            flow.At(from, () => flow.Enter(new Job(flow, work.CaseId, work.Plan, from), work.Stage, work.Rest));
        }

        foreach (var coming in arrivals.Where(coming => coming.PerMinute > 0))
        {
            flow.Await(coming, from, until);
        }

        foreach (var day in changes)
        {
            flow.At(Math.Max(from, day * timeline.DayLength), flow.DispatchAll);
        }

        while (flow.agenda.TryDequeue(out var happen, out var when))
        {
            flow.now = when.At;
            happen();
        }

        return flow.desks.Values.FirstOrDefault(desk => desk.Waiting.Count > 0) is { } stuck
            ? throw new InvalidOperationException($"{stuck.Waiting.Count} tasks are left for '{stuck.Pool.Key}', where nobody is.")
            : flow.ended;
    }

    private void Await(Arrivals coming, double from, double until)
    {
        var next = from + dice.Gap(coming.PerMinute);
        if (next <= until)
        {
            At(next, () =>
            {
                Enter(new Job(this, null, coming.Plan, next), 0, null);
                Await(coming, next, until);
            });
        }
    }

    private void Enter(Job job, int stage, ImmutableArray<PlannedStep>? rest)
    {
        while (stage < job.Plan.Stages.Length)
        {
            var steps = (rest ?? [.. job.Plan.Stages[stage].Steps.Where(step => step.Share >= 1 || dice.Share() < step.Share)]).RemoveAll(step => step.Tasks.IsEmpty);
            if (!steps.IsEmpty)
            {
                job.Begin(stage, steps);
                return;
            }

            (stage, rest) = (stage + 1, null);
        }

        ended.Add(new FlowEnd(job.CaseId, job.Plan, job.Begun, now));
    }

    private void Leave(Job job, PlannedStage stage, int number) =>
        Enter(job, stage.ReturnShare > 0 && dice.Share() < stage.ReturnShare ? stage.ReturnTo : number + 1, null);

    private void Ask(PlannedTask task, Action done)
    {
        var desk = desks[task.Pool];
        desk.Waiting.Enqueue((task, done));
        Dispatch(desk);
    }

    private void DispatchAll()
    {
        foreach (var desk in desks.Values)
        {
            Dispatch(desk);
        }
    }

    private void Dispatch(Desk desk)
    {
        while (desk.Waiting.Count > 0 && desk.Busy < desk.Pool.People(timeline.BeginsOn(now)))
        {
            var (task, done) = desk.Waiting.Dequeue();
            desk.Busy++;
            At(now + task.Minutes[dice.Below(task.Minutes.Length)], () =>
            {
                desk.Busy--;
                done();
                Dispatch(desk);
            });
        }
    }

    private void At(double minute, Action happen) => agenda.Enqueue(happen, (minute, order++));

    private sealed class Desk(Pool pool)
    {
        public Pool Pool { get; } = pool;

        public Queue<(PlannedTask Task, Action Done)> Waiting { get; } = new();

        public int Busy { get; set; }
    }

    private sealed class Job(Flow flow, Guid? caseId, Plan plan, double begun)
    {
        private int left;

        public Guid? CaseId { get; } = caseId;

        public Plan Plan { get; } = plan;

        public double Begun { get; } = begun;

        public void Begin(int stage, ImmutableArray<PlannedStep> steps)
        {
            left = steps.Sum(step => step.InTurn ? 1 : step.Tasks.Length);
            void Done()
            {
                if (--left == 0)
                {
                    flow.Leave(this, Plan.Stages[stage], stage);
                }
            }

            foreach (var step in steps)
            {
                if (step.InTurn)
                {
                    Turn(step, 0, Done);
                    continue;
                }

                foreach (var task in step.Tasks)
                {
                    flow.Ask(task, Done);
                }
            }
        }

        private void Turn(PlannedStep step, int signer, Action done) =>
            flow.Ask(step.Tasks[signer], signer + 1 == step.Tasks.Length ? done : () => Turn(step, signer + 1, done));
    }
}
