using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Cases;

/// <summary>
/// What happened. These records are the storage format: names and versions are listed in <see cref="EventCatalogue"/> and guarded
/// by golden files. A change of meaning is a new version, never an edit.
/// </summary>
public abstract partial record CaseEvent
{
    private CaseEvent()
    {
    }

    /// <summary><paramref name="Facts"/> of the application that the chain's conditions ask for, if there are any.</summary>
    public sealed record Received(
        Guid CaseId,
        string Number,
        string TrackingCode,
        string Procedure,
        int ProcedureVersion,
        string Office,
        string Window,
        Channel Channel,
        string Organisation,
        ProjectClass ProjectClass,
        DateTimeOffset ReceivedAt,
        DateOnly ReceiptDay,
        Limits Limits,
        Application Application,
        ImmutableArray<CaseFact>? Facts = null) : CaseEvent;

    /// <summary><paramref name="Entry"/> is set when clocks that run from receipt stand still until the answer.</summary>
    public sealed record CorrectionRequested(ImmutableArray<CorrectionItem> Items, string? Note, DateOnly On, LedgerEntry? Entry = null) : CaseEvent;

    /// <summary><paramref name="Entry"/> is set when clocks that run from receipt start again.</summary>
    public sealed record CorrectionSubmitted(ImmutableArray<SubmittedMaterial> Materials, string? Note, DateOnly ReceiptDay, LedgerEntry? Entry = null) : CaseEvent;

    public sealed record Accepted(DateOnly On) : CaseEvent;

    /// <summary>Accepted by force of law from the day of receipt (art 32(4)). <paramref name="Corrected"/> is the finished round of correction before it, if there was one.</summary>
    public sealed record DeemedAccepted(DateOnly On, string LegalBasis, LedgerEntry Entry, Correction? Corrected = null) : CaseEvent;

    /// <summary>
    /// The notice was given in time and typed late: the case was never accepted by force of law (art 32(4)). It is as it was when the
    /// notice ran; what the deeming had begun is over, and the journal keeps both.
    /// </summary>
    public sealed record DeemingTakenBack(DateOnly GivenOn, string LegalBasis, LedgerEntry Entry) : CaseEvent;

    public sealed record NotAccepted(string Reason, string LegalBasis, ImmutableArray<string> Remedies) : CaseEvent;

    public sealed record Declined(DeclineKind Kind, string? CompetentOffice, string? Reason) : CaseEvent;

    public sealed record Withdrawn(string? Reason) : CaseEvent;

    public sealed record Suspended(string Kind, DateOnly On, int ExpectedDays, string NoticeNumber, string Reason, LedgerEntry Entry) : CaseEvent
    {
        /// <summary>Number of the approved application it carries out; null where none was asked for.</summary>
        public int? Special { get; init; }
    }

    public sealed record Resumed(DateOnly On, string? Note, LedgerEntry Entry) : CaseEvent;

    public sealed record Extended(int Days, string Reason, LedgerEntry Entry) : CaseEvent;

    public sealed record Decided(
        Outcome Outcome,
        DateOnly On,
        ImmutableArray<string> Reasons,
        string? LegalBasis,
        ImmutableArray<string> Conditions,
        ImmutableArray<string> Remedies) : CaseEvent
    {
        /// <summary>The record of the hearing on which it rests (art 48).</summary>
        public string? HearingRecord { get; init; }
    }

    public sealed record Issued(string DocumentNumber, DateOnly On) : CaseEvent;

    public sealed record Served(ServiceMethod Method, DateOnly On) : CaseEvent;

    public sealed record Terminated(string Reason) : CaseEvent;

    public sealed record Revoked(RevocationGround Ground, string Reason) : CaseEvent;

    public sealed record Urged(string? Note) : CaseEvent;

    /// <summary><paramref name="Limits"/> are those that bind the receiving office, from the same receipt; null where they are the same.</summary>
    public sealed record OfficeTransferred(string FromOffice, string ToOffice, string Reason, Limits? Limits = null) : CaseEvent;

    /// <summary>Deadlines as derived by this act: the rule, the ledger and the calendar version are in each clock.</summary>
    public sealed record ClocksRecorded(string Cause, ImmutableArray<Clock> Clocks) : CaseEvent;

    public sealed record ClockWarned(string ClockId) : CaseEvent;

    public sealed record ClockBreached(string ClockId, DateOnly Due) : CaseEvent;

    /// <summary>预警 / 黄牌 / 红牌. Recipients are roles of the office and of those above it; <paramref name="Office"/>: a partner's own card.</summary>
    public sealed record CardIssued(string Rule, CardLevel Level, string? ClockId, DateOnly On, ImmutableArray<string> Recipients, string? Office = null) : CaseEvent;

    /// <summary>核销</summary>
    public sealed record CardWrittenOff(string Rule, string Reason) : CaseEvent;

    /// <summary>超期公开说明 (优化营商环境条例 art 36): the reason the office publishes.</summary>
    public sealed record BreachExplained(string ClockId, string Reason) : CaseEvent;

    /// <summary>A new calendar moved deadlines of this open case: before and after.</summary>
    public sealed record ClocksRecomputed(string Publication, string PublishedBy, ImmutableArray<ClockMove> Moves) : CaseEvent;

    /// <summary>An interval of a special procedure, entered after it ended.</summary>
    public sealed record TimeExcluded(string Kind, DateOnly From, DateOnly Through, string NoticeNumber, string Reason, LedgerEntry Entry) : CaseEvent;

    /// <summary>审查阶段补正. <paramref name="Entry"/> is set when the procedure lets it stop the promise.</summary>
    public sealed record ReviewCorrectionRequested(ImmutableArray<CorrectionItem> Items, string? Note, DateOnly On, LedgerEntry? Entry) : CaseEvent;

    public sealed record ReviewCorrectionSubmitted(ImmutableArray<SubmittedMaterial> Materials, string? Note, LedgerEntry? Entry) : CaseEvent;

    public sealed record LampChanged(Lamp From, Lamp To, string Rule) : CaseEvent;

    /// <summary><paramref name="Skipped"/>: stages passed over because their condition does not hold.</summary>
    public sealed record StageOpened(string Stage, int Round, ImmutableArray<OfferedTask> Tasks, ImmutableArray<string>? Skipped = null) : CaseEvent;

    /// <summary><paramref name="SignedBy"/>: who signed the steps that later steps must not be signed by.</summary>
    public sealed record StageClosed(string Stage, int Round, bool Objected, ImmutableArray<StepSigners>? SignedBy = null) : CaseEvent;

    /// <summary><paramref name="Kept"/>: what was agreed and is not asked again.</summary>
    public sealed record StageReturned(string FromStage, string ToStage, int Round, string Opinion, ImmutableArray<KeptStep>? Kept = null) : CaseEvent;

    /// <summary>The chain has run to its end; the determination may be made.</summary>
    public sealed record ChainCompleted(bool Objected, ImmutableArray<string>? Skipped = null) : CaseEvent;

    public sealed record TaskClaimed(Guid TaskId, string Assignee, string AssigneeName) : CaseEvent;

    public sealed record TaskReleased(Guid TaskId) : CaseEvent;

    public sealed record TaskEndorsed(Guid TaskId, string? Opinion) : CaseEvent;

    /// <summary>An objection that settles its step: the other signers have nothing left to sign.</summary>
    public sealed record TaskObjected(Guid TaskId, string Opinion) : CaseEvent;

    /// <summary>票签: an objection that is counted; the others go on signing.</summary>
    public sealed record TaskDissented(Guid TaskId, string Opinion) : CaseEvent;

    /// <summary>A waiting signer's turn has come.</summary>
    public sealed record TaskOffered(Guid TaskId) : CaseEvent;

    /// <summary>Tasks that nobody needs to sign any more, and why.</summary>
    public sealed record TasksCancelled(ImmutableArray<Guid> TaskIds, string Cause) : CaseEvent;

    /// <summary>The step's time passed in silence: the head of its office may sign too.</summary>
    public sealed record StepEscalated(string Stage, string Step) : CaseEvent;

    /// <summary>视为同意: the step's time passed in silence, and an act says that this is agreement.</summary>
    public sealed record StepDeemedAgreed(string Stage, string Step, ImmutableArray<Guid> TaskIds, string LegalBasis) : CaseEvent;

    /// <summary>指派</summary>
    public sealed record TaskAssigned(Guid TaskId, string Assignee, string AssigneeName, string? Note) : CaseEvent;

    /// <summary>转办</summary>
    public sealed record TaskTransferred(Guid TaskId, string Assignee, string AssigneeName, string Reason) : CaseEvent;

    /// <summary>委派: the task is the delegate's for an opinion; who delegated signs.</summary>
    public sealed record TaskDelegated(Guid TaskId, string Delegate, string DelegateName, string? Note) : CaseEvent;

    /// <summary><paramref name="Opinion"/> of the delegate; null when the owner took the task back.</summary>
    public sealed record DelegationReturned(Guid TaskId, string? Opinion) : CaseEvent;

    /// <summary>代理: from here on the substitute acts on the task, for the absent person.</summary>
    public sealed record TaskSubstituted(Guid TaskId, string Substitute, string SubstituteName, string OnBehalfOf, string OnBehalfOfName) : CaseEvent;

    /// <summary>加签: <paramref name="TaskId"/> is the task beside which the other one was added.</summary>
    public sealed record SignerAdded(Guid TaskId, OfferedTask Added, SignerPosition Position, string Signer, string SignerName, string AddedBy, string Reason) : CaseEvent;

    /// <summary>减签</summary>
    public sealed record SignerRemoved(Guid TaskId, string? Reason) : CaseEvent;

    /// <summary>撤回: the stage that had closed stands open again as it was; the tasks of <paramref name="LeftStage"/>, opened since, are cancelled.</summary>
    public sealed record StageReopened(string Stage, int Round, string? LeftStage) : CaseEvent;

    /// <summary>撤回; <paramref name="Others"/>: the tasks of the step that the opinion had settled, or whose turn it had brought, and where they stand again.</summary>
    public sealed record OpinionWithdrawn(Guid TaskId, string? Reason, ImmutableArray<TaskStanding> Others) : CaseEvent;

    /// <summary>催办 of a task.</summary>
    public sealed record TaskUrged(Guid TaskId, string By, DateTimeOffset At, string? Note) : CaseEvent;

    /// <summary>抄送</summary>
    public sealed record TaskCopied(Guid TaskId, ImmutableArray<PersonName> To, string? Note) : CaseEvent;

    /// <summary>
    /// An open case goes on under another version of its procedure. <paramref name="Dropped"/>: tasks that the new version does not know or
    /// asks anew; <paramref name="Offered"/>: those it asks for besides; <paramref name="Kept"/>: what still stands of a return.
    /// </summary>
    public sealed record MovedToVersion(
        int FromVersion,
        int ToVersion,
        string Reason,
        Limits LimitsBefore,
        Limits Limits,
        ImmutableArray<DueChange> Dues,
        string? Stage = null,
        int Round = 0,
        ImmutableArray<Guid>? Dropped = null,
        ImmutableArray<OfferedTask>? Offered = null,
        ImmutableArray<KeptStep>? Kept = null) : CaseEvent;
}

/// <summary>Where a task stands.</summary>
public sealed record TaskStanding(Guid TaskId, CaseTaskStatus Status);

/// <summary>The last day of a clock before and after; null where it had or has none.</summary>
public sealed record DueChange(string ClockId, DateOnly? Before, DateOnly? After);

/// <summary>How one clock moved.</summary>
public sealed record ClockMove(Deadline? Before, Clock After);
