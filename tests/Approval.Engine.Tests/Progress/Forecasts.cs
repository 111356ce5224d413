using Approval.Engine.Pictures;
using Approval.Engine.Procedures;
using Approval.Engine.Progress;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Progress;

/// <summary>
/// What is to be expected of a case: budgets of 3, 2 and 1 working days one after the other under a promise of 7. The Spring Festival of
/// 2026 is 15 to 23 February; 14 and 28 February are worked Saturdays (国办发明电〔2025〕7号).
/// </summary>
public class Forecasts
{
    // Accepted, today; expected end of review, joint review and approval; promise; passes; late.
    [TestCase("2026-03-02", "2026-03-02", "2026-03-05", "2026-03-09", "2026-03-10", "2026-03-11", false, false, TestName = "No holiday: 3 + 2 + 1 working days")]
    [TestCase("2026-02-11", "2026-02-11", "2026-02-14", "2026-02-25", "2026-02-26", "2026-02-27", false, false, TestName = "The review ends on a worked Saturday, the festival lies in the joint review")]
    [TestCase("2026-02-12", "2026-02-12", "2026-02-24", "2026-02-26", "2026-02-27", "2026-02-28", false, false, TestName = "The festival lies in the review")]
    [TestCase("2026-02-12", "2026-02-25", "2026-02-25", "2026-02-27", "2026-02-28", "2026-02-28", false, true, TestName = "A review one day late is expected today, and the rest after it")]
    [TestCase("2026-02-12", "2026-02-26", "2026-02-26", "2026-02-28", "2026-03-02", "2026-02-28", true, true, TestName = "Two days late: the determination comes after the promise")]
    [TestCase("2025-09-29", "2025-09-29", "2025-10-10", "2025-10-13", "2025-10-14", "2025-10-15", false, false, TestName = "National Day 2025, 28 September and 11 October worked")]
    public void Follow_the_working_calendar(string accepted, string today, string review, string joint, string decision, string promised, bool passes, bool late)
    {
        var progress = At(Given.Received($"{accepted} 10:00").And(Clerk, $"{accepted} 11:00", Sample.Accept), $"{today} 15:00");

        Assert.That(progress.Stages.Select(stage => stage.Expected!.Through), Is.EqualTo(new[] { Day(review), Day(joint), Day(decision) }));
        Assert.That(progress.Stages[0].Steps[0].Expected!.Through, Is.EqualTo(Day(review)));
        Assert.That((progress.Forecast!.Decision, progress.Forecast.Promised, progress.Forecast.PassesPromise), Is.EqualTo((Day(decision), (DateOnly?)Day(promised), passes)));
        Assert.That(progress.Stages.Select(stage => stage.Status), Is.EqualTo(new[] { late ? PictureState.Late : PictureState.Open, PictureState.Ahead, PictureState.Ahead }));
    }

    [Test]
    public void A_promise_shorter_than_the_budgets_is_seen_to_be_passed_on_the_first_day()
    {
        var progress = At(Given.Received("2026-03-02 10:00", Matters.Promising(4)).And(Clerk, "2026-03-02 11:00", Sample.Accept), "2026-03-02 15:00");

        Assert.That((progress.Forecast!.Decision, progress.Forecast.Promised, progress.Forecast.PassesPromise, progress.Forecast.PassesStatutory), Is.EqualTo((Day("2026-03-10"), (DateOnly?)Day("2026-03-06"), true, false)));
    }

    [Test]
    public void Before_acceptance_it_assumes_acceptance_when_the_notice_is_due()
    {
        var progress = At(Given.Received("2026-02-12 10:00"), "2026-02-12 15:00");

        // Notice 5 working days: 13, 14, 24, 25, 26 February; then 27, 28 February, 2 March, 3 and 4, 5; the promise ends on the 6th.
        Assert.That(progress.Forecast!.Assumes, Is.EqualTo(new[] { "acceptance" }));
        Assert.That((progress.Intake.Due, progress.Intake.Expected, progress.Forecast.Decision, progress.Forecast.Promised), Is.EqualTo(((DateOnly?)Day("2026-02-26"), (DateOnly?)Day("2026-02-26"), Day("2026-03-05"), (DateOnly?)Day("2026-03-06"))));
        Assert.That(progress.Stages.Select(stage => stage.Status), Is.All.EqualTo(PictureState.Ahead));
    }

    [Test]
    public void A_special_procedure_is_assumed_to_end_as_declared()
    {
        var suspended = Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept).And(Reviewer, "2026-03-03 10:00", Sample.Suspend);

        var progress = At(suspended, "2026-03-04 10:00");

        // 5 working days declared on Tuesday 3 March end on the 10th: one day of the review is used, two are left.
        Assert.That(progress.Forecast!.Assumes, Is.EqualTo(new[] { "resumption" }));
        Assert.That((progress.Stages[0].Expected!.Through, progress.Forecast.Decision, progress.Forecast.Promised), Is.EqualTo((Day("2026-03-12"), Day("2026-03-17"), (DateOnly?)Day("2026-03-18"))));
    }

    [Test]
    public void While_the_applicant_corrects_before_acceptance_nothing_is_forecast() =>
        Assert.That(At(Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.RequestCorrection), "2026-03-03 10:00").Forecast, Is.Null);

    [Test]
    public void A_step_without_time_of_its_own_counts_for_nothing_and_is_named()
    {
        var progress = At(Given.Received("2026-03-02 10:00", Matters.Unbudgeted).And(Clerk, "2026-03-02 11:00", Sample.Accept), "2026-03-02 15:00");

        Assert.That(progress.Forecast!.WithoutBudget, Is.EqualTo(new[] { "technical", "planning", "engineering", "sign" }));
        Assert.That(progress.Forecast.Decision, Is.EqualTo(Day("2026-03-02")));
    }

    [Test]
    public void Beyond_the_published_calendar_it_is_provisional()
    {
        var chain = new Chain([new("review", new("审查", "Review"), [Matters.Licence.Chain.Stages[0].Steps[0] with { Budget = new TimeLimit(300, TimeUnit.WorkingDay, CountFrom.NextDay, "x") }], [])]);
        var progress = At(Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = chain }).And(Clerk, "2026-03-02 11:00", Sample.Accept), "2026-03-02 15:00");

        Assert.That((progress.Forecast!.Provisional, progress.Forecast.PassesStatutory), Is.EqualTo((true, true)));
    }

    internal static CaseProgress At(Given given, string at)
    {
        var now = given.Until(at);
        return ProgressReading.Of([.. now.Entries], now.Procedure, Calendar, now.FactsFor(Clerk, World.At(at)).Hours, World.At(at))!;
    }
}
