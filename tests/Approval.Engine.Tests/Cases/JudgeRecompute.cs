using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Recomputation by a new calendar. Here 2026-03-09, a Monday on which promises fall due, becomes a day off.</summary>
public class JudgeRecompute
{
    private static readonly Actor Publication = Actor.Rule("calendar:1");

    private static readonly WorkingCalendar Revised = Revise((9, DayKind.PublicHoliday));

    [Test]
    public void The_calendar_in_force_moves_nothing()
    {
        var given = Accepted();

        Assert.That(Recompute(given, "2026-03-05 10:00", Calendar).Entries.Select(entry => entry.Event), Has.None.InstanceOf<CaseEvent.ClocksRecomputed>());
    }

    [Test]
    public void A_deadline_moves_with_before_and_after_and_the_second_time_nothing()
    {
        var given = Accepted();
        var before = given.Clock(Clock.PromisedId).Deadline;

        var decision = Recompute(given, "2026-03-05 10:00", Revised);
        var recomputed = decision.Entries.Select(entry => entry.Event).OfType<CaseEvent.ClocksRecomputed>().Single();
        var promised = recomputed.Moves.Single(move => move.After.Id == Clock.PromisedId);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(promised.Before, Is.EqualTo(before));
            Assert.That(promised.After.Deadline!.Due, Is.EqualTo(before!.Due.AddDays(1)));
            Assert.That(promised.After.CalendarVersion, Is.EqualTo(Revised.Version));
            Assert.That(decision.Entries[^1].Actor, Is.EqualTo(Publication), "a rule of the system, never the person who published");
            Assert.That(recomputed.PublishedBy, Is.EqualTo("gong"));
            Assert.That(Recompute(given with { State = decision.State }, "2026-03-05 11:00", Revised).Entries, Is.Empty);
        }
    }

    [Test]
    public void A_warning_moves_although_the_last_day_stays()
    {
        var given = Accepted();

        var decision = Recompute(given, "2026-03-03 10:00", Revise((5, DayKind.PublicHoliday), (7, DayKind.MakeUpWorkday)));
        var promised = ((CaseState.Known)decision.State).File.Clock(Clock.PromisedId)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(promised.Deadline, Is.EqualTo(given.Clock(Clock.PromisedId).Deadline), "Thursday 03-05 off, Saturday 03-07 worked instead");
            Assert.That(given.Clock(Clock.PromisedId).WarnsAt, Is.EqualTo(At("2026-03-05 00:00")));
            Assert.That(promised.WarnsAt, Is.EqualTo(At("2026-03-06 00:00")), "2 working days before 03-09");
        }
    }

    [Test]
    public void What_the_old_calendar_let_fall_due_after_the_publication_is_judged_by_the_new_one()
    {
        var given = Accepted();

        var decision = Recompute(given, "2026-03-10 08:00", Revised, published: "2026-03-09 16:00");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.Entries.Select(entry => entry.Event).OfType<CaseEvent.ClockBreached>().Select(breached => breached.ClockId), Does.Not.Contain(Clock.PromisedId));
            Assert.That(((CaseState.Known)decision.State).File.Clock(Clock.PromisedId)!.IsRunning, Is.True);
        }
    }

    // The notice of 10 March says that the 9th was a day off: by the days of the notice nobody was late.
    [Test]
    public void A_breach_that_a_late_notice_moves_past_now_is_over_and_the_journal_keeps_it()
    {
        var given = Accepted();

        var decision = Recompute(given, "2026-03-10 08:00", Revised, published: "2026-03-10 07:00");
        var happened = decision.Entries.Select(entry => entry.Event).ToList();
        var file = ((CaseState.Known)decision.State).File;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(happened.OfType<CaseEvent.ClockBreached>().Select(breached => (breached.ClockId, breached.Due)), Does.Contain((Clock.PromisedId, Day("2026-03-09"))));
            var move = happened.OfType<CaseEvent.ClocksRecomputed>().Single().Moves.Single(move => move.After.Id == Clock.PromisedId);
            Assert.That((move.Before!.Due, move.After.Deadline!.Due, move.After.Status), Is.EqualTo((Day("2026-03-09"), Day("2026-03-10"), ClockStatus.Running)));
            Assert.That(file.Cards.Select(card => card.Rule), Does.Contain("promised.breached"), "a card is only ever written off");
            Assert.That((file.Lamp, file.WorstLamp), Is.EqualTo((Lamp.Yellow, Lamp.Red)));
        }
    }

    [Test]
    public void A_breach_that_is_one_by_the_new_calendar_too_stays_with_its_new_day()
    {
        var given = Accepted();

        var decision = Recompute(given, "2026-03-12 08:00", Revised, published: "2026-03-12 07:00");
        var promised = ((CaseState.Known)decision.State).File.Clock(Clock.PromisedId)!;

        Assert.That((promised.Status, promised.Deadline!.Due), Is.EqualTo((ClockStatus.Breached, Day("2026-03-10"))));
    }

    [Test]
    public void A_person_may_not_recompute()
    {
        var given = Accepted();
        var decision = CaseDecider.Decide(given.State, new CaseCommand.RecomputeClocks("1", "gong"), given.FactsFor(Admin, At("2026-03-05 10:00")));

        Assert.That(decision.Rejection?.Kind, Is.EqualTo(RejectionKind.Forbidden));
    }

    /// <summary>A promise that runs out on 2026-03-09.</summary>
    private static Given Accepted()
    {
        var start = new DateOnly(2026, 3, 2);
        while (true)
        {
            var given = Given.Received($"{start:yyyy-MM-dd} 09:00").And(Clerk, $"{start:yyyy-MM-dd} 09:30", new CaseCommand.Accept());
            if (given.Clock(Clock.PromisedId).Deadline!.Due == new DateOnly(2026, 3, 9))
            {
                return given;
            }

            start = Calendar.Add(start, -1);
        }
    }

    private static Decision Recompute(Given given, string at, WorkingCalendar calendar, string? published = null) => CaseDecider.Decide(
        given.State,
        new CaseCommand.RecomputeClocks("1", "gong") { EffectiveAt = At(published ?? at) },
        given.FactsFor(Publication, At(at)) with { Calendar = calendar });

    private static WorkingCalendar Revise(params (int DayOfMarch, DayKind Kind)[] days)
    {
        var years = Days.China.Years;
        var last = years[^1];
        var changed = days.Select(day => new CalendarDay(new DateOnly(2026, 3, day.DayOfMarch), day.Kind, last.Notices[0].Number, "测试"));
        return CalendarSet.Build([.. years[..^1], last with { Days = [.. last.Days, .. changed] }], []).Set!.For("430100");
    }
}
