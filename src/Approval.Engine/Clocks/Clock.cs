using System.Text.Json.Serialization;
using Approval.Engine.Procedures;

namespace Approval.Engine.Clocks;

public enum ClockKind
{
    /// <summary>To tell the applicant what is missing (art 32).</summary>
    Notice,

    /// <summary>承诺时限</summary>
    Promised,

    /// <summary>法定时限 (art 42)</summary>
    Statutory,

    /// <summary>To issue and serve after the decision (art 44).</summary>
    Delivery,

    /// <summary>Budget of one step of the chain.</summary>
    Step,

    /// <summary>The days declared for a special procedure (art 45).</summary>
    Suspension,

    /// <summary>For the parties to ask for a hearing (art 47). It is their time: the right lapses, nobody is late.</summary>
    HearingRequest,

    /// <summary>To hold the hearing that was asked for (art 47).</summary>
    HearingHold,
}

public enum ClockStatus
{
    Running,
    Suspended,
    Stopped,

    /// <summary>The deadline passed while the clock ran. Only an act that took effect before that and was typed late takes it back.</summary>
    Breached,
}

/// <summary>One clock of a case, as recorded in the journal. Never recomputed on read.</summary>
/// <param name="Id">Unique in the case: notice, promised, ... or step:stage/step.</param>
/// <param name="StartedOn">The day of the event it counts from.</param>
/// <param name="Deadline">Null while suspended: the end is not known.</param>
/// <param name="WarnsAt">When the lamp turns yellow on its account; null while suspended.</param>
/// <param name="ExtensionDays">What an extension has added (art 42), in units of the limit unless <see cref="ExtensionUnit"/> says otherwise.</param>
/// <param name="LedgerVersion">Number of ledger entries that the deadline was derived from.</param>
public sealed record Clock(
    string Id,
    ClockKind Kind,
    TimeLimit Limit,
    DateOnly StartedOn,
    ClockStatus Status,
    Deadline? Deadline,
    DateTimeOffset? WarnsAt,
    bool Warned,
    int ExtensionDays,
    int LedgerVersion,
    string CalendarVersion,
    DateOnly? StoppedOn = null)
{
    /// <summary>The instant a limit in working hours counts from; null for limits in days and months.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The unit of the extension where the law gives it one of its own; null when it is that of the limit.</summary>
    public TimeUnit? ExtensionUnit { get; init; }

    /// <summary>Why it was breached, as the office has published it (优化营商环境条例 art 36); gone with a breach that is taken back.</summary>
    public string? PublishedReason { get; init; }

    public const string NoticeId = "notice";
    public const string PromisedId = "promised";
    public const string StatutoryId = "statutory";
    public const string DeliveryId = "delivery";
    public const string SuspensionId = "suspension";
    public const string HearingRequestId = "hearingRequest";
    public const string HearingHoldId = "hearingHold";

    public static string StepId(string stage, string step) => $"step:{stage}/{step}";

    [JsonIgnore]
    public bool IsRunning => Status == ClockStatus.Running;
}

/// <summary>The end of a time limit.</summary>
/// <param name="Due">Last day, inclusive.</param>
/// <param name="PassesAt">
/// The first instant at which the limit counts as passed. For a provisional deadline this is after <paramref name="Latest"/>:
/// nobody is called late on a calendar that is not published.
/// </param>
/// <param name="Provisional">The count reached past the calendar's horizon.</param>
/// <param name="Earliest">Lower bound of the due day; equal to it when not provisional.</param>
/// <param name="Latest">Upper bound of the due day.</param>
public sealed record Deadline(DateOnly Due, DateTimeOffset PassesAt, bool Provisional, DateOnly Earliest, DateOnly Latest)
{
    /// <summary>The earlier of the two: the other one where it is due sooner; this one, passing no later, where only its bounds reach further.</summary>
    public Deadline NoLaterThan(Deadline other) =>
        Due > other.Due ? other
        : PassesAt > other.PassesAt ? this with { PassesAt = other.PassesAt, Latest = Latest < other.Latest ? Latest : other.Latest }
        : this;
}
