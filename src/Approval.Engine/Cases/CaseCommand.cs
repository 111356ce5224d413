using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;

namespace Approval.Engine.Cases;

/// <summary>What somebody, or the system, asks a case to do. Judged by <see cref="CaseDecider"/>.</summary>
/// <param name="Name">Stable name for logs, rights and statistics.</param>
public abstract partial record CaseCommand(string Name)
{
    /// <summary>When the act happened at the window; null for now.</summary>
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <param name="Number">办件编号; <see cref="Number"/> is allotted by the runner, so callers leave it empty.</param>
    /// <param name="TrackingCode">查询码: six random characters for the applicant.</param>
    public sealed record Receive(
        Guid CaseId,
        string Number,
        string TrackingCode,
        string Window,
        Channel Channel,
        string Organisation,
        Application Application) : CaseCommand("receive");

    public sealed record RequestCorrection(ImmutableArray<CorrectionItem> Items, string? Note) : CaseCommand("requestCorrection");

    public sealed record SubmitCorrection(ImmutableArray<SubmittedMaterial> Materials, string? Note) : CaseCommand("submitCorrection");

    public sealed record Accept() : CaseCommand("accept");

    public sealed record RefuseAcceptance(string Reason, string LegalBasis, ImmutableArray<string> Remedies) : CaseCommand("refuseAcceptance");

    public sealed record Decline(DeclineKind Kind, string? CompetentOffice, string? Reason) : CaseCommand("decline");

    public sealed record Withdraw(string? Reason) : CaseCommand("withdraw");

    public sealed record Suspend(string Kind, int ExpectedDays, string NoticeNumber, string Reason) : CaseCommand("suspend");

    public sealed record Resume(string? Note) : CaseCommand("resume");

    /// <summary>A special procedure entered after it ended; the days after <paramref name="From"/> up to <paramref name="Through"/> do not count.</summary>
    public sealed record Exclude(string Kind, DateOnly From, DateOnly Through, string NoticeNumber, string Reason) : CaseCommand("exclude");

    public sealed record Extend(int Days, string Reason) : CaseCommand("extend");

    public sealed record Decide(
        Outcome Outcome,
        ImmutableArray<string> Reasons,
        string? LegalBasis,
        ImmutableArray<string> Conditions,
        ImmutableArray<string> Remedies) : CaseCommand("decide")
    {
        /// <summary>听证笔录: its number, where a hearing was held (art 48).</summary>
        public string? HearingRecord { get; init; }
    }

    public sealed record Issue(string? DocumentNumber) : CaseCommand("issue");

    public sealed record Serve(ServiceMethod Method) : CaseCommand("serve");

    public sealed record Terminate(string Reason) : CaseCommand("terminate");

    public sealed record Revoke(RevocationGround Ground, string Reason) : CaseCommand("revoke");

    public sealed record Urge(string? Note) : CaseCommand("urge");

    public sealed record TransferOffice(string ToOffice, string Reason) : CaseCommand("transferOffice");

    /// <summary>改按新版本办理: the rest of the case goes by another version of its procedure, which is <see cref="Facts.Target"/>.</summary>
    public sealed record MoveToVersion(int Version, string Reason) : CaseCommand("moveToVersion");

    /// <summary>核销, by a supervisor of the office or of one above it.</summary>
    public sealed record WriteOffCard(string Rule, string Reason) : CaseCommand("card.writeOff");

    /// <summary>The public reason of a breach (优化营商环境条例 art 36).</summary>
    public sealed record ExplainBreach(string ClockId, string Reason) : CaseCommand("breach.explain");

    /// <summary>From a calendar publication by a named person: derive the open clocks by the calendar now in force.</summary>
    public sealed record RecomputeClocks(string Publication, string PublishedBy) : CaseCommand("clocks.recompute");

    public sealed record ClaimTask(Guid TaskId) : CaseCommand("task.claim");

    public sealed record ReleaseTask(Guid TaskId) : CaseCommand("task.release");

    public sealed record EndorseTask(Guid TaskId, string? Opinion) : CaseCommand("task.endorse");

    public sealed record ObjectTask(Guid TaskId, string Opinion) : CaseCommand("task.object");

    public sealed record ReturnTask(Guid TaskId, string ToStage, string Opinion) : CaseCommand("task.return")
    {
        /// <summary>The steps of the stage that are to be done again; null: all of them.</summary>
        public ImmutableArray<string>? Steps { get; init; }
    }

    /// <summary>指派, by the head of the office whose people do the task.</summary>
    public sealed record AssignTask(Guid TaskId, Person To, string? Note) : CaseCommand("task.assign");

    /// <summary>转办: handed over for good.</summary>
    public sealed record TransferTask(Guid TaskId, Person To, string Reason) : CaseCommand("task.transfer");

    /// <summary>委派: somebody else gives an opinion, and the one who delegates signs.</summary>
    public sealed record DelegateTask(Guid TaskId, Person To, string? Note) : CaseCommand("task.delegate");

    /// <summary>Back from delegation: with the delegate's opinion, or taken back by the owner.</summary>
    public sealed record ReturnDelegation(Guid TaskId, string? Opinion) : CaseCommand("task.returnDelegation");

    /// <summary>加签</summary>
    public sealed record AddSigner(Guid TaskId, Person Signer, SignerPosition Position, string Reason) : CaseCommand("task.addSigner");

    /// <summary>减签</summary>
    /// <param name="TaskId">The task of the signer who was added.</param>
    public sealed record RemoveSigner(Guid TaskId, string? Reason) : CaseCommand("task.removeSigner");

    /// <summary>撤回 of one's own opinion.</summary>
    public sealed record WithdrawOpinion(Guid TaskId, string? Reason) : CaseCommand("task.withdrawOpinion");

    /// <summary>催办 of one task; the case as a whole is urged with <see cref="Urge"/>.</summary>
    public sealed record UrgeTask(Guid TaskId, string? Note) : CaseCommand("task.urge");

    /// <summary>抄送: these people may read the case.</summary>
    public sealed record CopyTask(Guid TaskId, ImmutableArray<Person> To, string? Note) : CaseCommand("task.copy");

    /// <summary>From the orchestrator: open the tasks of a stage.</summary>
    public sealed record OpenStage(string StageId) : CaseCommand("stage.open");

    /// <summary>From the orchestrator: every step of the open stage is done.</summary>
    public sealed record CloseStage(string StageId) : CaseCommand("stage.close");

    /// <summary>From the orchestrator: no stage is left, or an objection ends the chain.</summary>
    public sealed record CompleteChain() : CaseCommand("chain.complete");

    /// <summary>From a timer: a threshold of a clock may have passed. Judged like any other; harmless when late, early, double or superseded.</summary>
    public sealed record FireTimer(string ClockId, TimerKind Kind, int LedgerVersion) : CaseCommand("timer.fire");
}

/// <param name="Material">A code of the published list (art 31).</param>
public sealed record CorrectionItem(string Material, string Problem);

public enum DeclineKind
{
    /// <summary>依法不需要取得行政许可 (art 32(1)).</summary>
    NotRequired,

    /// <summary>不属于本机关职权范围 (art 32(2)): the competent office is named.</summary>
    NotCompetent,
}

/// <summary>送达方式.</summary>
public enum ServiceMethod
{
    Direct,
    Electronic,
    Post,
    Entrusted,
    Lien,
    PublicNotice,
}

/// <summary>Grounds of art 69.</summary>
public enum RevocationGround
{
    AbuseOfPower,
    UltraVires,
    BreachOfProcedure,
    UnqualifiedApplicant,
    FraudOrBribe,
    Other,
}
