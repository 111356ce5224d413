using Approval.Engine.Cases;
using Approval.Engine.Tests.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Cases;

/// <summary>docs/commands-and-events.md against what random cases show.</summary>
public class EventsPage
{
    private const string Page = "commands-and-events.md";

    private static readonly Dictionary<string, (string[] Always, string[] Sometimes)> Rows =
        Tables.Rows(Page, "command").ToDictionary(row => row[0].Trim('`'), row => (Tables.List(row[1]), Tables.List(row[2])));

    /// <summary>For each command, the sets of events it was answered with.</summary>
    private static readonly ILookup<string, string[]> Seen = Watch();

    [Test]
    public void Every_command_has_its_row() => Assert.That(Rows.Keys, Is.EquivalentTo(Acts.All.Keys));

    [Test]
    public void The_events_of_time_are_named() =>
        Assert.That(Tables.Rows(Page, "event of time").Select(row => row[0].Trim('`')), Is.EquivalentTo(new[] { "clock.warned.v1", "clock.breached.v1", "card.issued.v1", "case.deemedAccepted.v1", "hearing.lapsed.v1", "step.escalated.v1", "step.deemedAgreed.v1", "lamp.changed.v1" }));

    public static IEnumerable<string> Commands() => Acts.All.Keys;

    [TestCaseSource(nameof(Commands))]
    public void The_row_says_what_happens(string command)
    {
        var (always, sometimes) = Rows[command];
        var answers = Seen[command].ToList();

        Assert.That(answers, Is.Not.Empty);
        Assert.That(answers, Has.All.Matches<string[]>(events => always.All(events.Contains)), $"always: {string.Join(", ", always)}");
        Assert.That(answers.SelectMany(events => events).Distinct().Except(always), Is.EquivalentTo(sometimes));
        foreach (var now in sometimes)
        {
            Assert.That(answers.Any(events => !events.Contains(now)), $"{now} always comes");
        }
    }

    private static ILookup<string, string[]> Watch()
    {
        var seen = new List<(string Command, string[] Events)>();
        foreach (var course in Sequences.Courses.Generator.Sample(900, new Rnd(3UL), 50))
        {
            Properties.Play(course, seen: (command, decision) =>
            {
                if (decision.Rejection is null)
                {
                    seen.Add((command.Name, [.. decision.Entries.Where(entry => !IsOfTime(entry.Event)).Select(entry => EventCatalogue.NameOf(entry.Event)).Distinct()]));
                }
            });
        }

        // The calendar of the random cases stands still: a notice that moves a day is given here. So is a reason given twice, which they seldom meet.
        var accepted = Phases.All["accepted"]();
        var notice = accepted.FactsFor(World.ChainRule, World.At(Phases.Next)) with { Calendar = Days.WithHolidayOn("03-09") };
        seen.Add(("clocks.recompute", [.. CaseDecider.Decide(accepted.State, Sample.Recompute, notice).Entries.Select(entry => EventCatalogue.NameOf(entry.Event))]));
        // Rare: a counted objection that brings a signer's turn, a signer taken away whose step is settled without, a substitute's acts.
        foreach (var tried in new[] { AddedSigners.Dissent(), AddedSigners.Removal(), HandedOver.SubstitutesObjection(), HandedOver.SubstitutesReturn() })
        {
            seen.Add((tried.Command.Name, [.. tried.Tried.Decision.Entries.Where(entry => !IsOfTime(entry.Event)).Select(entry => EventCatalogue.NameOf(entry.Event))]));
        }

        var sameChair = Proceedings.HearingDay(Matters.Proceeding).WhenTimersSlept(World.Clerk, World.At("2026-02-09 11:00"), Sample.ReplaceChair with { Chair = Sample.Chair });
        seen.Add(("hearing.replaceChair", [.. sameChair.Decision.Entries.Select(entry => EventCatalogue.NameOf(entry.Event))]));
        var explained = accepted.And(World.Clerk, "2026-03-16 09:00", Sample.Explain);
        seen.Add(("breach.explain", [.. explained.WhenTimersSlept(World.Clerk, World.At("2026-03-16 09:01"), Sample.Explain).Decision.Entries.Select(entry => EventCatalogue.NameOf(entry.Event))]));
        // Rare ends of random cases, given here: an answer typed after the deeming, and a transfer of limits that run from receipt.
        var deemed = Phases.Received().Until("2026-03-10 00:00");
        foreach (var (by, answer) in new (Actor, CaseCommand)[] { (World.Head, Sample.RefuseAcceptance), (World.Clerk, Sample.Decline), (World.Clerk, Sample.Accept) })
        {
            var late = CaseDecider.Decide(deemed.State, answer with { EffectiveAt = World.At("2026-03-09 16:00") }, deemed.FactsFor(by, World.At("2026-03-10 09:00")));
            seen.Add((answer.Name, [.. late.Entries.Where(entry => !IsOfTime(entry.Event)).Select(entry => EventCatalogue.NameOf(entry.Event))]));
        }

        var fromReceipt = Given.Received("2026-03-02 10:00", Matters.Licence with { Kind = Approval.Engine.Procedures.ProcedureKind.Disclosure, ClocksFrom = Approval.Engine.Procedures.ClocksFrom.Receipt });
        var moved = CaseDecider.Decide(fromReceipt.State, Sample.TransferOffice, fromReceipt.FactsFor(World.Clerk, World.At("2026-03-02 11:00")));
        seen.Add(("transferOffice", [.. moved.Entries.Select(entry => EventCatalogue.NameOf(entry.Event))]));

        // A case moves once in its life, mostly; asked again it has nothing to change.
        var move = Phases.InReview().When(World.Head, Phases.Next, Acts.All["moveToVersion"].Command);
        seen.Add(("moveToVersion", [.. move.Decision.Entries.Where(entry => !IsOfTime(entry.Event)).Select(entry => EventCatalogue.NameOf(entry.Event)).Distinct()]));
        var underNext = move.After;
        seen.Add(("moveToVersion", [.. underNext.When(World.Head, Phases.Next, Acts.All["moveToVersion"].Command).Decision.Entries.Select(entry => EventCatalogue.NameOf(entry.Event))]));
        return seen.ToLookup(answer => answer.Command, answer => answer.Events);
    }

    private static bool IsOfTime(CaseEvent happened) =>
        happened is CaseEvent.ClockWarned or CaseEvent.ClockBreached or CaseEvent.CardIssued or CaseEvent.LampChanged or CaseEvent.DeemedAccepted or CaseEvent.HearingLapsed
            or CaseEvent.StepEscalated or CaseEvent.StepDeemedAgreed or CaseEvent.ClocksRecorded { Cause: "deemedAcceptance" or "stepDeemedAgreed" or "hearingLapsed" };
}
