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

/// <summary>A special procedure during which the time does not count.</summary>
/// <param name="Kind">hearing, expertReview and so on: <see cref="SuspensionKinds.Statutory"/> and what a local rule adds.</param>
/// <param name="MaxDays">Longest time that may be declared, in working days.</param>
public sealed record SuspensionRule(string Kind, LocalText Name, int MaxDays, string LegalBasis);

/// <summary>The one extension (art 42).</summary>
/// <param name="MaxDays">Cap in working days.</param>
/// <param name="ApproverRole">The role whose decision it is.</param>
public sealed record ExtensionRule(int MaxDays, string ApproverRole, string LegalBasis);

/// <summary>Who may enter an act after it happened, and how many working days back.</summary>
public sealed record BackdatingRule(ImmutableArray<string> Roles, int MaxWorkingDays);

/// <summary>Yellow when the remaining days fall to the larger of <paramref name="MinDays"/> and the share of the limit, rounded up.</summary>
/// <param name="Share">0.2 means 20 % of the limit.</param>
public sealed record WarningRule(decimal Share, int MinDays)
{
    /// <summary>Warning days for a limit: 3 and 5 give 1, 7 gives 2, 20 gives 4.</summary>
    public int DaysFor(int amount) => Math.Max(MinDays, (int)Math.Ceiling(Share * amount));
}
