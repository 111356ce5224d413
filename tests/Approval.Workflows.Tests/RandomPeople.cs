using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests;

/// <summary>
/// People who do things to cases: mostly what the state allows, often enough what it forbids, by the wrong person, for the wrong day or
/// against an old version.
/// </summary>
internal sealed class RandomPeople(Random random)
{
    private static readonly string[] Offices = ["430100", "430300", "430000", "430104"];

    private static readonly string[] OfficeRoles = [Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.Supervisor];

    public CaseRequest Intake()
    {
        var procedure = World.Rules.Current.ElementAt(random.Next(World.Rules.Current.Count())).Code;
        var request = World.Intake(procedure, Offices[random.Next(Offices.Length)], project: project => project with { Key = random.Next(3) == 0 });
        return random.Next(10) switch
        {
            0 => request with { Actor = Anybody(request.Intake!.Office) },
            1 => request with { Intake = request.Intake! with { Procedure = "RF-99" } },
            _ => request,
        };
    }

    /// <param name="version">The stored version, which is the one the actor saw, if it looked.</param>
    public CaseRequest Act(CaseState.Known state, int version, DateTimeOffset now)
    {
        var command = random.Next(8) == 0 ? Anything(state) : Sensible(state);
        var actor = random.Next(8) == 0 ? Anybody(Offices[random.Next(Offices.Length)]) : Competent(command, state);
        return new CaseRequest(
            state.File.Id,
            random.Next(8) == 0 ? command with { EffectiveAt = now - TimeSpan.FromHours(random.Next(-2, 72)) } : command,
            actor,
            random.Next(4) switch { 0 => version, 1 when random.Next(3) == 0 => version - 1, _ => null });
    }

    private CaseCommand Sensible(CaseState.Known state) => state switch
    {
        CaseState.Received s => Pick(
            (6, () => new CaseCommand.Accept()),
            (4, () => new CaseCommand.RequestCorrection([new(MaterialOf(s.File), "未加盖公章")], null)),
            (1, () => new CaseCommand.TransferOffice(Offices[random.Next(Offices.Length)], "管辖")),
            (1, () => new CaseCommand.RefuseAcceptance("不符合条件", "行政许可法第三十二条", ["行政复议"])),
            (1, () => new CaseCommand.Decline(DeclineKind.NotRequired, null, "无需许可"))),
        CaseState.CorrectionRequested s => new CaseCommand.SubmitCorrection([.. s.Correction.Items.Select(Examples.Paper)], null),
        CaseState.InReview { Review: { Stage: not null } review } s => Pick(
            (12, () => new CaseCommand.EndorseTask(TaskOf(review).Id, "同意")),
            (3, () => new CaseCommand.ClaimTask(TaskOf(review).Id)),
            (2, () => new CaseCommand.ReleaseTask(TaskOf(review).Id)),
            (1, () => new CaseCommand.ObjectTask(TaskOf(review).Id, "不符合标准")),
            (2, () => new CaseCommand.ReturnTask(TaskOf(review).Id, World.Rules.Find(s.File.Procedure)!.Chain.Stages[0].Id, "退回重审")),
            (2, () => WithTask(review, s.File.Office)),
            (1, () => review.LastOpinion is { } last ? new CaseCommand.WithdrawOpinion(last, null) : Suspend()),
            (2, () => Suspend()),
            (1, () => new CaseCommand.Extend(random.Next(0, 12), "情况复杂"))),
        CaseState.Accepted or CaseState.InReview => Pick(
            (8, () => Decide()),
            (2, () => Suspend()),
            (1, () => new CaseCommand.Extend(random.Next(1, 11), "情况复杂"))),
        CaseState.Suspended => Pick((5, () => new CaseCommand.Resume(null)), (1, () => new CaseCommand.Withdraw(null))),
        CaseState.Decided => new CaseCommand.Issue(null),
        CaseState.Issued => new CaseCommand.Serve(ServiceMethod.Electronic),
        _ => Anything(state),
    };

    private CaseCommand WithTask(Review review, string office)
    {
        var task = TaskOf(review);
        var other = $"{task.Role}-{office}-{random.Next(3)}";
        var person = new Person(other, other, [task.Role], office);
        return Pick(
            (1, () => new CaseCommand.AssignTask(task.Id, person, null)),
            (1, () => new CaseCommand.TransferTask(task.Id, person, "外出")),
            (1, () => new CaseCommand.DelegateTask(task.Id, person, null)),
            (1, () => new CaseCommand.ReturnDelegation(review.Tasks.FirstOrDefault(open => open.Owner is not null)?.Id ?? task.Id, "无误")),
            (2, () => new CaseCommand.AddSigner(task.Id, person, (SignerPosition)random.Next(3), "涉及结构")),
            (1, () => new CaseCommand.RemoveSigner(review.Tasks.LastOrDefault(open => open.AddedFor is not null)?.Id ?? task.Id, null)),
            (1, () => new CaseCommand.UrgeTask(task.Id, null)),
            (1, () => new CaseCommand.CopyTask(task.Id, [person], "请知悉")));
    }

    private CaseCommand Anything(CaseState.Known state) => Pick(
        (1, () => new CaseCommand.Accept()),
        (1, () => Decide()),
        (1, () => Suspend()),
        (1, () => new CaseCommand.Resume(null)),
        (1, () => new CaseCommand.Withdraw("不再建设")),
        (1, () => new CaseCommand.Terminate("申请人注销")),
        (1, () => new CaseCommand.Revoke(RevocationGround.UltraVires, "超越职权")),
        (2, () => new CaseCommand.Urge(null)),
        (1, () => new CaseCommand.RequestCorrection([new("no-such-material", "?")], null)),
        (1, () => new CaseCommand.EndorseTask(Guid.Empty, null)),
        (1, () => new CaseCommand.OpenStage("review")),
        (1, () => new CaseCommand.FireTimer(Clock.PromisedId, TimerKind.Breach, state.File.Ledger.Version)));

    private CaseCommand.Decide Decide() => random.Next(3) switch
    {
        0 => new CaseCommand.Decide(Outcome.Refused, ["不符合标准"], "行政许可法第三十八条", [], ["行政复议"]),
        1 => new CaseCommand.Decide(Outcome.GrantedWithConditions, ["经专家论证"], null, ["平时不得改变用途"], []),
        _ => new CaseCommand.Decide(Outcome.Granted, random.Next(2) == 0 ? [] : ["符合条件"], null, [], []),
    };

    private CaseCommand.Suspend Suspend() =>
        new(random.Next(2) == 0 ? "tender" : "auction", random.Next(0, 20), "长人防告〔2026〕1号", "需要时间");

    private Actor Competent(CaseCommand command, CaseState.Known state)
    {
        var office = state.File.Office;
        return command switch
        {
            CaseCommand.SubmitCorrection or CaseCommand.Withdraw or CaseCommand.Urge => People.Applicant,
            CaseCommand.EndorseTask c => Signer(c.TaskId, state),
            CaseCommand.ObjectTask c => Signer(c.TaskId, state),
            CaseCommand.ClaimTask c => Signer(c.TaskId, state),
            CaseCommand.ReleaseTask c => Signer(c.TaskId, state),
            CaseCommand.ReturnTask c => Signer(c.TaskId, state),
            CaseCommand.TransferTask c => Signer(c.TaskId, state),
            CaseCommand.DelegateTask c => Signer(c.TaskId, state),
            CaseCommand.ReturnDelegation c => Signer(c.TaskId, state),
            CaseCommand.AddSigner c => Signer(c.TaskId, state),
            CaseCommand.CopyTask c => Signer(c.TaskId, state),
            CaseCommand.WithdrawOpinion c => Signer(c.TaskId, state),
            CaseCommand.AssignTask or CaseCommand.RemoveSigner => People.Officer($"head-{office}", "负责人", Roles.Head, office),
            CaseCommand.Decide or CaseCommand.Extend or CaseCommand.Terminate or CaseCommand.Revoke => People.Officer($"head-{office}", "负责人", Roles.Head, office),
            CaseCommand.FireTimer => Actor.Rule("timer"),
            _ => People.Officer($"clerk-{office}", "窗口", Roles.Clerk, office),
        };
    }

    private Actor Signer(Guid taskId, CaseState.Known state)
    {
        var task = (state as CaseState.InReview)?.Review is { } review ? review.Find(taskId) ?? review.Closed?.Find(taskId) : null;
        var id = task?.Assignee ?? $"{task?.Role ?? Roles.Reviewer}-{state.File.Office}-{random.Next(3)}";
        return People.Officer(id, id, task?.Role ?? Roles.Reviewer, state.File.Office);
    }

    private Actor Anybody(string office) => random.Next(3) switch
    {
        0 => People.Applicant with { Organisation = random.Next(2) == 0 ? People.Company : "91430100MA4L1XYZ0A" },
        _ when OfficeRoles[random.Next(OfficeRoles.Length)] is var role => People.Officer($"{role}-{office}-9", role, role, office),
        _ => Actor.Rule("nobody"),
    };

    private string MaterialOf(CaseFile file)
    {
        var materials = World.Rules.Find(file.Procedure)!.Materials;
        return materials[random.Next(materials.Length)].Code;
    }

    private CaseTask TaskOf(Review review) => review.Tasks[random.Next(review.Tasks.Length)];

    private CaseCommand Pick(params (int Weight, Func<CaseCommand> Make)[] choices)
    {
        var at = random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (weight, make) in choices)
        {
            if ((at -= weight) < 0)
            {
                return make();
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}
