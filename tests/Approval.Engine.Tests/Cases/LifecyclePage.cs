using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>docs/case-lifecycle.md says what the engine does: it is driven through every phase and compared.</summary>
public class LifecyclePage
{
    private const string Page = "case-lifecycle.md";

    private static readonly (string Phase, Given Case)[] Situations =
    [
        .. Phases.All.Select(phase => (phase.Key, phase.Value())),
        ("inReview", Phases.InReview()),
        ("inReview", Phases.Reviewed()),
        ("inReview", Phases.InJointReview().And(Reviewer, "2026-03-03 09:20", Sample.Endorse).And(Reviewer, "2026-03-03 09:30", given => new CaseCommand.EndorseTask(given.Task("engineering").Id, null))),
        ("accepted", Alone(Phases.Received())),
        ("suspended", Phases.All["accepted"]().And(Clerk, "2026-03-03 11:00", Sample.Suspend)),
        .. Proceedings.Of(Matters.Proceeding).Select(given => (given.Phase, given)),
        .. Proceedings.Of(Matters.Proceeding with { Chain = Approval.Engine.Procedures.Chain.None }).Select(given => (given.Phase, given)),
    ];

    private static readonly string[] Who = ["applicant", "clerk", "reviewer", "head"];

    [Test]
    public void Every_phase_has_its_row_name_and_clocks()
    {
        var rows = Tables.Rows(Page, "phase").ToDictionary(row => row[0].Trim('`'));

        Assert.That(rows.Keys, Is.EquivalentTo(Phases.All.Keys));
        Assert.Multiple(() =>
        {
            foreach (var (phase, given) in Phases.All)
            {
                var state = given();
                Assert.That(rows[phase][1], Is.EqualTo(PhaseNames.Of(state.State).Zh), phase);
                var running = state.State is CaseState.Known { File.Clocks: var clocks } ? clocks.Where(clock => clock.IsRunning).Select(clock => Wire(clock.Kind)).Distinct() : [];
                Assert.That(Tables.List(rows[phase][3]), Is.EquivalentTo(running), phase);
            }
        });
    }

    // DOMAIN 3.3: fifteen codes; 12 (办结, 容缺通过) is not modelled.
    [Test]
    public void Every_national_code_is_placed_once() =>
        Assert.That(
            Tables.Rows(Page, "phase").SelectMany(row => Tables.List(row[2])).Select(code => int.Parse(code.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).Order(),
            Is.EqualTo(Enumerable.Range(1, 15).Where(code => code != 12)));

    [Test]
    public void Who_may_do_what_is_what_the_engine_allows()
    {
        var rows = Tables.Rows(Page, "phase").ToDictionary(row => row[0].Trim('`'), row => Tables.List(row[4], ';'));
        Assert.Multiple(() =>
        {
            foreach (var phase in Phases.All.Keys)
            {
                var allowed = from act in Acts.All.Keys
                              let people = Who.Where(who => Situations.Any(s => s.Phase == phase && s.Case.When(Acts.People[who], Phases.Next, Acts.All[act].Command).Decision.Rejection is null)).ToList()
                              where people.Count > 0
                              select $"{act} ({string.Join(", ", people)})";
                Assert.That(rows[phase], Is.EquivalentTo(allowed), phase);
            }
        });
    }

    [Test]
    public void The_diagram_has_the_transitions_that_happen_and_no_other()
    {
        var drawn = Tables.Page(Page).Select(line => line.Trim()).Where(line => line.Contains("-->", StringComparison.Ordinal) && !line.Contains("[*]", StringComparison.Ordinal))
            .SelectMany(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries)
                .Select(command => $"{line[..line.IndexOf(':', StringComparison.Ordinal)].Trim()} : {command}"));

        var driven = from situation in Situations.Append(("received", Given.Received("2026-02-09 10:00").WhenTimersSlept(Applicant, At("2026-02-09 10:01"), Sample.Urge).After))
                     from act in Acts.All.Values
                     from actor in new[] { act.By, Head, Clerk }
                     let given = situation.Item2
                     let command = act.Command(given)
                     let decision = CaseDecider.Decide(given.State, command, given.FactsFor(actor, At(Phases.Next)))
                     where decision.Rejection is null && IsItsOwnDoing(decision, command)
                     let to = PhaseNames.Of(decision.State).En
                     where to != situation.Item1
                     select $"{situation.Item1} --> {to} : {command.Name}";
        Assert.That(drawn, Is.EquivalentTo(driven.Distinct()));
    }

    /// <summary>What time alone has done before a command is drawn as the timer's work.</summary>
    private static bool IsItsOwnDoing(Decision decision, CaseCommand command) =>
        command is CaseCommand.FireTimer || !decision.Entries.Any(entry => entry.Event is CaseEvent.DeemedAccepted);

    /// <summary>Accepted, before the orchestrator opens the first stage.</summary>
    private static Given Alone(Given received) => received with { State = received.When(Clerk, "2026-03-03 10:00", Sample.Accept).Decision.State };

    private static string Wire(ClockKind kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
