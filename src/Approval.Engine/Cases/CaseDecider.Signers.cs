using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>加签、减签: people who must agree besides those of the procedure. The step's time neither stops nor starts anew.</summary>
public static partial class CaseDecider
{
    /// <summary>Of one step and round, those taken away again included: the case must not grow without end.</summary>
    public const int MostAddedSigners = 10;

    private static Rejection? JudgeAddSigner(Act act, AddSigner command)
    {
        var (review, task, rejection) = HeldTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        var inStep = review!.Tasks.Where(other => other.Step == task.Step).ToList();
        if (inStep.Count(other => other.AddedFor is not null) >= MostAddedSigners)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "task.too_many_signers",
                new($"一个步骤最多加签{MostAddedSigners}人。", $"At most {MostAddedSigners} signers are added to a step."));
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("task.reason_missing", "加签应当说明理由。", "Adding a signer needs a reason.", pointer: "/reason");
        }

        if (RoleOfAdded(task, command.Signer) is not { } role)
        {
            return Rejections.Invalid(
                "person.role_not_competent", $"{command.Signer.Name}不是经办、审查或者负责人员。", $"{command.Signer.Name} has no role that handles cases.", pointer: "/signer");
        }

        var signer = inStep.Max(other => other.Signer) + 1;
        var added = new OfferedTask(TaskIdentity.Of(act.File.Id, review.Round, task.Step, signer), task.Step, signer, role, StepOf(act, task).Department, task.Office);
        if ((OfOtherOffice(act, task, command.Signer, "/signer") ?? MayNotSign(act, review, task with { Id = added.Id }, command.Signer.Id)) is { } unsuitable)
        {
            return unsuitable;
        }

        var actor = act.Facts.Actor.Id;
        act.Record(new CaseEvent.SignerAdded(task.Id, added, command.Position, command.Signer.Id, command.Signer.Name, actor, command.Reason));
        return null;
    }

    private static Rejection? JudgeRemoveSigner(Act act, RemoveSigner command)
    {
        var (review, task, rejection) = PendingTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        if (task.AddedFor is not { } adding)
        {
            return new Rejection(RejectionKind.InvalidState, "task.not_added", new("该签署人由事项规定，不能减签。", "This signer is the procedure's own and is not taken away."));
        }

        var actor = act.Facts.Actor;
        if (actor.Id != task.AddedBy && actor.Id != review!.Find(adding)?.Assignee && !actor.Has(Roles.Head))
        {
            return new Rejection(RejectionKind.Forbidden, "task.not_yours", new("只有加签人或者负责人可以减签。", "Only who added a signer, or the head, takes one away."));
        }

        act.Record(new CaseEvent.SignerRemoved(task.Id, command.Reason));
        FollowStep(act, StepOf(act, task), task.Stage, "settled");
        return null;
    }

    /// <summary>The step's own role when the person has it; else the one with which the person handles cases.</summary>
    private static string? RoleOfAdded(CaseTask task, Person person) => person.Has(task.Role) ? task.Role : Roles.Office.FirstOrDefault(person.Has);
}
