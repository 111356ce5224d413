using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>The limits of a procedure; those of a case are chosen once, at receipt, by <see cref="Procedure.LimitsFor"/>.</summary>
/// <param name="Notice">To tell the applicant what is missing (art 32: 5 working days).</param>
/// <param name="Promised">承诺时限. Never longer than the statutory one.</param>
/// <param name="Statutory">法定时限.</param>
/// <param name="Delivery">To issue and serve after the decision (art 44: 10 working days).</param>
public sealed record Limits(TimeLimit Notice, TimeLimit Promised, TimeLimit Statutory, TimeLimit Delivery);

public enum ProjectClass
{
    Ordinary,

    /// <summary>重点项目: 即受即审即办 where the city promises it.</summary>
    Key,
}

/// <summary>
/// A rule that shortens the promise, or replaces the statutory limit, for a place or class of project.
/// </summary>
/// <param name="Division">GB/T 2260 code whose offices it binds, those below included; null means everywhere.</param>
/// <param name="ProjectClass">The class of project it binds; null means every class.</param>
/// <param name="EffectiveFrom">First receipt day it holds for.</param>
/// <param name="Source">Where it was published.</param>
public sealed record LocalLimits(
    string? Division,
    ProjectClass? ProjectClass,
    DateOnly EffectiveFrom,
    TimeLimit? Promised,
    TimeLimit? Statutory,
    string Source);

/// <summary>What starts the promise and the statutory limit.</summary>
public enum ClocksFrom
{
    /// <summary>受理 (行政许可法 art 42).</summary>
    Acceptance,

    /// <summary>收到申请 (政府信息公开条例 art 33): a request for correction interrupts, the corrected request starts them again (art 30).</summary>
    Receipt,
}

/// <summary>审查阶段补正: the law knows correction before acceptance only, so it never stops the statutory clock.</summary>
/// <param name="StopsPromise">Whether the promise stands still until the applicant has answered.</param>
public sealed record ReviewCorrectionRule(bool StopsPromise, string LegalBasis);

/// <summary>Recipients of each card. They accumulate upward: a yellow card also goes to those told at warning, a red one to all.</summary>
public sealed record CardRules(ImmutableArray<string> Warning, ImmutableArray<string> Yellow, ImmutableArray<string> Red)
{
    public static CardRules Default { get; } = new([Roles.Clerk, Roles.Reviewer], [Roles.Head], [Roles.Supervisor]);

    public ImmutableArray<string> RecipientsOf(Clocks.CardLevel level) => level switch
    {
        Clocks.CardLevel.Warning => Warning,
        Clocks.CardLevel.Yellow => [.. Warning.Union(Yellow)],
        _ => [.. Warning.Union(Yellow).Union(Red)],
    };
}

/// <summary>A special procedure during which the time does not count.</summary>
/// <param name="Kind">hearing, expertReview and so on: <see cref="SuspensionKinds.Statutory"/> and what a local rule adds.</param>
/// <param name="MaxDays">Longest time that may be declared, in working days.</param>
public sealed record SuspensionRule(string Kind, LocalText Name, int MaxDays, string LegalBasis)
{
    /// <summary>The role whose approval it needs, of somebody else than the person who applies for it; null: none is needed.</summary>
    public string? ApproverRole { get; init; }

    /// <summary>It ends with a written result (report number), not with a word.</summary>
    public bool ResultRequired { get; init; }

    /// <summary>Staff that must be assigned to it (art 55); null where none need be named.</summary>
    public StaffRule? Staff { get; init; }

    /// <summary>It cannot be begun or ended at one stroke.</summary>
    public bool HasCourse => ApproverRole is not null || ResultRequired || Staff is not null;
}

/// <summary>指派人员 (art 55): so many staff, assigned so soon after acceptance.</summary>
/// <param name="AtLeast">How many different people.</param>
/// <param name="WithinDays">Working days after acceptance; later is possible, and makes a card.</param>
public sealed record StaffRule(int AtLeast, int WithinDays, string LegalBasis);

/// <summary>The one extension (art 42).</summary>
/// <param name="MaxDays">The cap, in <see cref="Unit"/>.</param>
/// <param name="ApproverRole">The role whose decision it is.</param>
public sealed record ExtensionRule(int MaxDays, string ApproverRole, string LegalBasis)
{
    /// <summary>Somebody else must have applied for it.</summary>
    public bool ApplicationRequired { get; init; }

    /// <summary>What the extension is counted in where the law gives it a unit of its own; null: in that of the limit. Never hours.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>The unit it has on a limit.</summary>
    public TimeUnit UnitOn(TimeLimit limit) => Unit ?? limit.Unit;
}

/// <summary>Who may enter an act after it happened, and how many working days back.</summary>
public sealed record BackdatingRule(ImmutableArray<string> Roles, int MaxWorkingDays);

/// <summary>Yellow when the remaining days fall to the larger of <paramref name="MinDays"/> and the share of the limit, rounded up.</summary>
/// <param name="Share">0.2 means 20 % of the limit.</param>
public sealed record WarningRule(decimal Share, int MinDays)
{
    /// <summary>Warning days for a limit: 3 and 5 give 1, 7 gives 2, 20 gives 4.</summary>
    public int DaysFor(int amount) => Math.Max(MinDays, (int)Math.Ceiling(Share * amount));

    /// <summary>
    /// The longest limit in days whose warning is the last half day instead; null: none. By the letter of the two figures above a
    /// promise of one day would be yellow from its start (docs/adr/0017).
    /// </summary>
    public int? HalfDayUpTo { get; init; }

    /// <summary>Whether a limit is so short that its warning comes at the start of the last half day of business.</summary>
    public bool IsHalfDay(TimeLimit limit, int extension) =>
        limit.Unit is TimeUnit.WorkingDay or TimeUnit.CalendarDay && limit.Amount + extension <= HalfDayUpTo;
}
