using System.Collections.Frozen;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>Who may do what to a case: the competences, in one table. Officers act only on cases of their own office.</summary>
public static class Competence
{
    private static readonly FrozenDictionary<Type, string[]> Officers = new Dictionary<Type, string[]>
    {
        [typeof(Receive)] = [Roles.Clerk],
        [typeof(RequestCorrection)] = [Roles.Clerk, Roles.Head],
        [typeof(SubmitCorrection)] = [Roles.Clerk],
        [typeof(Accept)] = [Roles.Clerk, Roles.Head],
        [typeof(RefuseAcceptance)] = [Roles.Clerk, Roles.Head],
        [typeof(Decline)] = [Roles.Clerk, Roles.Head],
        [typeof(Withdraw)] = [Roles.Clerk],
        [typeof(Suspend)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(Resume)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(Exclude)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ApplyExtension)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ApplySpecial)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ApproveSpecial)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(RefuseSpecial)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(NotifySpecial)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ReportSpecial)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(AnnounceHearing)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(TellHearingRight)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(RequestHearing)] = [Roles.Clerk],
        [typeof(WaiveHearing)] = [Roles.Clerk],
        [typeof(ScheduleHearing)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ReplaceChair)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(RecordHearing)] = [Roles.Clerk, Roles.Reviewer, Roles.Head],
        [typeof(ExplainBreach)] = [Roles.Clerk, Roles.Head],
        [typeof(AnswerOrder)] = [Roles.Clerk, Roles.Head],
        [typeof(Issue)] = [Roles.Clerk, Roles.Head],
        [typeof(Serve)] = [Roles.Clerk, Roles.Head],
        [typeof(Terminate)] = [Roles.Head],
        [typeof(Revoke)] = [Roles.Head],
        [typeof(Urge)] = [Roles.Head],
        [typeof(MoveToVersion)] = [Roles.Head],
        [typeof(TransferOffice)] = [Roles.Clerk, Roles.Head],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<Type> Applicants = new[] { typeof(Receive), typeof(SubmitCorrection), typeof(Withdraw), typeof(Urge), typeof(RequestHearing), typeof(WaiveHearing) }.ToFrozenSet();

    private static readonly FrozenSet<Type> System = new[] { typeof(OpenStage), typeof(CloseStage), typeof(CompleteChain), typeof(FireTimer), typeof(RecomputeClocks) }.ToFrozenSet();

    /// <summary>Null when the actor may; a rejection otherwise. A case of another applicant is not found: its existence is private.</summary>
    public static Rejection? Check(CaseCommand command, CaseFile? file, Facts facts)
    {
        var actor = facts.Actor;
        if (System.Contains(command.GetType()) || actor.IsSystem)
        {
            return actor.IsSystem && System.Contains(command.GetType()) ? null : Forbidden("case.role_not_competent", command, actor);
        }

        if (actor.Has(Roles.Applicant))
        {
            return actor.Organisation is null || (file is not null && file.Organisation != actor.Organisation) ? Rejections.CaseNotFound
                : command is Receive receive && receive.Organisation != actor.Organisation ? Forbidden("case.other_organisation", command, actor)
                : Applicants.Contains(command.GetType()) ? null
                : Forbidden("case.role_not_competent", command, actor);
        }

        if (command.IsOfSupervision)
        {
            return actor.Has(Roles.Supervisor) && actor.Office is { } reach && facts.Office.IsWithin(reach) ? null : Forbidden("case.role_not_competent", command, actor);
        }

        // Who publishes versions moves cases to them, wherever they are handled.
        if (command is MoveToVersion && actor is { Kind: ActorKind.Person } && actor.Has(Roles.Admin))
        {
            return null;
        }

        if (actor.Office != (file?.Office ?? facts.Office.Code) && !(IsOnTask(command) && facts.Office.Partners.Any(partner => partner.Code == actor.Office)))
        {
            return Forbidden("case.wrong_office", command, actor);
        }

        return RolesFor(command, facts.Procedure).Any(actor.Has) ? null : Forbidden("case.role_not_competent", command, actor);
    }

    /// <summary>Roles of officers that may give the command; those of tasks are judged with the task.</summary>
    private static IEnumerable<string> RolesFor(CaseCommand command, Procedure procedure) => command switch
    {
        Decide => procedure.DecisionRoles,
        Extend => procedure.Extension is { } rule ? [rule.ApproverRole] : [Roles.Head],
        AssignTask => [Roles.Head],
        _ when IsOnTask(command) => [Roles.Clerk, Roles.Reviewer, Roles.Head],
        _ => Officers[command.GetType()],
    };

    /// <summary>People of a partner office work on the tasks of theirs, and on nothing else of the case.</summary>
    private static bool IsOnTask(CaseCommand command) => command is ClaimTask or ReleaseTask or EndorseTask or ObjectTask or ReturnTask
        or AssignTask or TransferTask or DelegateTask or ReturnDelegation or AddSigner or RemoveSigner or WithdrawOpinion or UrgeTask or CopyTask;

    private static Rejection Forbidden(string code, CaseCommand command, Actor actor) => new(
        RejectionKind.Forbidden,
        code,
        code == "case.wrong_office"
            ? new LocalText($"案件不属于{actor.Office ?? "该人员"}管辖，不能执行 {command.Name}。", $"The case belongs to another office than {actor.Office}: {command.Name} is not allowed.")
            : code == "case.other_organisation" ? new LocalText($"{actor.Name} 不能以其他单位的名义申请。", $"{actor.Name} may not file for another organisation.")
            : new LocalText($"{actor.Name} 无权执行 {command.Name}。", $"{actor.Name} has no role that may {command.Name}."));
}
