using System.Text;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Certificates;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;

namespace Approval.Engine.Tests.Certificates;

/// <summary>
/// Limits of every unit and ledgers wilder than the decider allows, intervals that overlap a correction or began before the clock
/// among them: the rule, the days, the verifier and the count by hand always end on the same day.
/// </summary>
public class DerivationLaws
{
    private static readonly Arbitrary<int> Numbers = Gen.Choose(1, int.MaxValue - 1).ToArbitrary();
    private static readonly List<(string File, string Text)> Files = [.. Journey.Files().Where(file => file.File is "2025.json" or "2026.json")];
    private static readonly Journey Changsha = Journey.Of("RF-01");

    [Test]
    public void Rule_days_verifier_and_the_count_by_hand_agree() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(Numbers, number =>
        {
            var journal = Journal(new Random(number));
            var file = ((CaseState.Known)CaseEvolution.Fold(journal.Select(row => row.Entry))).File;
            foreach (var clock in file.Clocks.Where(clock => clock.StoppedOn is null))
            {
                var certificate = DeadlineCertificate.For(journal, clock.Id, Changsha.Procedure, Changsha.Office, Changsha.Calendar)!;
                var verdict = CertificateVerifier.Verify(Encoding.UTF8.GetString(CertificateJson.Write(certificate)), Files);
                var slow = SlowCount.Within(file, clock, Changsha.Office.Hours);
                if (!certificate.Agrees || !verdict.Holds || clock.Deadline?.Due != slow)
                {
                    throw new AssertionException($"{clock.Id} {clock.Limit} from {clock.StartedOn:O} {clock.StartedAt:O}: recorded {clock.Deadline?.Due:O}, by hand {slow:O}, {verdict.Fault}; {string.Join(", ", file.Ledger.Entries.Select(e => $"{e.Operation} {e.On:O} {e.Through:O} {e.PromiseOnly}"))}");
                }
            }

            return true;
        }));

    /// <summary>The longer way: bounds of the deadlines that reach into a year nobody has arranged yet.</summary>
    [Test]
    public void Bounds_past_the_horizon_are_found_again() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (after, amount) => Agree(after, amount)));

    /// <summary>On the spot on a day off past the horizon, which no working day leads to: found by the property.</summary>
    [TestCase(73, 0), TestCase(74, 0), TestCase(75, 0), TestCase(76, 0), TestCase(73, 1), TestCase(75, 1)]
    public void On_the_spot_past_the_horizon(int after, int amount) => Assert.That(Agree(after, amount), Is.True);

    private static bool Agree(int after, int amount)
    {
        var start = World.At("2026-10-20 10:00").AddDays(after);
        var journal = Started(start, amount % 3 == 0 ? new TimeLimit(amount * 5, TimeUnit.WorkingHour, CountFrom.NextDay, "") : new TimeLimit(amount, TimeUnit.WorkingDay, CountFrom.NextDay, ""));
        var certificate = DeadlineCertificate.For(journal, Clock.StatutoryId, Changsha.Procedure, Changsha.Office, Changsha.Calendar)!;
        return CertificateVerifier.Verify(Encoding.UTF8.GetString(CertificateJson.Write(certificate)), Files).Fault is { } fault ? throw new AssertionException($"{start:O} {amount}: {fault}")
            : certificate.Result is { } result && (result.Earliest > result.Due || result.Latest < result.Due) ? throw new AssertionException($"{start:O} {amount}: {result}")
            : true;
    }

    /// <summary>A region with days of its own, given as a file beside the years: its bounds are wider, and its version is the region's.</summary>
    [TestCase("2026-03-02 10:00", 20)]
    [TestCase("2026-12-10 10:00", 20)]
    public void A_region_with_days_of_its_own_is_verified_with_its_file(string start, int amount)
    {
        const string Overlay = """{ "region": "433100", "days": [ { "date": "2026-03-12", "name": "州庆", "kind": "publicHoliday", "source": "州人大决定" } ] }""";
        var calendar = CalendarSeeds.Through(2026, CalendarSeeds.Overlay(Overlay)).For("433100");
        var limit = new TimeLimit(amount, TimeUnit.WorkingDay, CountFrom.NextDay, "");
        var journal = Started(World.At(start), limit, calendar);
        var json = Encoding.UTF8.GetString(CertificateJson.Write(DeadlineCertificate.For(journal, Clock.StatutoryId, Changsha.Procedure, Changsha.Office, calendar)!));

        var with = CertificateVerifier.Verify(json, Journey.Files().Append(("433100.json", Overlay)));
        Assert.That(with.Fault?.ToString(), Is.Null);
        Assert.That(CertificateVerifier.Verify(json, Journey.Files()).Fault?.Field, Is.EqualTo("calendar.version"), "without the region's file");
    }

    private static List<(CaseEntry Entry, DateTimeOffset RecordedAt)> Started(DateTimeOffset at, TimeLimit limit, WorkingCalendar? calendar = null)
    {
        var procedure = Changsha.Procedure with { Chain = Chain.None, LocalLimits = [], Limits = Changsha.Procedure.Limits with { Promised = limit, Statutory = limit } };
        return [.. new Journey(procedure, Changsha.Office, calendar ?? Changsha.Calendar).Received(at, World.CaseId, "1").Must(j => j.Clerk, at, new CaseCommand.Accept()).Journal];
    }

    private static List<(CaseEntry Entry, DateTimeOffset RecordedAt)> Journal(Random chance)
    {
        var at = World.At("2025-01-10 08:00").AddMinutes(chance.Next(600 * 24 * 60)).AddSeconds(chance.Next(60));
        var journal = Started(at, Limit(chance));
        var day = CivilTime.DayOf(at);
        void Add(CaseEvent happened) => journal.Add((new CaseEntry(happened, World.ChainRule, at), at));

        Add(new CaseEvent.StageOpened("review", 1, []));
        var extension = chance.Next(3) == 0 ? 1 + chance.Next(20) : 0;
        if (extension > 0)
        {
            Add(new CaseEvent.Extended(extension, "协调", Entry(LedgerOperation.Extend, day) with { Days = extension }));
        }

        var step = chance.Next(3) == 0;
        var cursor = day.AddDays(-3 - chance.Next(6));
        for (var intervals = chance.Next(4); intervals > 0; intervals--)
        {
            var from = cursor.AddDays(chance.Next(9));
            cursor = from.AddDays(1 + chance.Next(8));
            Add(new CaseEvent.TimeExcluded("testing", from, cursor, "特告", "检测", Entry(LedgerOperation.Exclude, from) with { Through = cursor }));
        }

        if (chance.Next(2) == 0)
        {
            var asked = day.AddDays(chance.Next(12));
            Add(new CaseEvent.ReviewCorrectionRequested([], null, asked, Entry(LedgerOperation.Suspend, asked) with { PromiseOnly = true }));
            if (chance.Next(4) != 0)
            {
                Add(new CaseEvent.ReviewCorrectionSubmitted([], null, Entry(LedgerOperation.Resume, asked.AddDays(chance.Next(12))) with { PromiseOnly = true }));
            }
        }

        if (chance.Next(3) == 0)
        {
            Add(new CaseEvent.Suspended("hearing", cursor, 5, "特告", "听证", Entry(LedgerOperation.Suspend, cursor)));
            if (chance.Next(3) != 0)
            {
                Add(new CaseEvent.Resumed(cursor.AddDays(chance.Next(9)), null, Entry(LedgerOperation.Resume, cursor.AddDays(chance.Next(9)))));
            }
        }

        var file = ((CaseState.Known)CaseEvolution.Fold(journal.Select(row => row.Entry))).File;
        var law = file.Clock(Clock.StatutoryId)!;
        TimeUnit? unit = law.StartedAt is null && chance.Next(2) == 0 ? law.Limit.Unit == TimeUnit.WorkingDay ? TimeUnit.CalendarDay : TimeUnit.WorkingDay : null;
        file = extension > 0 ? file.WithClocks([law with { ExtensionDays = extension, ExtensionUnit = unit }]) : file;
        var work = new ClockWork(Changsha.Calendar, new WorkingHours(Changsha.Calendar, Changsha.Office.Hours), Changsha.Procedure.Warning, file.Ledger, at);
        var started = at.AddDays(chance.Next(10));
        var derived = work.DeriveAll(file.Clocks);
        Add(new CaseEvent.ClocksRecorded("wild", step
            ? [.. derived, work.StartStep(Clock.StepId("review", "technical"), Limit(chance), CivilTime.DayOf(started), started, derived.First(clock => clock.Id == Clock.PromisedId))]
            : derived));
        return journal;
    }

    private static LedgerEntry Entry(LedgerOperation operation, DateOnly on) => new(operation, on, 0, "testing", "行政许可法第四十五条", "clerk", default);

    private static TimeLimit Limit(Random chance)
    {
        var unit = chance.Next(8) switch
        {
            0 => TimeUnit.WorkingHour,
            1 or 2 or 3 => TimeUnit.CalendarDay,
            _ => TimeUnit.WorkingDay,
        };
        var onTheSpot = chance.Next(6) == 0 && unit != TimeUnit.WorkingHour;
        return new TimeLimit(onTheSpot ? 0 : 1 + chance.Next(25), unit, chance.Next(3) == 0 ? CountFrom.SameDay : CountFrom.NextDay, "地方规定");
    }
}
