using System.Collections.Immutable;
using System.Text.Json;
using Approval.Api.Proceedings;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Api.Cases;

/// <summary>A case as the caller may see it.</summary>
/// <param name="TrackingCode">查询码, only for the applicant.</param>
/// <param name="State">received, correctionRequested, accepted, inReview, suspended, decided, issued, served, notAccepted, declined, withdrawn, terminated or revoked.</param>
/// <param name="Acceptance">explicit, or deemed by force of law (art 32).</param>
/// <param name="ReceiptDay">The day the receipt counts for; after closing time it is the next working day.</param>
/// <param name="FormWithheld">Names of confidential fields of the form that this caller is not shown.</param>
/// <param name="AllowedCommands">What the caller may do now: the last part of the address to post to.</param>
public sealed record CaseView(
    Guid Id,
    string CaseNumber,
    string? TrackingCode,
    CaseProcedureView Procedure,
    string Office,
    string Window,
    string Channel,
    string State,
    Outcome? Outcome,
    Lamp Lamp,
    Lamp WorstLamp,
    string? Acceptance,
    DateOnly? AcceptedOn,
    DateOnly? DecidedOn,
    DateTimeOffset ReceivedAt,
    DateOnly ReceiptDay,
    Party Applicant,
    Agent? Agent,
    Project? Project,
    JsonElement Form,
    ImmutableArray<string>? FormWithheld,
    ImmutableArray<SubmittedMaterial> Materials,
    ImmutableArray<ClockView> Clocks,
    ImmutableArray<OpenTaskView> OpenTasks,
    CorrectionView? Correction,
    SuspensionView? Suspension,
    SpecialProcedureView? SpecialProcedure,
    HearingView? Hearing,
    DeterminationView? Determination,
    DocumentView? Document,
    EndingView? Ending,
    int Version,
    ImmutableArray<string> AllowedCommands,
    ImmutableArray<CaseOrderView>? Orders = null);

/// <summary>督办 of the case; not shown to applicants. What it says is at /supervision/orders/{id}.</summary>
/// <param name="Due">Last day for the report.</param>
public sealed record CaseOrderView(Guid Id, int Number, DateOnly Due, OrderStatus Status);

public sealed record CaseProcedureView(string Code, int Version, LocalText Name);

/// <param name="Kind">notice, promised, statutory, delivery, step, suspension, hearingRequest or hearingHold.</param>
/// <param name="Due">Last day, inclusive; null while a special procedure holds the clock.</param>
/// <param name="DueEarliest">Lower bound while the due day is provisional.</param>
/// <param name="DueLatest">Upper bound while the due day is provisional.</param>
/// <param name="RemainingWorkingDays">Working days after today up to and including the due day; negative when it has passed; null when nothing is counting.</param>
public sealed record ClockView(
    string Id,
    ClockKind Kind,
    ClockStatus State,
    DateOnly Start,
    DateOnly? Due,
    DateOnly? DueEarliest,
    DateOnly? DueLatest,
    bool Provisional,
    int? RemainingWorkingDays,
    DateOnly? StoppedOn,
    int ExtensionDays,
    string LegalBasis,
    Procedures.LimitView Limit,
    string CalendarVersion);

/// <param name="Assignee">Who has claimed it; not shown to applicants.</param>
public sealed record OpenTaskView(
    Guid Id, string Stage, string Step, LocalText Name, string Role, string? Department, int Signer, string State, string? Assignee, string? AssigneeName, DateOnly? Due);

/// <param name="SubmittedInFull">Whether the applicant has answered the notice.</param>
public sealed record CorrectionView(DateOnly RequestedOn, ImmutableArray<CorrectionItem> Items, string? Note, bool SubmittedInFull);

public sealed record SuspensionView(string Kind, LocalText Name, DateOnly Since, int ExpectedDays, string NoticeNumber, string? Reason);

public sealed record DeterminationView(
    Outcome Outcome, DateOnly On, ImmutableArray<string> Reasons, string? LegalBasis, ImmutableArray<string> Conditions, ImmutableArray<string> Remedies, string? HearingRecord = null);

public sealed record DocumentView(string Number, DateOnly IssuedOn, DateOnly? ServedOn, ServiceMethod? ServedBy);

/// <summary>Why a case ended without, or against, its determination.</summary>
public sealed record EndingView(string Kind, DateTimeOffset At, string? Reason, string? LegalBasis, ImmutableArray<string>? Remedies, string? CompetentOffice);
