using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>
/// 期限计算单: how the deadline of one clock comes about, day by day. What the journal recorded is the claim, the days are the
/// derivation; anybody can check it with the published notices alone (<see cref="CertificateVerifier"/>).
/// The order of the members is the order of the canonical JSON.
/// </summary>
/// <param name="Form">Name and version of this form.</param>
/// <param name="Limit">The limit as chosen at receipt, or the step's budget, or the days declared for a special procedure.</param>
/// <param name="Ledger">The acts that this clock's deadline rests on, in order of effect.</param>
/// <param name="Hours">Opening hours, for limits in working hours; null for the others.</param>
/// <param name="Within">The promise that a step is kept within, or the law that the promise is, when it is that which ends the clock.</param>
/// <param name="ToCount">What must be counted: days, or minutes for a limit in working hours. Months become the days up to the corresponding day (民法典 art 202).</param>
/// <param name="Rows">Every day from the first that may count to the due day; while a special procedure is open, to the last day that is known.</param>
/// <param name="Counted">The running count at the end.</param>
/// <param name="Completed">The day the count was complete; null when it is not.</param>
/// <param name="Result">What the derivation leads to; null while a special procedure is open: the end is not known.</param>
/// <param name="Recorded">What the journal says.</param>
/// <param name="Agrees">Whether the two are the same. They may differ only when the calendar is not the one the deadline was recorded by.</param>
/// <param name="Hash">SHA-256, lower-case hex, over the canonical JSON without this member.</param>
public sealed record DeadlineCertificate(
    string Form,
    string CaseNumber,
    CertificateProcedure Procedure,
    CertificateOffice Office,
    CertificateClock Clock,
    CertificateLimit Limit,
    CertificateStart Start,
    CertificateCalendar Calendar,
    ImmutableArray<CertificateEntry> Ledger,
    CertificateExtension? Extension,
    ImmutableArray<OpenHours>? Hours,
    CertificateCap? Within,
    int ToCount,
    ImmutableArray<CertificateRow> Rows,
    int Counted,
    DateOnly? Completed,
    CertificateDeadline? Result,
    CertificateRecord Recorded,
    bool Agrees,
    string? Hash)
{
    public const string Version1 = "deadlineCertificate.v1";

    /// <summary>The certificate of a clock, sealed with its hash; null when the case has no such clock.</summary>
    /// <param name="journal">All rows of the case, in order.</param>
    /// <param name="calendar">The one the deadline was recorded by (<see cref="Clock.CalendarVersion"/>) where the caller has it; else the one in force, and the certificate says so.</param>
    public static DeadlineCertificate? For(
        IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal,
        string clockId,
        Procedure procedure,
        Office office,
        WorkingCalendar calendar) => CertificateDrafting.Draft(journal, clockId, procedure, office, calendar)?.Sealed();

    /// <summary>The same certificate with the hash that its content has.</summary>
    public DeadlineCertificate Sealed() => this with { Hash = CertificateJson.HashOf(this) };
}

public sealed record CertificateProcedure(string Code, int Version, string Name);

public sealed record CertificateOffice(string Code, string Name);

/// <param name="Name">What people call it: 承诺期限, 环节期限（技术审查）.</param>
/// <param name="Status">As the journal leaves it.</param>
public sealed record CertificateClock(string Id, ClockKind Kind, string Name, ClockStatus Status, DateOnly? StoppedOn);

public sealed record CertificateLimit(int Amount, TimeUnit Unit, CountFrom CountFrom, string LegalBasis);

/// <param name="At">The instant a limit in working hours counts from; null for the others.</param>
/// <param name="Event">Stored name of the act that started the clock.</param>
/// <param name="Cause">Why the clock was recorded then.</param>
/// <param name="Counted">Whether the start day itself counts.</param>
public sealed record CertificateStart(DateOnly On, DateTimeOffset? At, string Event, string Cause, bool Counted);

/// <param name="Version">Of the calendar that the days below are taken from.</param>
/// <param name="Horizon">The last day that a published notice covers.</param>
public sealed record CertificateCalendar(string Region, string Version, DateOnly Horizon);

/// <param name="Number">1, 2, ...: rows name the entry that excludes them.</param>
/// <param name="On">The day it took effect; an excluded interval begins the day after.</param>
/// <param name="Name">Of the special procedure: 听证, 专家评审.</param>
/// <param name="NoticeNumber">告知书文号 (art 45).</param>
public sealed record CertificateEntry(
    int Number,
    LedgerOperation Operation,
    DateOnly On,
    DateOnly? Through,
    int Days,
    string? Kind,
    string? Name,
    string? NoticeNumber,
    string LegalBasis,
    bool PromiseOnly);

/// <param name="Entry">Number of the ledger entry that grants it.</param>
/// <param name="Unit">Where it is not that of the limit: it is then counted on from the end of the limit.</param>
public sealed record CertificateExtension(int Days, string LegalBasis, int Entry, TimeUnit? Unit = null);

/// <summary>The deadline of another clock that this one may not outlast.</summary>
/// <param name="Limit">The law that the promise is kept within: from the same start, by the ledger without what moves the promise alone. Null for a step's promise.</param>
/// <param name="At">The instant that the law counts from, where it is in working hours.</param>
public sealed record CertificateCap(
    string Clock, CertificateDeadline Deadline, CertificateLimit? Limit = null, CertificateCapExtension? Extension = null, DateTimeOffset? At = null);

/// <summary>The extension of the law that a promise is kept within.</summary>
public sealed record CertificateCapExtension(int Days, TimeUnit? Unit);

/// <summary>Why a day does not use up the limit.</summary>
public enum NotCounted
{
    /// <summary>休息日 (行政许可法 art 82).</summary>
    RestDay,

    /// <summary>法定节假日 (行政许可法 art 82).</summary>
    PublicHoliday,

    /// <summary>A special procedure ran (art 45).</summary>
    Excluded,

    /// <summary>The count was complete, but its last day was a day off, or a special procedure reached past it (民法典 art 203).</summary>
    RolledForward,

    /// <summary>The office was closed for the rest of that day: a limit in working hours began after it.</summary>
    OutsideHours,

    /// <summary>当场办结: nothing is counted, the day itself is the limit.</summary>
    OnTheSpot,
}

/// <param name="Name">The holiday it belongs to.</param>
/// <param name="Source">The notice that makes the day what it is, or the rule where none does.</param>
/// <param name="Reason">Why it does not count; null when it does.</param>
/// <param name="Entry">The ledger entry that excludes it.</param>
/// <param name="Running">Counted up to and including this day, in days, or in whole minutes for a limit in working hours.</param>
public sealed record CertificateRow(
    int Number,
    DateOnly Date,
    DayKind Kind,
    string? Name,
    string Source,
    bool Counted,
    NotCounted? Reason,
    int? Entry,
    int Running);

/// <param name="Due">Last day, inclusive.</param>
/// <param name="PassesAt">First instant at which the limit has passed.</param>
public sealed record CertificateDeadline(DateOnly Due, DateTimeOffset PassesAt, bool Provisional, DateOnly Earliest, DateOnly Latest)
{
    internal static CertificateDeadline Of(Deadline deadline) =>
        new(deadline.Due, deadline.PassesAt, deadline.Provisional, deadline.Earliest, deadline.Latest);
}

/// <param name="Row">Version of the journal row that recorded the deadline as it stands.</param>
/// <param name="At">When that row was entered.</param>
/// <param name="CalendarVersion">The calendar it was derived by.</param>
/// <param name="Deadline">Null while suspended.</param>
public sealed record CertificateRecord(int Row, DateTimeOffset At, string Cause, string CalendarVersion, CertificateDeadline? Deadline);
