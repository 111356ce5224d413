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
                    tasks[task.Id] = new TaskLine(task.Office ?? State.File.Office, e.Stage, e.Round, task);
                }

                break;
            case CaseEvent.SignerAdded e:
                tasks[e.Added.Id] = tasks[e.TaskId].Adding(e);
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
            case CaseEvent.TaskAssigned e:
                tasks[e.TaskId].Claim(e.Assignee, e.AssigneeName);
                break;
            case CaseEvent.TaskTransferred e:
                tasks[e.TaskId].Claim(e.Assignee, e.AssigneeName);
                break;
            case CaseEvent.TaskDelegated e:
                tasks[e.TaskId].Delegate(e.Delegate, e.DelegateName);
                break;
            case CaseEvent.DelegationReturned e:
                tasks[e.TaskId].Return(e.Opinion);
                break;
            case CaseEvent.TaskSubstituted e:
                tasks[e.TaskId].Substitute(e);
                break;
            case CaseEvent.TaskReleased e:
                tasks[e.TaskId].Release();
                break;
            case CaseEvent.TaskOffered e:
                tasks[e.TaskId].Ask();
                break;
            case CaseEvent.TaskEndorsed e:
                tasks[e.TaskId].Close("endorsed", e.Opinion);
                break;
            case CaseEvent.TaskObjected e:
                tasks[e.TaskId].Close("objected", e.Opinion);
                break;
            case CaseEvent.TaskDissented e:
                tasks[e.TaskId].Close("objected", e.Opinion);
                break;
            case CaseEvent.StepDeemedAgreed e:
                foreach (var id in e.TaskIds)
                {
                    tasks[id].Close("deemed", null);
                }

                break;
            case CaseEvent.OpinionWithdrawn e:
                tasks[e.TaskId].Stand("claimed");
                foreach (var other in e.Others)
                {
                    tasks[other.TaskId].Stand(CaseOracle.Camel(other.Status));
                }

                break;
            case CaseEvent.TaskUrged e:
                tasks[e.TaskId].Urge(e.At);
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
        CaseState.InReview s => s.Review.Tasks.Where(task => task.IsPending).Select(task => task.Id),
        CaseState.Suspended { Review: { } review } => review.Tasks.Where(task => task.IsPending).Select(task => task.Id),
        _ => [],
    };

    private sealed class TaskLine(string office, string stage, int round, OfferedTask task)
    {
        private string status = task.Kept is not null ? "endorsed" : task.Waits is true ? "waiting" : "offered";
        private (string? Id, string? Name) assignee = (task.Kept?.Assignee, task.Kept?.AssigneeName);
        private (string? Id, string? Name) owner;
        private (string? Id, string? Name) absent;
        private (Guid? Task, string? Position) added;
        private (DateTimeOffset? Last, int Times) urged;
        private string? opinion;
        private string? advice;

        public bool IsOpen => status is "offered" or "claimed" or "waiting";

        public string ClockId => $"step:{stage}/{task.Step}";

        public DateOnly? DueOn { get; set; }

        public TaskLine Adding(CaseEvent.SignerAdded e)
        {
            status = e.Position == SignerPosition.Before ? "waiting" : status;
            return new TaskLine(office, stage, round, e.Added)
            {
                status = e.Position == SignerPosition.After ? "waiting" : "claimed",
                assignee = (e.Signer, e.SignerName),
                added = (e.TaskId, CaseOracle.Camel(e.Position)),
            };
        }

        public void Claim(string by, string name) => (status, assignee, owner, absent) = ("claimed", (by, name), default, default);

        public void Delegate(string to, string name) => (owner, assignee) = (assignee, (to, name));

        public void Return(string? said) => (assignee, owner, absent, advice) = (owner, default, default, said ?? advice);

        public void Substitute(CaseEvent.TaskSubstituted e) => (assignee, absent) = ((e.Substitute, e.SubstituteName), (e.OnBehalfOf, e.OnBehalfOfName));

        public void Release() => (status, assignee, owner, absent) = ("offered", default, default, default);

        public void Ask() => status = assignee.Id is null ? "offered" : "claimed";

        public void Close(string how, string? said) => (status, opinion) = (how, said);

        public void Stand(string how) => (status, opinion) = (how, null);

        public void Urge(DateTimeOffset at) => urged = (at, urged.Times + 1);

        public StoredTask Row() => new(
            task.Id,
            string.Join(
                '|', office, stage, task.Step, task.Signer, round, task.Role, task.Department, status, assignee.Id, assignee.Name, opinion, DueOn?.ToString("O"),
                owner.Id, owner.Name, absent.Id, absent.Name, added.Task, added.Position, advice, urged.Last?.ToString("O"), urged.Times),
            assignee.Id is not null,
            !IsOpen);
    }
}
