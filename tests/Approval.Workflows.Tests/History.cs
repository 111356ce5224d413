using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;

namespace Approval.Workflows.Tests;

/// <summary>A case as its journal tells it, event by event.</summary>
internal sealed class History
{
    private readonly Dictionary<Guid, TaskLine> tasks = [];

    private CaseState state = CaseState.Initial;

    public CaseState.Known State => (CaseState.Known)state;

    public CaseEvent.Received Received { get; private set; } = null!;

    public Application Application { get; private set; } = null!;

    public int ProcedureVersion { get; private set; }

    public DateOnly? AcceptedOn { get; private set; }

    public bool Deemed { get; private set; }

    public CaseEvent.Decided? Determination { get; private set; }

    public Lamp WorstLamp { get; private set; }

    public static History Of(IEnumerable<StoredEvent> journal)
    {
        var history = new History();
        foreach (var step in journal.GroupBy(row => row.Transaction))
        {
            var before = history.tasks.Keys.ToHashSet();
            foreach (var row in step)
            {
                history.Add(JournalRow.Open(row.Body));
            }

            history.FollowClocks(before);
        }

        return history;
    }

    /// <summary>The task rows that the journal calls for.</summary>
    public IEnumerable<string> Tasks() => tasks.Values.Select(line => line.Row().ToString());

    private void Add(CaseEntry entry)
    {
        var openBefore = Open().ToHashSet();
        state = CaseEvolution.Evolve(state, entry);
        switch (entry.Event)
        {
            case CaseEvent.Received e:
                (Received, Application, ProcedureVersion) = (e, e.Application, e.ProcedureVersion);
                break;
            case CaseEvent.CorrectionSubmitted e:
                var handedIn = e.Materials.Select(material => material.Code).ToHashSet();
                Application = Application with { Materials = [.. Application.Materials.Where(material => !handedIn.Contains(material.Code)), .. e.Materials] };
                break;
            case CaseEvent.Accepted e:
                AcceptedOn = e.On;
                break;
            case CaseEvent.DeemingTakenBack:
                (AcceptedOn, Deemed) = (null, false);
                break;
            case CaseEvent.DeemedAccepted e:
                (AcceptedOn, Deemed) = (e.On, true);
                break;
            case CaseEvent.Decided e:
                Determination = e;
                break;
            case CaseEvent.LampChanged { To: not Lamp.Blue } e when e.To > WorstLamp:
                WorstLamp = e.To;
                break;
            case CaseEvent.StageOpened e:
                foreach (var task in e.Tasks)
                {
                    tasks[task.Id] = new TaskLine(State.File.Office, e.Stage, e.Round, task);
                }

                break;
            case CaseEvent.MovedToVersion e:
                ProcedureVersion = e.ToVersion;
                foreach (var task in e.Offered ?? [])
                {
                    tasks[task.Id] = new TaskLine(task.Office ?? State.File.Office, e.Stage!, e.Round, task);
                }

                break;
            case CaseEvent.TaskClaimed e:
                tasks[e.TaskId].Claim(e.Assignee, e.AssigneeName);
                break;
            case CaseEvent.TaskReleased e:
                tasks[e.TaskId].Release();
                break;
            case CaseEvent.TaskEndorsed e:
                tasks[e.TaskId].Close("endorsed", e.Opinion);
                break;
            case CaseEvent.TaskObjected e:
                tasks[e.TaskId].Close("objected", e.Opinion);
                break;
        }

        var open = Open().ToHashSet();
        foreach (var gone in openBefore.Where(id => !open.Contains(id) && tasks[id].IsOpen))
        {
            tasks[gone].Close("cancelled", null);
        }
    }

    /// <summary>Open tasks, and those offered in this step, are due when their clock is; a closed one keeps the day it had.</summary>
    private void FollowClocks(HashSet<Guid> offeredBefore)
    {
        foreach (var (_, line) in tasks.Where(task => task.Value.IsOpen || !offeredBefore.Contains(task.Key)))
        {
            line.DueOn = State.File.Clock(line.ClockId)?.Deadline?.Due;
        }
    }

    private IEnumerable<Guid> Open() => state switch
    {
        CaseState.InReview s => s.Review.Tasks.Where(task => task.IsOpen).Select(task => task.Id),
        CaseState.Suspended { Review: { } review } => review.Tasks.Where(task => task.IsOpen).Select(task => task.Id),
        _ => [],
    };

    private sealed class TaskLine(string office, string stage, int round, OfferedTask task)
    {
        private string status = "offered";
        private string? assignee;
        private string? assigneeName;
        private string? opinion;
        private bool claimed;

        public bool IsOpen => status is "offered" or "claimed";

        public string ClockId => $"step:{stage}/{task.Step}";

        public DateOnly? DueOn { get; set; }

        public void Claim(string by, string name) => (status, assignee, assigneeName, claimed) = ("claimed", by, name, true);

        public void Release() => (status, assignee, assigneeName, claimed) = ("offered", null, null, false);

        public void Close(string how, string? said) => (status, opinion) = (how, said);

        public StoredTask Row() => new(
            task.Id,
            string.Join('|', office, stage, task.Step, task.Signer, round, task.Role, task.Department, status, assignee, assigneeName, opinion, DueOn?.ToString("O")),
            claimed,
            !IsOpen);
    }
}
