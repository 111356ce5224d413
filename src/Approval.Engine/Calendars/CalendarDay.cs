namespace Approval.Engine.Calendars;

/// <summary>One day and what makes it so.</summary>
/// <param name="Source">The number of the notice that lists it, or the rule that holds when none does; Chinese, as printed on a certificate.</param>
/// <param name="Name">The holiday it belongs to, null for an ordinary day.</param>
public sealed record CalendarDay(DateOnly Date, DayKind Kind, string Source, string? Name);

/// <summary>One line of a deadline's derivation.</summary>
/// <param name="Counted">Whether the day is a working day and so counts.</param>
/// <param name="Running">Working days counted up to and including this day.</param>
public sealed record CountedDay(DateOnly Date, DayKind Kind, bool Counted, int Running, string Source);

/// <summary>A day reached by counting, and how sure it is. The rule behind the bounds is in docs/working-time.md.</summary>
/// <param name="Provisional">A notice yet to come may move it: the day lies past the horizon, or within reach of the next New Year's arrangement.</param>
/// <param name="Earliest">No coming notice puts it before this day. Equal to <paramref name="Date"/> when not provisional.</param>
/// <param name="Latest">No coming notice puts it after this day. Equal to <paramref name="Date"/> when not provisional.</param>
public sealed record DayAnswer(DateOnly Date, bool Provisional, DateOnly Earliest, DateOnly Latest);
