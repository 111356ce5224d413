using System.Collections.Immutable;
using Approval.Engine.Pictures;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Progress;

/// <summary>A case on the way of its procedure: what is done, open and ahead, and when the rest is to be expected.</summary>
/// <param name="Forecast">Null when the case has been decided or has ended, and while the applicant holds it before acceptance.</param>
public sealed record CaseProgress(
    Guid CaseId,
    string CaseNumber,
    string Procedure,
    int ProcedureVersion,
    string State,
    FrameProgress Intake,
    ImmutableArray<StageProgress> Stages,
    FrameProgress Decision,
    FrameProgress Delivery,
    Forecast? Forecast);

/// <summary>What the law has around every chain: intake, determination, delivery.</summary>
/// <param name="Due">The last day of what is open; null where no clock counts.</param>
/// <param name="Expected">The forecast, for what is not done.</param>
public sealed record FrameProgress(PictureState Status, DateOnly? Since, DateOnly? DoneOn, DateOnly? Due, DateOnly? Expected);

/// <param name="Applies">For what is ahead: whether its condition holds as things stand.</param>
/// <param name="Round">The last opening, counted over the case; 0: never opened.</param>
/// <param name="Returns">退回 out of this stage.</param>
public sealed record StageProgress(
    string Id,
    LocalText Name,
    PictureState Status,
    bool Applies,
    int Round,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    ExpectedSpan? Expected,
    ImmutableArray<ReturnMade> Returns,
    ImmutableArray<StepProgress> Steps);

/// <param name="Due">As its clock says, within the promise.</param>
/// <param name="Expected">By its own budget, whatever the promise.</param>
/// <param name="Kept">What was agreed before a return stands and is not asked again.</param>
/// <param name="Tasks">Of every round, in order.</param>
public sealed record StepProgress(
    string Id,
    LocalText Name,
    PictureState Status,
    bool Applies,
    string Role,
    string? Department,
    string? Agency,
    SigningMode Mode,
    int Signers,
    DateOnly? Due,
    ExpectedSpan? Expected,
    bool Kept,
    ImmutableArray<TaskProgress> Tasks);

/// <param name="ClosedAt">When it was signed or cancelled.</param>
public sealed record TaskProgress(
    Guid Id, int Round, int Signer, string Role, CaseTaskStatus Status, string? Assignee, string? AssigneeName, DateTimeOffset OfferedAt, DateTimeOffset? ClosedAt);

public sealed record ReturnMade(string ToStage, int Round, string Opinion, string By, DateTimeOffset At);

/// <summary>First and last day of what is to be expected.</summary>
/// <param name="Provisional">It reaches past the days that a published notice covers.</param>
public sealed record ExpectedSpan(DateOnly From, DateOnly Through, bool Provisional);

/// <summary>
/// When the case ends if every step ahead takes its whole budget and nobody sends it back. What is late ends today at the earliest.
/// </summary>
/// <param name="Promised">The last day of the promise; of a case that is not accepted yet, if it is accepted when expected.</param>
/// <param name="PassesPromise">Whether the determination is expected after the promise.</param>
/// <param name="Assumes">acceptance: that it comes when its time is up; resumption: that the special procedure ends when declared; correction: that the applicant answers today.</param>
/// <param name="WithoutBudget">Steps ahead or open that have no time of their own: they count for nothing.</param>
public sealed record Forecast(
    DateOnly Today,
    DateOnly Decision,
    DateOnly Delivery,
    DateOnly? Promised,
    DateOnly? Statutory,
    bool PassesPromise,
    bool PassesStatutory,
    bool Provisional,
    ImmutableArray<string> Assumes,
    ImmutableArray<string> WithoutBudget);
