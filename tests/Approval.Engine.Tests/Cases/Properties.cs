using System.Security.Cryptography;
using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Orchestration;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>What holds for every case, whoever tries whatever whenever.</summary>
public class Properties
{
    private static readonly ChainOrchestrator Orchestrator = new();

    private static readonly Type[] ByRules =
    [
        typeof(CaseEvent.DeemedAccepted), typeof(CaseEvent.ClocksRecorded), typeof(CaseEvent.ClockWarned), typeof(CaseEvent.ClockBreached),
        typeof(CaseEvent.LampChanged), typeof(CaseEvent.HearingLapsed), typeof(CaseEvent.CardIssued), typeof(CaseEvent.StageOpened), typeof(CaseEvent.StageClosed), typeof(CaseEvent.ChainCompleted),
        typeof(CaseEvent.TaskOffered), typeof(CaseEvent.TasksCancelled), typeof(CaseEvent.StepEscalated), typeof(CaseEvent.StepDeemedAgreed),
    ];

    [TestCase(1UL), TestCase(20260302UL), TestCase(430100UL)]
    public void Hold_for_random_cases(ulong seed) => Run(seed, 100, course => Play(course));

    [Test]
    public void Hold_for_cases_never_tried_before()
    {
        var seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
        TestContext.Out.WriteLine($"seed {seed}");
        Run(seed, 100, course => Play(course));
    }

    /// <summary>Their calendar stands still: this event has tests of its own.</summary>
    private static readonly string[] NeverMet = ["clocks.recomputed.v1"];

    /// <summary>Or the properties would hold of little.</summary>
    [Test]
    public void The_random_cases_meet_every_event_and_every_phase()
    {
        var played = Sequences.Courses.Generator.Sample(2000, new Rnd(1UL), 50).Select(course => Play(course)).ToList();

        Assert.That(played, Has.Count.EqualTo(2000));
        Assert.That(played.SelectMany(given => given.Entries).Select(entry => EventCatalogue.NameOf(entry.Event)).Distinct(), Is.EquivalentTo(EventCatalogue.All.Except(NeverMet)));
        Assert.That(played.Select(given => given.Phase).Distinct(), Is.EquivalentTo(Phases.All.Keys));
    }

    /// <summary>
    /// What time itself decides is left out (deemed acceptance, deemed agreement): the chain goes on when the runner learns of it, so the
    /// next steps begin with the timer.
    /// </summary>
    [TestCase(7UL)]
    public void Timers_that_sleep_change_nothing(ulong seed) => Run(seed, 100, course =>
    {
        var (onTime, slept) = (Play(course, timers: true), Play(course));
        if (!onTime.Entries.Concat(slept.Entries).Any(entry => entry.Event is CaseEvent.DeemedAccepted or CaseEvent.StepDeemedAgreed))
        {
            Assert.That(Write(slept.State), Is.EqualTo(Write(onTime.State)));
            Assert.That(slept.Entries.Select(Line), Is.EqualTo(onTime.Entries.Select(Line)));
        }
    });

    private static void Run(ulong seed, int courses, Action<Course> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(courses).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None))),
            Prop.ForAll(Sequences.Courses, property));

    internal static Given Play(Course course, bool timers = false, Action<CaseCommand, Decision>? seen = null)
    {
        var (given, now) = (Given.Nothing(course.Procedure), course.Start);
        foreach (var move in course.Moves)
        {
            now = now.AddMinutes(move.Minutes);
            given = timers ? given.Until(now) : given;
            var (by, command) = Sequences.Ask(given, course, move);
            given = Step(given, by, move.MinutesAgo == 0 ? command : command with { EffectiveAt = now.AddMinutes(-move.MinutesAgo) }, now, seen);
        }

        given = given.State is CaseState.Known ? Step(given, TimerRule, Sample.FireTimer, now, seen) : given;

        Assert.That(Write(CaseEvolution.Fold(given.Entries)), Is.EqualTo(Write(given.State)), "folding the journal gives the state");
        return given;
    }

    /// <summary>One command, then what the orchestrator makes of it, each checked.</summary>
    private static Given Step(Given given, Actor by, CaseCommand command, DateTimeOffset now, Action<CaseCommand, Decision>? seen)
    {
        var (next, happened) = Judged(given, by, command, now, seen);
        for (var commands = React(next, happened); commands.Count > 0; commands = React(next, happened))
        {
            foreach (var follow in commands)
            {
                (next, happened) = Judged(next, ChainRule, follow, now, seen);
                Assert.That(happened, Is.Not.Empty, $"the chain's {follow.Name} does something, or it would be asked for ever");
            }
        }

        return next;
    }

    private static IReadOnlyList<CaseCommand> React(Given given, IReadOnlyList<CaseEvent> happened) => Orchestrator.React(given.Procedure, given.State, happened, null).Commands;

    private static (Given After, IReadOnlyList<CaseEvent> Happened) Judged(Given before, Actor by, CaseCommand command, DateTimeOffset now, Action<CaseCommand, Decision>? seen)
    {
        var facts = before.FactsFor(by, now);
        var decision = CaseDecider.Decide(before.State, command, facts);
        seen?.Invoke(command, decision);
        var after = before with { State = decision.State, Entries = [.. before.Entries, .. decision.Entries] };
        if (decision.Rejection is not null)
        {
            Assert.That(decision.Entries, Is.Empty, "a refused command leaves no entries");
            Assert.That(decision.State, Is.SameAs(before.State));
            return (after, []);
        }

        IsDeterministic(before.State, command, facts, decision);
        ChangesNothingASecondTime(after, by, command, now);
        Survives(decision.State);
        KeepsItsClocks(before.State, decision.State, now);
        KeepsItsTasks(before, decision);
        NamesWhoDidIt(decision, by);
        return (after, [.. decision.Entries.Select(entry => entry.Event)]);
    }

    private static void IsDeterministic(CaseState state, CaseCommand command, Facts facts, Decision decision) =>
        Assert.That(CaseDecider.Decide(state, command, facts).Entries.Select(Line), Is.EqualTo(decision.Entries.Select(Line)));

    private static void ChangesNothingASecondTime(Given after, Actor by, CaseCommand command, DateTimeOffset now)
    {
        var again = CaseDecider.Decide(after.State, command, after.FactsFor(by, now));
        if (command is CaseCommand.IssueOrder)
        {
            // Two orders; neither moves anything but the list of orders.
            Assert.That(((CaseState.Known)again.State).File with { Orders = null }, Is.EqualTo(after.File with { Orders = null }).UsingPropertiesComparer());
        }
        else if (command is CaseCommand.Urge or CaseCommand.CopyTask)
        {
            // Urging or copying twice is two notes; neither moves anything.
            Assert.That(Write(again.State), Is.EqualTo(Write(after.State)));
        }
        else
        {
            Assert.That(again.Entries.Select(Line), Is.Empty, $"{command.Name} a second time");
        }
    }

    private static void Survives(CaseState state)
    {
        var json = CaseJson.Write(state);
        Assert.That(Write(CaseJson.ReadState(json)), Is.EqualTo(Encoding.UTF8.GetString(json)));
    }

    private static void KeepsItsClocks(CaseState before, CaseState after, DateTimeOffset now)
    {
        if (after is not CaseState.Known { File: var file })
        {
            return;
        }

        var (promised, statutory) = (file.Clock(Clock.PromisedId), file.Clock(Clock.StatutoryId));
        if (promised?.Deadline is { } promise && statutory?.Deadline is { } law)
        {
            Assert.That(promise.Due, Is.LessThanOrEqualTo(law.Due), "the promise is never later than the law");
            Assert.That(promise.PassesAt, Is.LessThanOrEqualTo(law.PassesAt), "nor does it pass later");
        }

        var timers = TimerPlan.For(file.Clocks).ToList();
        Assert.That(timers.Select(timer => timer.ClockId), Is.EquivalentTo(file.Clocks.Where(clock => clock.IsRunning).Select(clock => clock.Id)), "one timer for each running clock");
        Assert.That(timers, Has.All.Matches<PlannedTimer>(timer => timer.FireAt > now), "nothing due is left undone");
        foreach (var clock in file.Clocks)
        {
            Assert.That(clock.Status is ClockStatus.Running or ClockStatus.Breached && clock.Deadline is null, Is.False, clock.Id);
            Assert.That(clock.IsRunning && clock.StoppedOn is not null, Is.False, clock.Id);
        }

        Assert.That(file.Clocks.Where(clock => clock.Kind == ClockKind.Step && clock.IsRunning && promised is { IsRunning: true }), Has.All.Matches<Clock>(step => step.Deadline!.Due <= promised!.Deadline!.Due), "no step outlasts the promise");
        var mayStand = after switch
        {
            CaseState.Suspended => file.Clocks,
            CaseState.InReview { Correction: not null } => [.. file.Clocks.Where(clock => clock.Kind is ClockKind.Promised or ClockKind.Step)],
            _ => [],
        };
        Assert.That(file.Clocks.Where(clock => clock.Status == ClockStatus.Suspended), Is.SubsetOf(mayStand), "time stands still only in a special procedure, and the promise while the applicant corrects");
        if (before is CaseState.Decided or CaseState.Issued or CaseState.Served or CaseState.Revoked)
        {
            var was = ((CaseState.Known)before).File;
            var (promisedThen, statutoryThen) = (was.Clock(Clock.PromisedId)!, was.Clock(Clock.StatutoryId)!);
            Assert.That(
                (promised, statutory),
                Is.EqualTo((promisedThen with { PublishedReason = promised!.PublishedReason }, statutoryThen with { PublishedReason = statutory!.PublishedReason })),
                "no clock moves after the decision, though a breach may still be explained");
            Assert.That(promised!.StoppedOn, Is.Not.Null);
        }

        Assert.That(file.Cards.Select(card => card.Rule), Is.Unique, "a card once for each rule and case");
        Assert.That(before is CaseState.Known known ? known.File.Cards.Select(card => card.Rule) : [], Is.SubsetOf(file.Cards.Select(card => card.Rule)), "no card is ever deleted");
        Assert.That(
            file.Clocks.Where(clock => clock.Status == ClockStatus.Breached).Select(clock => $"{clock.Id}.breached"),
            Is.SubsetOf(file.Cards.Select(card => card.Rule)),
            "every breach has its card");
        Assert.That(file.Lamp is Lamp.Blue || file.WorstLamp >= file.Lamp, "the worst lamp is never better than the present one");
    }

    /// <summary>However tasks change hands: nobody waits for nobody, a step's time runs while it is not settled, no stage closes over somebody who has not signed.</summary>
    private static void KeepsItsTasks(Given before, Decision decision)
    {
        var state = before.State;
        foreach (var entry in decision.Entries)
        {
            if (entry.Event is CaseEvent.StageClosed)
            {
                Assert.That(((CaseState.InReview)state).Review.Tasks.Where(task => task.IsPending), Is.Empty, "a stage closes when nobody is asked any more");
            }

            state = CaseEvolution.Evolve(state, entry);
        }

        var review = state is CaseState.InReview s ? s.Review : (state as CaseState.Suspended)?.Review;
        if (review is null)
        {
            return;
        }

        foreach (var step in review.Tasks.GroupBy(task => task.Step))
        {
            var isPending = step.Any(task => task.IsPending);
            Assert.That(isPending && !step.Any(task => task.IsOpen), Is.False, $"{step.Key}: somebody waits and nobody is asked");
            Assert.That(((CaseState.Known)state).File.Clock(Clock.StepId(review.Stage!, step.Key)) is not { } clock || clock.StoppedOn is null == isPending, $"{step.Key}: its time runs while it is not settled");
            Assert.That(step.Select(task => task.Signer), Is.Unique);
            Assert.That(
                step.Where(task => task.IsPending || task.IsSigned).SelectMany(task => new[] { task.Owner ?? task.Assignee, task.OnBehalfOf }).OfType<string>(),
                Is.Unique, $"{step.Key}: one person signs once, and is signed for once");
        }

        Assert.That(review.Closed?.Closed, Is.Null, "one stage is remembered, not the whole way");
        Assert.That(review.LastOpinion is { } last && (review.Find(last) ?? review.Closed?.Find(last)) is not { IsSigned: true }, Is.False, "what may be withdrawn is a signed opinion at hand");
    }

    private static void NamesWhoDidIt(Decision decision, Actor by)
    {
        foreach (var entry in decision.Entries)
        {
            if (ByRules.Contains(entry.Event.GetType()))
            {
                Assert.That(entry.Actor.IsSystem, entry.Event.GetType().Name);
            }
            else
            {
                Assert.That(entry.Actor, Is.EqualTo(by), entry.Event.GetType().Name);
            }
        }
    }

    private static string Write(CaseState state) => Encoding.UTF8.GetString(CaseJson.Write(state));

    private static string Line(CaseEntry entry) => $"{entry.EffectiveAt:O} {entry.Actor.Id} {EventCatalogue.NameOf(entry.Event)} {Encoding.UTF8.GetString(CaseJson.Write(entry.Event))}";
}
