using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Offices;

namespace Approval.Engine.Attribution;

/// <summary>
/// Who held a case, from receipt to its end: every minute belongs to exactly one holder, and the parts sum exactly to the whole.
/// Effective time decides, not entry time; an act typed late counts from when it happened, but never before the act it follows.
/// Boundaries are taken down to the whole minute.
/// </summary>
/// <param name="From">The minute of receipt.</param>
/// <param name="Until">The minute at which the case ended, or up to which it was asked for.</param>
/// <param name="Segments">Without gap or overlap, neighbours always of different holders.</param>
/// <param name="Totals">By holder, in order of first appearance.</param>
/// <param name="Whole">From receipt to end, measured on its own and equal to the sum of <paramref name="Totals"/>.</param>
public sealed record TimeAttribution(
    DateTimeOffset From,
    DateTimeOffset Until,
    ImmutableArray<HeldTime> Segments,
    ImmutableArray<HolderTotal> Totals,
    Span Whole)
{
    /// <summary>The attribution of a case; null when it had not been received by <paramref name="until"/>.</summary>
    /// <param name="journal">All rows of the case, in order.</param>
    /// <param name="until">Now, for a case that has not ended.</param>
    /// <param name="hours">Opening hours of its office.</param>
    public static TimeAttribution? Of(
        IEnumerable<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal,
        DateTimeOffset until,
        WorkingCalendar calendar,
        ImmutableArray<OpenHours> hours)
    {
        var story = Story.Of(journal, until);
        if (story is not { Turns: [var first, ..], Until: var end } || end < first.At)
        {
            return null;
        }

        var measure = new Measure(calendar, hours);
        var segments = story.Segments().Select(part => new HeldTime(part.From, part.Until, part.Holder, measure.Between(part.From, part.Until))).ToImmutableArray();
        return new TimeAttribution(
            first.At,
            end,
            segments,
            [.. segments.GroupBy(segment => segment.Holder).Select(held => new HolderTotal(held.Key, held.Aggregate(Span.None, (sum, segment) => sum + segment.Span)))],
            measure.Between(first.At, end));
    }
}

/// <summary>A stretch of time with one holder.</summary>
public sealed record HeldTime(DateTimeOffset From, DateTimeOffset Until, Holder Holder, Span Span);

public sealed record HolderTotal(Holder Holder, Span Span);

/// <summary>A length of time in three measures; each adds up exactly.</summary>
/// <param name="Minutes">Calendar minutes.</param>
/// <param name="WorkingMinutes">Of these, minutes in which the office was open.</param>
/// <param name="WorkingDays">
/// Working days that began in it, counted as limits are: the day it begins on is not counted, the day it ends on is (民法典 art 201).
/// </param>
public sealed record Span(long Minutes, long WorkingMinutes, int WorkingDays)
{
    public static Span None { get; } = new(0, 0, 0);

    public static Span operator +(Span one, Span other) =>
        new(one.Minutes + other.Minutes, one.WorkingMinutes + other.WorkingMinutes, one.WorkingDays + other.WorkingDays);

    public static Span Add(Span one, Span other) => one + other;
}
