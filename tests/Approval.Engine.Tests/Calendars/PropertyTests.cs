using Approval.Engine.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Calendars;

/// <summary>Laws of counting, on dates inside and past the horizon.</summary>
public class PropertyTests
{
    private static readonly WorkingCalendar Calendar = Seeds.China;

    // Room on both sides, so that every sum stays in the calendar.
    private static readonly Arbitrary<DateOnly> Dates =
        Gen.Choose(Calendar.First.DayNumber + 400, Calendar.Last.DayNumber - 400).Select(DateOnly.FromDayNumber).ToArbitrary();

    private static readonly Arbitrary<int> Amounts = Gen.Choose(0, 120).ToArbitrary();

    [Test]
    public void Counting_to_the_answer_gives_back_the_amount() =>
        Holds(Prop.ForAll(Dates, Amounts, (start, days) => Calendar.Count(start, Calendar.Add(start, days)) == days));

    [Test]
    public void The_answer_is_the_first_day_with_that_count() =>
        Holds(Prop.ForAll(Dates, Amounts, (start, days) =>
            days == 0 || (Calendar.IsWorkingDay(Calendar.Add(start, days)) && Calendar.Count(start, Calendar.Add(start, days).AddDays(-1)) == days - 1)));

    [Test]
    public void Adding_in_two_parts_is_adding_at_once() =>
        Holds(Prop.ForAll(Dates, Amounts, Amounts, (start, one, other) => Calendar.Add(Calendar.Add(start, one), other) == Calendar.Add(start, one + other)));

    [Test]
    public void Counts_of_adjoining_spans_add_up() =>
        Holds(Prop.ForAll(Dates, Amounts, Amounts, (start, one, other) =>
            Calendar.Count(start, start.AddDays(one)) + Calendar.Count(start.AddDays(one), start.AddDays(one + other)) == Calendar.Count(start, start.AddDays(one + other))));

    [Test]
    public void Going_forward_and_back_returns_to_a_working_day() =>
        Holds(Prop.ForAll(Dates, Amounts, (date, days) =>
        {
            var start = Calendar.RollForward(date);
            return Calendar.Add(Calendar.Add(start, days), -days) == start;
        }));

    [Test]
    public void A_later_start_or_a_larger_amount_never_ends_earlier() =>
        Holds(Prop.ForAll(Dates, Amounts, Amounts, (start, days, more) =>
            Calendar.Add(start.AddDays(more), days) >= Calendar.Add(start, days) && Calendar.Add(start, days + more) >= Calendar.Add(start, days)));

    [Test]
    public void Rolling_forward_twice_is_rolling_once_and_lands_on_a_working_day() =>
        Holds(Prop.ForAll(Dates, date =>
        {
            var rolled = Calendar.RollForward(date);
            return rolled >= date && Calendar.IsWorkingDay(rolled) && Calendar.RollForward(rolled) == rolled && rolled == Calendar.Add(date.AddDays(-1), 1);
        }));

    [Test]
    public void The_trace_is_unbroken_ends_at_the_answer_and_counts_what_is_worked() =>
        Holds(Prop.ForAll(Dates, Amounts, (start, days) =>
        {
            var trace = Calendar.Trace(start, days).ToList();
            return trace.Select((line, index) => line.Date == start.AddDays(index + 1)
                    && line.Counted == Calendar.IsWorkingDay(line.Date)
                    && line.Kind == Calendar.KindOf(line.Date)
                    && line.Running == Calendar.Count(start, line.Date)
                    && line.Source.Length > 0).All(right => right)
                && (trace.LastOrDefault()?.Date ?? start) == Calendar.Add(start, days);
        }));

    [Test]
    public void Bounds_hold_the_answer_and_close_on_it_when_it_is_certain() =>
        Holds(Prop.ForAll(Dates, Gen.Choose(-60, 60).ToArbitrary(), (start, days) =>
        {
            var answer = Calendar.AddBounded(start, days);
            return answer.Date == Calendar.Add(start, days)
                && answer.Earliest <= answer.Date
                && answer.Date <= answer.Latest
                && (answer.Provisional || (answer.Earliest == answer.Date && answer.Latest == answer.Date))
                && (answer.Provisional || answer.Date <= Calendar.Horizon || days == 0);
        }));

    private static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), property);
}
