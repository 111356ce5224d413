using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>发牌 (DOMAIN 5): 预警, 黄牌 and 红牌, once for each rule and case, told to ever more people.</summary>
public class Cards
{
    private static readonly string[] TheWarned = [Roles.Clerk, Roles.Reviewer];
    private static readonly string[] TheWarnedAndHead = [Roles.Clerk, Roles.Reviewer, Roles.Head];
    private static readonly string[] All = [Roles.Clerk, Roles.Reviewer, Roles.Head, Roles.Supervisor];

    /// <summary>No chain, so that only the limits of the case issue cards. Accepted 2 March: promised 11 March, statutory 30 March.</summary>
    internal static Given Accepted(bool key = false, WarningRule? warning = null) =>
        Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Chain.None, Warning = warning ?? Matters.Licence.Warning }, key: key).And(Clerk, "2026-03-02 11:00", Sample.Accept);

    internal static IEnumerable<(string Rule, CardLevel Level, DateOnly On)> CardsOf(Given given) => given.File.Cards.Select(card => (card.Rule, card.Level, card.On));

    private static IEnumerable<CaseEvent.CardIssued> Issued(Given given) => given.Entries.Select(entry => entry.Event).OfType<CaseEvent.CardIssued>();

    [Test]
    public void Every_threshold_of_the_promise_and_of_the_law_issues_one() =>
        Assert.That(CardsOf(Accepted().Until("2026-06-30 00:00")), Is.EqualTo(new[]
        {
            ("promised.warned", CardLevel.Warning, Day("2026-03-09")),
            ("promised.breached", CardLevel.Red, Day("2026-03-12")),
            ("statutory.warned", CardLevel.Warning, Day("2026-03-24")),
            ("statutory.breached", CardLevel.Red, Day("2026-03-31")),
        }));

    [Test]
    public void A_second_before_the_threshold_there_is_none()
    {
        Assert.That(Accepted().Until("2026-03-08 23:59:59").File.Cards, Is.Empty);
        Assert.That(CardsOf(Accepted().Until("2026-03-09 00:00")), Is.EqualTo(new[] { ("promised.warned", CardLevel.Warning, Day("2026-03-09")) }));
    }

    [Test]
    public void They_are_issued_by_supervision_itself_at_the_instant_of_the_threshold()
    {
        var entry = Accepted().Until("2026-03-12 00:00").Entries.Last(entry => entry.Event is CaseEvent.CardIssued);
        Assert.That((entry.Actor.Id, entry.Actor.Kind, entry.EffectiveAt), Is.EqualTo(("system:supervision", ActorKind.System, At("2026-03-12 00:00"))));
    }

    // Each level also tells those told below it.
    [TestCase("promised.warned", CardLevel.Warning)]
    [TestCase("step:review/technical.breached", CardLevel.Yellow)]
    [TestCase("promised.breached", CardLevel.Red)]
    public void Recipients_accumulate_upward(string rule, CardLevel level)
    {
        var card = Issued(Phases.InReview().Until("2026-03-12 00:00")).Single(card => card.Rule == rule);
        Assert.That(card.Level, Is.EqualTo(level));
        Assert.That(card.Recipients, Is.EqualTo(level switch { CardLevel.Warning => TheWarned, CardLevel.Yellow => TheWarnedAndHead, _ => All }));
    }

    [Test]
    public void Recipients_are_the_data_of_the_procedure()
    {
        var rules = new CardRules([Roles.Clerk], [Roles.Head], [Roles.Supervisor, Roles.GovernmentHead]);
        var given = Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Chain.None, Cards = rules }).And(Clerk, "2026-03-02 11:00", Sample.Accept).Until("2026-03-12 00:00");

        Assert.That(Issued(given).Select(card => string.Join(' ', card.Recipients)), Is.EqualTo(new[] { "clerk", "clerk head supervisor governmentHead" }));
        Assert.That(rules.RecipientsOf(CardLevel.Yellow), Is.EqualTo(new[] { Roles.Clerk, Roles.Head }));
    }

    // Promised 7 working days from 2 March: due 11 March.
    [TestCase(0.2, 1, "2026-03-09", TestName = "A fifth of seven, rounded up: two days before")]
    [TestCase(0.5, 1, "2026-03-05", TestName = "Half: four days before")]
    [TestCase(0, 1, "2026-03-10", TestName = "One day before")]
    [TestCase(0, 3, "2026-03-06", TestName = "Three days before")]
    [TestCase(0, 0, "2026-03-11", TestName = "On the last day")]
    [TestCase(1, 1, "2026-03-02", TestName = "From the start")]
    public void The_threshold_is_the_data_of_the_procedure(double share, int minDays, string on) =>
        Assert.That(
            CardsOf(Accepted(warning: new WarningRule((decimal)share, minDays)).Until("2026-03-11 00:00")).First(card => card.Rule == "promised.warned"),
            Is.EqualTo(("promised.warned", CardLevel.Warning, Day(on))));

    // 〔W33〕 art 6 (3): step overtime although the promise is not yet exceeded.
    [Test]
    public void A_step_over_its_budget_is_a_yellow_card_although_the_promise_holds()
    {
        var overtime = Phases.InReview().Until("2026-03-06 00:00");

        Assert.That(overtime.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Running));
        Assert.That(CardsOf(overtime), Is.EqualTo(new[]
        {
            ("step:review/technical.warned", CardLevel.Warning, Day("2026-03-04")),
            ("step:review/technical.breached", CardLevel.Yellow, Day("2026-03-06")),
        }));
    }

    // Declared five days from 4 March: due 11 March.
    [Test]
    public void A_special_procedure_past_the_time_declared_is_a_red_card_like_its_lamp()
    {
        var suspended = Accepted().And(Clerk, "2026-03-04 11:00", Sample.Suspend);

        Assert.That(CardsOf(suspended.Until("2026-03-11 23:59:59")), Is.EqualTo(new[] { ("suspension.warned", CardLevel.Warning, Day("2026-03-10")) }));
        Assert.That(CardsOf(suspended.Until("2026-03-12 00:00")).Last(), Is.EqualTo(("suspension.breached", CardLevel.Red, Day("2026-03-12"))));
        Assert.That(suspended.Until("2026-03-12 00:00").File.Lamp, Is.EqualTo(Lamp.Red));
    }

    // Art 32(4): no notice in five days. Acceptance is retroactive, so the promise of five is broken at the same instant.
    [Test]
    public void Deemed_acceptance_is_the_red_card_of_the_notice_clock()
    {
        var deemed = Given.Received("2026-03-02 10:00", Matters.Promising(5)).Until("2026-03-10 00:00");

        Assert.That(CardsOf(deemed).Where(card => card.Level == CardLevel.Red), Is.EqualTo(new[]
        {
            ("notice.breached", CardLevel.Red, Day("2026-03-10")),
            ("promised.breached", CardLevel.Red, Day("2026-03-10")),
        }));
        Assert.That(deemed.File.Lamp, Is.EqualTo(Lamp.RedPlus));
    }

    // Art 44: granted 3 March, ten working days.
    [Test]
    public void Late_delivery_is_a_red_card() =>
        Assert.That(CardsOf(Phases.Decided().Until("2026-03-18 00:00")).Where(card => card.Rule.StartsWith("delivery", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            ("delivery.warned", CardLevel.Warning, Day("2026-03-13")),
            ("delivery.breached", CardLevel.Red, Day("2026-03-18")),
        }));

    [Test]
    public void One_for_each_rule_though_the_threshold_passes_again()
    {
        // Warned on 9 March; a special procedure since the 6th, typed that day, moves the threshold ahead, and it passes again.
        var again = Accepted().And(Clerk, "2026-03-09 10:00", Sample.Suspend, effective: "2026-03-06 10:00").And(Clerk, "2026-03-16 10:00", Sample.Resume).Until("2026-03-18 23:59:59");

        Assert.That(again.Entries.Count(entry => entry.Event is CaseEvent.ClockWarned { ClockId: Clock.PromisedId }), Is.EqualTo(2));
        Assert.That(CardsOf(again).Where(card => card.Rule.StartsWith("promised", StringComparison.Ordinal)), Is.EqualTo(new[] { ("promised.warned", CardLevel.Warning, Day("2026-03-09")) }));
    }

    [Test]
    public void One_for_each_rule_though_the_step_is_done_again()
    {
        var overtime = Phases.InReview().And(Reviewer, "2026-03-06 10:00", Sample.Endorse).And(OtherReviewer, "2026-03-06 10:10", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));
        var again = overtime.And(Reviewer, "2026-03-06 11:00", Sample.Return).Until("2026-03-11 23:59:59");

        Assert.That(again.Entries.Count(entry => entry.Event is CaseEvent.ClockBreached), Is.EqualTo(1), "cut to the promise, the second round runs to 11 March");
        Assert.That(again.Until("2026-03-12 00:00").Entries.Count(entry => entry.Event is CaseEvent.ClockBreached { ClockId: "step:review/technical" }), Is.EqualTo(2));
        Assert.That(again.Until("2026-03-12 00:00").File.Cards.Count(card => card.Rule == "step:review/technical.breached"), Is.EqualTo(1));
    }

    [Test]
    public void A_key_project_has_its_warning_at_once_and_its_red_card_the_next_day() =>
        Assert.That(CardsOf(Accepted(key: true).Until("2026-03-03 00:00")), Is.EqualTo(new[]
        {
            ("promised.warned", CardLevel.Warning, Day("2026-03-02")),
            ("promised.breached", CardLevel.Red, Day("2026-03-03")),
        }));

    [Test]
    public void The_same_cards_though_every_timer_slept()
    {
        var slept = Phases.InReview().WhenTimersSlept(TimerRule, At("2026-04-02 10:00"), Sample.FireTimer).After;

        Assert.That(slept.File.Cards, Is.EqualTo(Phases.InReview().Until("2026-04-02 10:00").File.Cards));
        Assert.That(slept.File.Cards, Is.Not.Empty);
    }

    // Promised 11 March: decided on that day, typed on the next.
    [Test]
    public void A_breach_taken_back_by_an_act_in_time_typed_late_keeps_its_card()
    {
        var decided = Phases.Reviewed().And(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30");

        Assert.That(decided.Clock(Clock.PromisedId).Status, Is.EqualTo(ClockStatus.Stopped));
        Assert.That(decided.File.Cards.Single(card => card.Rule == "promised.breached"), Is.EqualTo(new Card("promised.breached", CardLevel.Red, Clock.PromisedId, Day("2026-03-12"))));
    }

    [TestCase("withdrawn"), TestCase("notAccepted"), TestCase("terminated"), TestCase("revoked"), TestCase("served"), TestCase("declined")]
    public void A_case_at_rest_gets_no_more(string phase) => Assert.That(Phases.All[phase]().Until("2026-12-01 00:00").File.Cards, Is.EqualTo(Phases.All[phase]().File.Cards));
}
