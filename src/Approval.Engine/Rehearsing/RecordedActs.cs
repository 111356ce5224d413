using Approval.Engine.Cases;
using Approval.Engine.Tasks;

namespace Approval.Engine.Rehearsing;

/// <summary>
/// What people did to a case, read back from its journal. What the system wrote follows from the rules and is left out: warnings,
/// breaches, deemed acceptance, stages, recomputations. The day of a hearing, an opinion
/// withdrawn and a substitute stepping in are not read back: a case with one names it as unknown.
/// </summary>
public static class RecordedActs
{
    /// <returns>The acts in order; or the stored name of an act that this version cannot put back into a command.</returns>
    public static (IReadOnlyList<RecordedAct> Acts, string? Unknown) Of(IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal)
    {
        var acts = new List<RecordedAct>();
        var state = CaseState.Initial;
        var steps = new Dictionary<string, HashSet<string>>();
        CaseEvent? before = null;
        foreach (var (entry, recordedAt) in journal)
        {
            if (!entry.Actor.IsSystem && !IsConsequence(entry.Event, before))
            {
                if (CommandOf(entry, state, steps) is not { } command)
                {
                    return ([], EventCatalogue.NameOf(entry.Event));
                }

                var effective = entry.EffectiveAt == recordedAt ? command : command with { EffectiveAt = entry.EffectiveAt };
                acts.Add(new RecordedAct(effective, entry.Actor, recordedAt, PlaceOf(command, state)));
            }

            if (entry.Event is CaseEvent.StageOpened opened)
            {
                steps[opened.Stage] = [.. opened.Tasks.Select(task => task.Step)];
            }

            state = CaseEvolution.Evolve(state, entry);
            before = entry.Event;
        }

        return (acts, null);
    }

    /// <summary>Written under the name of whoever acted, and still no act of its own: the rules make it follow.</summary>
    private static bool IsConsequence(CaseEvent happened, CaseEvent? before) => happened is CaseEvent.StageOpened or CaseEvent.StageClosed or CaseEvent.ChainCompleted or CaseEvent.ClocksRecorded or CaseEvent.DeemingTakenBack
        // A replay is by one version from the receipt on: the one the case was moved to in the end.
        or CaseEvent.MovedToVersion
        // Told of a task, and nothing moves.
        or CaseEvent.TaskUrged or CaseEvent.TaskCopied
        // The report of a special procedure ends it.
        || (happened is CaseEvent.Resumed && before is CaseEvent.SpecialReported);

    private static CaseCommand? CommandOf(CaseEntry entry, CaseState state, Dictionary<string, HashSet<string>> steps) => entry.Event switch
    {
        CaseEvent.Received e => new CaseCommand.Receive(e.CaseId, e.Number, e.TrackingCode, e.Window, e.Channel, e.Organisation, e.Application),
        CaseEvent.CorrectionRequested e => new CaseCommand.RequestCorrection(e.Items, e.Note),
        CaseEvent.ReviewCorrectionRequested e => new CaseCommand.RequestCorrection(e.Items, e.Note),
        CaseEvent.CorrectionSubmitted e => new CaseCommand.SubmitCorrection(e.Materials, e.Note),
        CaseEvent.ReviewCorrectionSubmitted e => new CaseCommand.SubmitCorrection(e.Materials, e.Note),
        CaseEvent.Accepted => new CaseCommand.Accept(),
        CaseEvent.NotAccepted e => new CaseCommand.RefuseAcceptance(e.Reason, e.LegalBasis, e.Remedies),
        CaseEvent.Declined e => new CaseCommand.Decline(e.Kind, e.CompetentOffice, e.Reason),
        CaseEvent.OfficeTransferred e => new CaseCommand.TransferOffice(e.ToOffice, e.Reason),
        CaseEvent.Withdrawn e => new CaseCommand.Withdraw(e.Reason),
        CaseEvent.Terminated e => new CaseCommand.Terminate(e.Reason),
        CaseEvent.ExtensionApplied e => new CaseCommand.ApplyExtension(e.Days, e.Reason),
        CaseEvent.SpecialApplied e => new CaseCommand.ApplySpecial(e.Kind, e.ExpectedDays, e.Reason, e.Staff),
        CaseEvent.SpecialApproved e => new CaseCommand.ApproveSpecial(e.Number, e.Note),
        CaseEvent.SpecialRefused e => new CaseCommand.RefuseSpecial(e.Number, e.Reason),
        CaseEvent.Suspended { Special: { } number } e => new CaseCommand.NotifySpecial(number, e.NoticeNumber),
        CaseEvent.SpecialReported e => new CaseCommand.ReportSpecial(e.Number, e.ResultNumber, e.Result),
        CaseEvent.HearingAnnounced e => new CaseCommand.AnnounceHearing(e.Ground, e.AnnouncementNumber),
        CaseEvent.HearingTold e => new CaseCommand.TellHearingRight(e.Parties),
        CaseEvent.HearingRequested e => new CaseCommand.RequestHearing(e.Party),
        CaseEvent.HearingWaived e => new CaseCommand.WaiveHearing(e.Party),
        CaseEvent.Suspended e => new CaseCommand.Suspend(e.Kind, e.ExpectedDays, e.NoticeNumber, e.Reason),
        CaseEvent.Resumed e => new CaseCommand.Resume(e.Note),
        CaseEvent.TimeExcluded e => new CaseCommand.Exclude(e.Kind, e.From, e.Through, e.NoticeNumber, e.Reason),
        CaseEvent.Extended e => new CaseCommand.Extend(e.Days, e.Reason),
        CaseEvent.Decided e => new CaseCommand.Decide(e.Outcome, e.Reasons, e.LegalBasis, e.Conditions, e.Remedies),
        CaseEvent.Issued e => new CaseCommand.Issue(e.DocumentNumber),
        CaseEvent.Served e => new CaseCommand.Serve(e.Method),
        CaseEvent.Revoked e => new CaseCommand.Revoke(e.Ground, e.Reason),
        CaseEvent.Urged e => new CaseCommand.Urge(e.Note),
        CaseEvent.CardWrittenOff e => new CaseCommand.WriteOffCard(e.Rule, e.Reason),
        CaseEvent.BreachExplained e => new CaseCommand.ExplainBreach(e.ClockId, e.Reason),
        CaseEvent.OrderIssued e => new CaseCommand.IssueOrder(e.Requirement, e.Due, null, e.Card),
        CaseEvent.OrderAnswered e => new CaseCommand.AnswerOrder(e.Number, e.Report),
        CaseEvent.OrderReturned e => new CaseCommand.ReturnOrder(e.Number, e.Reason, e.Due, null),
        CaseEvent.OrderClosed e => new CaseCommand.CloseOrder(e.Number, e.Conclusion),
        CaseEvent.TaskClaimed e => new CaseCommand.ClaimTask(e.TaskId),
        CaseEvent.TaskReleased e => new CaseCommand.ReleaseTask(e.TaskId),
        CaseEvent.TaskEndorsed e => new CaseCommand.EndorseTask(e.TaskId, e.Opinion),
        CaseEvent.TaskObjected e => new CaseCommand.ObjectTask(e.TaskId, e.Opinion),
        CaseEvent.TaskDissented e => new CaseCommand.ObjectTask(e.TaskId, e.Opinion),
        CaseEvent.TaskAssigned e => new CaseCommand.AssignTask(e.TaskId, PersonOf(state, e.TaskId, e.Assignee, e.AssigneeName), e.Note),
        CaseEvent.TaskTransferred e => new CaseCommand.TransferTask(e.TaskId, PersonOf(state, e.TaskId, e.Assignee, e.AssigneeName), e.Reason),
        CaseEvent.TaskDelegated e => new CaseCommand.DelegateTask(e.TaskId, PersonOf(state, e.TaskId, e.Delegate, e.DelegateName), e.Note),
        CaseEvent.DelegationReturned e => new CaseCommand.ReturnDelegation(e.TaskId, e.Opinion),
        CaseEvent.SignerAdded e => new CaseCommand.AddSigner(e.TaskId, PersonOf(state, e.TaskId, e.Signer, e.SignerName) with { Roles = [e.Added.Role] }, e.Position, e.Reason),
        CaseEvent.SignerRemoved e => new CaseCommand.RemoveSigner(e.TaskId, e.Reason),
        CaseEvent.StageReturned e => HeldBy(state, entry.Actor) is { } task ? new CaseCommand.ReturnTask(task.Id, e.ToStage, e.Opinion) { Steps = AskedAgain(e, steps) } : null,
        _ => null,
    };

    /// <summary>Whoever was given a task had its role and its office, or would not have been given it.</summary>
    private static Person PersonOf(CaseState state, Guid taskId, string id, string name)
    {
        var task = (state as CaseState.InReview)?.Review.Find(taskId);
        return new Person(id, name, task is null ? [] : [task.Role], task?.Office ?? (state as CaseState.Known)?.File.Office);
    }

    /// <summary>A return is signed on a task that its author had claimed.</summary>
    private static CaseTask? HeldBy(CaseState state, Actor actor) =>
        (state as CaseState.InReview)?.Review.Tasks.FirstOrDefault(task => task.Status == CaseTaskStatus.Claimed && task.Assignee == actor.Id);

    /// <summary>Steps of the stage returned to that were not kept; null where none of them was, and all are done again.</summary>
    private static System.Collections.Immutable.ImmutableArray<string>? AskedAgain(CaseEvent.StageReturned e, Dictionary<string, HashSet<string>> steps) =>
        e.Kept?.Where(kept => kept.Stage == e.ToStage).Select(kept => kept.Step).ToList() is { Count: > 0 } kept && steps.GetValueOrDefault(e.ToStage) is { } known
            ? [.. known.Where(step => !kept.Contains(step))]
            : null;

    private static TaskPlace? PlaceOf(CaseCommand command, CaseState state)
    {
        Guid? id = command switch
        {
            CaseCommand.ClaimTask c => c.TaskId,
            CaseCommand.ReleaseTask c => c.TaskId,
            CaseCommand.EndorseTask c => c.TaskId,
            CaseCommand.ObjectTask c => c.TaskId,
            CaseCommand.ReturnTask c => c.TaskId,
            CaseCommand.AssignTask c => c.TaskId,
            CaseCommand.TransferTask c => c.TaskId,
            CaseCommand.DelegateTask c => c.TaskId,
            CaseCommand.ReturnDelegation c => c.TaskId,
            CaseCommand.AddSigner c => c.TaskId,
            CaseCommand.RemoveSigner c => c.TaskId,
            _ => null,
        };
        return id is { } known && (state as CaseState.InReview)?.Review.Find(known) is { } task ? new TaskPlace(known, task.Step, task.Signer) : null;
    }
}
