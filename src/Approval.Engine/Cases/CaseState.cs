using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Approval.Engine.Tasks;

namespace Approval.Engine.Cases;

/// <summary>
/// A case, one record for each phase of its legal life, each carrying only what exists in that phase. The discriminators are
/// the wire and storage names.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "phase")]
[JsonDerivedType(typeof(NotReceived), "notReceived")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(CorrectionRequested), "correctionRequested")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(InReview), "inReview")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(Decided), "decided")]
[JsonDerivedType(typeof(Issued), "issued")]
[JsonDerivedType(typeof(Served), "served")]
[JsonDerivedType(typeof(NotAccepted), "notAccepted")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Terminated), "terminated")]
[JsonDerivedType(typeof(Revoked), "revoked")]
public abstract record CaseState
{
    private CaseState()
    {
    }

    public static CaseState Initial { get; } = new NotReceived();

    /// <summary>Nothing has happened yet.</summary>
    public sealed record NotReceived : CaseState;

    /// <summary>Every phase of a case that exists.</summary>
    public abstract record Known(CaseFile File) : CaseState;

    /// <summary>收件: formal check; the notice clock runs. <paramref name="Correction"/> is the finished round, if there was one.</summary>
    public sealed record Received(CaseFile File, Correction? Correction) : Known(File);

    /// <summary>补正: the applicant holds the time.</summary>
    public sealed record CorrectionRequested(CaseFile File, Correction Correction) : Known(File);

    /// <summary>受理, and nothing of the chain is open: on-the-spot matters, or the instant before the first stage opens.</summary>
    public sealed record Accepted(CaseFile File, Acceptance Acceptance) : Known(File);

    /// <summary>审查: the chain runs or has run to its end.</summary>
    /// <param name="Correction">审查阶段补正 that waits for the applicant; null otherwise.</param>
    public sealed record InReview(CaseFile File, Acceptance Acceptance, Review Review, Correction? Correction = null) : Known(File);

    /// <summary>特别程序: the clocks stand still. <paramref name="Review"/> is null when no stage had opened.</summary>
    public sealed record Suspended(CaseFile File, Acceptance Acceptance, Review? Review, Suspension Suspension, Correction? Correction = null) : Known(File);

    /// <summary>办结: the determination is made; delivery runs when it grants.</summary>
    public sealed record Decided(CaseFile File, Acceptance Acceptance, Determination Determination) : Known(File);

    /// <summary>制证</summary>
    public sealed record Issued(CaseFile File, Acceptance Acceptance, Determination Determination, IssuedDocument Document) : Known(File);

    /// <summary>送达</summary>
    public sealed record Served(CaseFile File, Acceptance Acceptance, Determination Determination, IssuedDocument Document) : Known(File);

    /// <summary>不予受理</summary>
    public sealed record NotAccepted(CaseFile File) : Known(File);

    /// <summary>不受理: no permit needed, or another office's matter (art 32(1), (2)).</summary>
    public sealed record Declined(CaseFile File) : Known(File);

    /// <summary>撤件 by the applicant.</summary>
    public sealed record Withdrawn(CaseFile File, Acceptance? Acceptance) : Known(File);

    /// <summary>终止</summary>
    public sealed record Terminated(CaseFile File, Acceptance? Acceptance) : Known(File);

    /// <summary>撤销 (art 69)</summary>
    public sealed record Revoked(CaseFile File, Acceptance Acceptance, Determination Determination) : Known(File);
}

/// <summary>The one-time notice (art 32(4)).</summary>
/// <param name="OnFile">Materials that were in the office's hands when it was given: a later notice may not concern them.</param>
public sealed record Correction(DateTimeOffset RequestedAt, ImmutableArray<string> Items, ImmutableArray<string> OnFile);

/// <summary>How and from which day the case is accepted.</summary>
/// <param name="Deemed">By force of law, because no notice was given in time (art 32(4)).</param>
public sealed record Acceptance(DateOnly On, bool Deemed)
{
    /// <summary>The finished round of correction before a deeming, for the case that the deeming is taken back.</summary>
    public Correction? Corrected { get; init; }
}

public sealed record Suspension(string Kind, DateOnly Since, int ExpectedDays, string NoticeNumber);

public enum Outcome
{
    Granted,
    GrantedWithConditions,

    /// <summary>不予许可: not to be confused with a rejection of a command.</summary>
    Refused,
}

public sealed record Determination(Outcome Outcome, DateOnly On);

public sealed record IssuedDocument(string Number, DateOnly IssuedOn);
