using Approval.Engine.Attribution;
using Approval.Engine.Tests.Certificates;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Attribution;

/// <summary>On cases of the generated docket, asked for at any time: every minute has one holder, and the parts are the whole.</summary>
public class AttributionLaws
{
    private static readonly Arbitrary<int> Numbers = Gen.Choose(1, 1_000_000).ToArbitrary();
    private static readonly Arbitrary<int> Asked = Gen.Choose(-2_000, 120 * 24 * 60).ToArbitrary();

    [Test]
    public void No_gap_no_overlap_and_the_parts_sum_to_the_whole() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Numbers, Asked, (number, minutes) =>
        {
            var journey = Docket.Case(number);
            var until = journey.File.ReceivedAt.AddMinutes(minutes);
            if (TimeAttribution.Of(journey.Journal, until, journey.Calendar, journey.Office.Hours) is not { } held)
            {
                return minutes <= 0;
            }

            return held.Until <= until
                && (held.Segments.IsEmpty ? held.From == held.Until : held.Segments[0].From == held.From && held.Segments[^1].Until == held.Until)
                && held.Segments.All(segment => segment.From < segment.Until && segment.Span.Minutes == (segment.Until - segment.From).TotalMinutes)
                && held.Segments.Zip(held.Segments.Skip(1)).All(pair => pair.First.Until == pair.Second.From && pair.First.Holder != pair.Second.Holder)
                && held.Segments.Aggregate(Span.None, (sum, segment) => sum + segment.Span) == held.Whole
                && held.Totals.Aggregate(Span.None, (sum, total) => sum + total.Span) == held.Whole
                && held.Totals.Select(total => total.Holder).Distinct().Count() == held.Totals.Length
                && held.Whole.Minutes == (held.Until - held.From).TotalMinutes
                && held.Segments.All(segment => segment.Span is { WorkingMinutes: >= 0, WorkingDays: >= 0 } && segment.Span.WorkingMinutes <= segment.Span.Minutes);
        }));

    /// <summary>Open minutes, one by one.</summary>
    [Test]
    public void Working_minutes_are_those_in_which_the_office_is_open() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Numbers, number =>
        {
            var journey = Docket.Case(number);
            var held = TimeAttribution.Of(journey.Journal, journey.File.ReceivedAt.AddDays(20), journey.Calendar, journey.Office.Hours)!;
            return held.Segments.All(segment => Open(journey, segment.From, segment.Until) == segment.Span.WorkingMinutes);
        }));

    /// <summary>What is asked for later never changes who held the time before, as long as nothing more is entered.</summary>
    [Test]
    public void Asking_earlier_gives_the_beginning_of_the_same_story() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Numbers, Asked, (number, minutes) =>
        {
            var journey = Docket.Case(number);
            var whole = TimeAttribution.Of(journey.Journal, journey.File.ReceivedAt.AddDays(200), journey.Calendar, journey.Office.Hours)!;
            var part = TimeAttribution.Of(journey.Journal, journey.File.ReceivedAt.AddMinutes(Math.Max(0, minutes)), journey.Calendar, journey.Office.Hours)!;
            return part.Segments.Zip(whole.Segments).All(pair => pair.First.From == pair.Second.From && pair.First.Holder == pair.Second.Holder && pair.First.Until <= pair.Second.Until);
        }));

    private static long Open(Journey journey, DateTimeOffset from, DateTimeOffset until)
    {
        var open = 0;
        for (var minute = from; minute < until; minute = minute.AddMinutes(1))
        {
            var local = minute.ToOffset(CivilTime.Offset);
            var time = TimeOnly.FromDateTime(local.DateTime);
            open += journey.Calendar.IsWorkingDay(DateOnly.FromDateTime(local.DateTime)) && journey.Office.Hours.Any(span => time >= span.From && time < span.Until) ? 1 : 0;
        }

        return open;
    }
}
