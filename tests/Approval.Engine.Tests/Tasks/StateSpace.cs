using System.Globalization;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>
/// Every order of every act that a chain allows: nothing gets stuck, no clock loses its timer, nothing is decided twice or too early, and
/// from everywhere the chain can be brought to its end. Two situations that differ only in dates are one.
/// </summary>
public class StateSpace
{
    /// <summary>More situations than any chain of ours has; one that has more must be looked at.</summary>
    private const int Bound = 150_000;

    public static IEnumerable<string> Chains() => Approval.Engine.Tests.Procedures.Seeds.Codes.Append("LH-01.v2").Append("chained").Append("licence");

    [TestCaseSource(nameof(Chains))]
    public void No_order_of_acts_gets_stuck(string name)
    {
        var procedure = Of(name);
        var start = Given.Received("2026-03-02 10:00", procedure).And(Clerk, "2026-03-02 11:00", Sample.Accept);
        var seen = new Dictionary<string, (Given Given, List<string> Next)>();
        var waiting = new Queue<string>();
        See(start, seen, waiting);
        while (waiting.TryDequeue(out var key) && seen.Count < Bound)
        {
            var (given, next) = seen[key];
            next.AddRange(Acts(given).Select(after => See(after, seen, waiting)));
        }

        TestContext.Out.WriteLine($"{name}: {seen.Count} situations");
        Assert.That(waiting, Is.Empty, "more situations than the bound");
        foreach (var (given, next) in seen.Values)
        {
            HasItsTimers(given);
            IsDecidedOnceAndNotTooEarly(given);
            Assert.That(IsEnd(given) || next.Count > 0, $"stuck: {Key(given)}");
        }

        Assert.That(CannotEnd(seen), Is.Empty, "from everywhere the chain can be brought to its end");
    }

    /// <summary>What anybody may do now: sign for or against, send back, let time pass to the next timer, begin or end a special procedure.</summary>
    private static IEnumerable<Given> Acts(Given given)
    {
        var now = given.File.LastActAt > LastEntry(given) ? given.File.LastActAt : LastEntry(given);
        if (given.State is CaseState.Suspended)
        {
            yield return Done(given, Clerk, now, Sample.Resume)!;
            yield break;
        }

        if (given.State is not CaseState.InReview { Review: { Complete: false } review })
        {
            yield break;
        }

        foreach (var task in review.Tasks.Where(task => task.IsOpen))
        {
            CaseCommand[] commands =
            [
                new CaseCommand.EndorseTask(task.Id, null), new CaseCommand.ObjectTask(task.Id, "不同意"),
                .. given.Procedure.Chain.Find(task.Stage)!.ReturnsTo.Select(earlier => new CaseCommand.ReturnTask(task.Id, earlier, "退回")),
            ];
            foreach (var command in commands)
            {
                if (Candidates(task).Select(person => Done(given, person, now, command)).FirstOrDefault(after => after is not null) is { } after)
                {
                    yield return after;
                }
                else
                {
                    Assert.That(command, Is.InstanceOf<CaseCommand.ReturnTask>(), $"somebody can sign {task.Step} {task.Signer}");
                }
            }
        }

        if (TimerPlan.For(given.File.Clocks).Where(timer => timer.ClockId.StartsWith("step:", StringComparison.Ordinal)).MinBy(timer => timer.FireAt) is { } due)
        {
            yield return given.Until(due.FireAt);
        }

        if (!given.Procedure.Suspensions.IsEmpty && given.File.Ledger.Entries.IsEmpty)
        {
            var kind = given.Procedure.Suspensions[0].Kind;
            if (Done(given, Clerk, now, Sample.Suspend with { Kind = kind, ExpectedDays = 3 }) is { } suspended)
            {
                yield return suspended;
            }
        }
    }

    private static DateTimeOffset LastEntry(Given given) => given.Entries.Max(entry => entry.EffectiveAt);

    private static Given? Done(Given given, Actor by, DateTimeOffset now, CaseCommand command)
    {
        var tried = given.WhenTimersSlept(by, now, command);
        return tried.Decision.Rejection is null && tried.Decision.Entries.Length > 0 ? tried.After : null;
    }

    private static IEnumerable<Actor> Candidates(CaseTask task) =>
        Enumerable.Range(1, 4).Select(number => new Actor($"{task.Role}-{number}", "人员", ActorKind.Person, [task.Role], task.Office ?? "430100", null));

    private static string See(Given given, Dictionary<string, (Given, List<string>)> seen, Queue<string> waiting)
    {
        var key = Key(given);
        if (seen.TryAdd(key, (given, [])))
        {
            waiting.Enqueue(key);
        }

        return key;
    }

    private static string Key(Given given)
    {
        var clocks = string.Join(' ', given.File.Clocks.OrderBy(clock => clock.Id, StringComparer.Ordinal).Select(clock => $"{clock.Id}:{clock.Status}"));
        if (given.State is not CaseState.InReview and not CaseState.Suspended)
        {
            return $"{given.Phase} {clocks}";
        }

        var review = given.State is CaseState.Suspended { Review: null } ? Review.NotBegun : given.Review;
        var tasks = string.Join(' ', review.Tasks.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Step}/{task.Signer}:{task.Status}:{task.Escalated}")));
        var kept = string.Join(' ', (review.Kept ?? []).Select(step => $"{step.Step}({string.Join(',', step.Signers?.Select(signer => signer.Signer) ?? [])})"));
        var returns = string.Join(' ', (review.Returns ?? []).OrderBy(stage => stage.Stage, StringComparer.Ordinal).Select(stage => $"{stage.Stage}:{stage.Times}"));
        return $"{given.Phase} {review.Stage} {review.Complete} {review.Objected} {given.File.Ledger.Entries.Length} | {tasks} | {kept} | {returns} | {clocks}";
    }

    private static bool IsEnd(Given given) => given.State is not CaseState.Suspended and not CaseState.InReview { Review.Complete: false };

    private static void HasItsTimers(Given given) =>
        Assert.That(
            TimerPlan.For(given.File.Clocks).Select(timer => timer.ClockId),
            Is.EquivalentTo(given.File.Clocks.Where(clock => clock.IsRunning).Select(clock => clock.Id)),
            "one timer for each running clock");

    private static void IsDecidedOnceAndNotTooEarly(Given given)
    {
        var now = LastEntry(given);
        var refusal = given.Procedure.DecisionRoles.Contains(Roles.Head) ? Head : Clerk;
        var decided = given.WhenTimersSlept(refusal, now, Sample.Refuse);
        if (given.State is CaseState.InReview { Review.Complete: false } or CaseState.Suspended)
        {
            Assert.That(decided.Decision.Rejection, Is.Not.Null, "not while the chain runs");
            return;
        }

        if (decided.Decision.Rejection is null && decided.Decision.State is CaseState.Decided)
        {
            Assert.That(decided.After.WhenTimersSlept(refusal, now, Sample.Refuse).Decision.Entries, Is.Empty, "not twice");
            Assert.That(decided.After.WhenTimersSlept(refusal, now, Sample.Grant).Decision.Rejection, Is.Not.Null, "nor the other way");
        }
    }

    /// <summary>Situations from which no end can be reached, found backwards from the ends.</summary>
    private static IEnumerable<string> CannotEnd(Dictionary<string, (Given Given, List<string> Next)> seen)
    {
        var before = seen.SelectMany(entry => entry.Value.Next.Select(next => (From: entry.Key, To: next))).ToLookup(edge => edge.To, edge => edge.From);
        var reaching = seen.Where(entry => IsEnd(entry.Value.Given)).Select(entry => entry.Key).ToHashSet();
        var waiting = new Queue<string>(reaching);
        while (waiting.TryDequeue(out var key))
        {
            foreach (var from in before[key].Where(reaching.Add))
            {
                waiting.Enqueue(from);
            }
        }

        return seen.Keys.Except(reaching);
    }

    private static Procedure Of(string name) => name switch
    {
        "chained" => Matters.Chained,
        "licence" => Matters.Licence,
        _ when Procedures.Seeds.Codes.Contains(name) => Procedures.Seeds.Procedure(name),
        _ => ProcedureReader.Read(File.ReadAllText(Path.Combine(Procedures.Seeds.Folder, "procedures", $"{name}.json")), $"{name}.json").Procedure!,
    };
}
