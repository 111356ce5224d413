using System.Collections.Frozen;

namespace Approval.Engine.Cases;

/// <summary>The stored name and version of every event, listed once. Names never follow the type names.</summary>
public static class EventCatalogue
{
    private static readonly (Type Type, string Name)[] Names =
    [
        (typeof(CaseEvent.Received), "case.received.v1"),
        (typeof(CaseEvent.CorrectionRequested), "correction.requested.v1"),
        (typeof(CaseEvent.CorrectionSubmitted), "correction.submitted.v1"),
        (typeof(CaseEvent.Accepted), "case.accepted.v1"),
        (typeof(CaseEvent.DeemedAccepted), "case.deemedAccepted.v1"),
        (typeof(CaseEvent.DeemingTakenBack), "case.deemingTakenBack.v1"),
        (typeof(CaseEvent.NotAccepted), "case.notAccepted.v1"),
        (typeof(CaseEvent.Declined), "case.declined.v1"),
        (typeof(CaseEvent.Withdrawn), "case.withdrawn.v1"),
        (typeof(CaseEvent.Suspended), "case.suspended.v1"),
        (typeof(CaseEvent.Resumed), "case.resumed.v1"),
        (typeof(CaseEvent.Extended), "case.extended.v1"),
        (typeof(CaseEvent.Decided), "case.decided.v1"),
        (typeof(CaseEvent.Issued), "case.issued.v1"),
        (typeof(CaseEvent.Served), "case.served.v1"),
        (typeof(CaseEvent.Terminated), "case.terminated.v1"),
        (typeof(CaseEvent.Revoked), "case.revoked.v1"),
        (typeof(CaseEvent.Urged), "case.urged.v1"),
        (typeof(CaseEvent.OfficeTransferred), "case.officeTransferred.v1"),
        (typeof(CaseEvent.ClocksRecorded), "clocks.recorded.v1"),
        (typeof(CaseEvent.ClockWarned), "clock.warned.v1"),
        (typeof(CaseEvent.ClockBreached), "clock.breached.v1"),
        (typeof(CaseEvent.CardIssued), "card.issued.v1"),
        (typeof(CaseEvent.CardWrittenOff), "card.writtenOff.v1"),
        (typeof(CaseEvent.BreachExplained), "breach.explained.v1"),
        (typeof(CaseEvent.ClocksRecomputed), "clocks.recomputed.v1"),
        (typeof(CaseEvent.TimeExcluded), "case.timeExcluded.v1"),
        (typeof(CaseEvent.ReviewCorrectionRequested), "reviewCorrection.requested.v1"),
        (typeof(CaseEvent.ReviewCorrectionSubmitted), "reviewCorrection.submitted.v1"),
        (typeof(CaseEvent.MovedToVersion), "case.movedToVersion.v1"),
        (typeof(CaseEvent.LampChanged), "lamp.changed.v1"),
        (typeof(CaseEvent.StageOpened), "stage.opened.v1"),
        (typeof(CaseEvent.StageClosed), "stage.closed.v1"),
        (typeof(CaseEvent.StageReturned), "stage.returned.v1"),
        (typeof(CaseEvent.ChainCompleted), "chain.completed.v1"),
        (typeof(CaseEvent.TaskClaimed), "task.claimed.v1"),
        (typeof(CaseEvent.TaskReleased), "task.released.v1"),
        (typeof(CaseEvent.TaskEndorsed), "task.endorsed.v1"),
        (typeof(CaseEvent.TaskObjected), "task.objected.v1"),
        (typeof(CaseEvent.ExtensionApplied), "extension.applied.v1"),
        (typeof(CaseEvent.SpecialApplied), "special.applied.v1"),
        (typeof(CaseEvent.SpecialApproved), "special.approved.v1"),
        (typeof(CaseEvent.SpecialRefused), "special.refused.v1"),
        (typeof(CaseEvent.SpecialReported), "special.reported.v1"),
        (typeof(CaseEvent.HearingAnnounced), "hearing.announced.v1"),
        (typeof(CaseEvent.HearingTold), "hearing.told.v1"),
        (typeof(CaseEvent.HearingRequested), "hearing.requested.v1"),
        (typeof(CaseEvent.HearingWaived), "hearing.waived.v1"),
        (typeof(CaseEvent.HearingLapsed), "hearing.lapsed.v1"),
        (typeof(CaseEvent.HearingScheduled), "hearing.scheduled.v1"),
        (typeof(CaseEvent.HearingChairReplaced), "hearing.chairReplaced.v1"),
        (typeof(CaseEvent.HearingHeld), "hearing.held.v1"),
        (typeof(CaseEvent.TaskDissented), "task.dissented.v1"),
        (typeof(CaseEvent.TaskOffered), "task.offered.v1"),
        (typeof(CaseEvent.TasksCancelled), "tasks.cancelled.v1"),
        (typeof(CaseEvent.StepEscalated), "step.escalated.v1"),
        (typeof(CaseEvent.StepDeemedAgreed), "step.deemedAgreed.v1"),
        (typeof(CaseEvent.TaskAssigned), "task.assigned.v1"),
        (typeof(CaseEvent.TaskTransferred), "task.transferred.v1"),
        (typeof(CaseEvent.TaskDelegated), "task.delegated.v1"),
        (typeof(CaseEvent.DelegationReturned), "task.delegationReturned.v1"),
        (typeof(CaseEvent.TaskSubstituted), "task.substituted.v1"),
        (typeof(CaseEvent.SignerAdded), "task.signerAdded.v1"),
        (typeof(CaseEvent.SignerRemoved), "task.signerRemoved.v1"),
        (typeof(CaseEvent.StageReopened), "stage.reopened.v1"),
        (typeof(CaseEvent.OpinionWithdrawn), "task.opinionWithdrawn.v1"),
        (typeof(CaseEvent.TaskUrged), "task.urged.v1"),
        (typeof(CaseEvent.TaskCopied), "task.copied.v1"),
        (typeof(CaseEvent.OrderIssued), "order.issued.v1"),
        (typeof(CaseEvent.OrderAnswered), "order.answered.v1"),
        (typeof(CaseEvent.OrderReturned), "order.returned.v1"),
        (typeof(CaseEvent.OrderClosed), "order.closed.v1"),
    ];

    private static readonly FrozenDictionary<Type, string> ByType = Names.ToFrozenDictionary(n => n.Type, n => n.Name);
    private static readonly FrozenDictionary<string, Type> ByName = Names.ToFrozenDictionary(n => n.Name, n => n.Type);

    public static IEnumerable<string> All => Names.Select(n => n.Name);

    public static string NameOf(CaseEvent happened) => ByType[happened.GetType()];

    /// <summary>The type stored under a name. An unknown name throws: the journal is newer than this code.</summary>
    public static Type TypeOf(string name) =>
        ByName.TryGetValue(name, out var type) ? type : throw new InvalidOperationException($"Event '{name}' is not known to this version.");
}
