using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Rehearsing;

/// <summary>
/// A case told once more: the acts of people at the times they were typed, every timer on its instant, judged by the rules given. An
/// act that these rules refuse is noted and leaves no trace, as in life.
/// </summary>
internal sealed class Replay
{
    /// <summary>A chain that still answers itself after so many rounds is a fault of the orchestrator.</summary>
    private const int MaxRounds = 100;

    private static readonly Actor TimerRule = Actor.Rule("timer");
    private static readonly Actor ChainRule = Actor.Rule("orchestrator");

    private readonly RehearsalRules rules;
    private readonly string receivedAt;
    private readonly CourseWriter course = new();
    private CaseState state = CaseState.Initial;
    private DateTimeOffset now = DateTimeOffset.MinValue;

    private Replay(RehearsalRules rules, string office) => (this.rules, receivedAt) = (rules, office);

    /// <param name="office">The office of the receipt.</param>
    /// <param name="until">The last instant at which time passes.</param>
    public static CaseCourse Of(IReadOnlyList<RecordedAct> acts, string office, RehearsalRules rules, DateTimeOffset until)
    {
        var replay = new Replay(rules, office);
        foreach (var act in acts)
        {
            replay.Pass(act.At);
            replay.Do(act);
        }

        replay.Pass(until);
        return replay.course.Told(replay.state);
    }

    private void Do(RecordedAct act)
    {
        now = act.At > now ? act.At : now;
        if (act.Command is CaseCommand.Receive receive)
        {
            course.Refused(IntakeFaults(receive.Application));
        }

        var command = act.For(state);
        var decision = CaseDecider.Decide(state, command, FactsFor(act.Actor));
        if (decision.Rejection is { } rejection)
        {
            course.Refused(command, rejection);
            return;
        }

        Take(decision, command.EffectiveAt);
    }

    /// <summary>Every timer due by then, each on its instant.</summary>
    private void Pass(DateTimeOffset until)
    {
        PlannedTimer? fired = null;
        while (state is CaseState.Known { File.Clocks: var clocks } && TimerPlan.For(clocks).MinBy(timer => timer.FireAt) is { } due && due.FireAt <= until)
        {
            if (due == fired)
            {
                throw new InvalidOperationException($"Timer {due.ClockId} is still due after it fired.");
            }

            (fired, now) = (due, due.FireAt > now ? due.FireAt : now);
            Take(CaseDecider.Decide(state, new CaseCommand.FireTimer(due.ClockId, due.Kind, due.LedgerVersion), FactsFor(TimerRule)), null);
        }
    }

    private void Take(Decision decision, DateTimeOffset? effectiveAt)
    {
        Note(decision);
        List<CaseEvent> fresh = [.. decision.Entries.Select(entry => entry.Event)];
        for (var round = 0; fresh.Count > 0; round++)
        {
            var happened = new List<CaseEvent>();
            foreach (var next in rules.Chain(rules.Procedure, state, fresh))
            {
                var answer = CaseDecider.Decide(state, next with { EffectiveAt = effectiveAt }, FactsFor(ChainRule));
                if (answer.Rejection is not null || round == MaxRounds)
                {
                    throw new InvalidOperationException($"The chain asked for {next.Name} in round {round}: {answer.Rejection?.Message.En ?? "it does not come to an end"}.");
                }

                Note(answer);
                happened.AddRange(answer.Entries.Select(entry => entry.Event));
            }

            fresh = happened;
        }
    }

    private void Note(Decision decision)
    {
        state = decision.State;
        foreach (var entry in decision.Entries)
        {
            course.Happened(entry);
        }
    }

    /// <summary>What an intake under these rules would be told about form and materials; the engine sees both as checked.</summary>
    private IEnumerable<FieldError> IntakeFaults(Application application) =>
        ApplicationForm.Check(rules.Procedure, application.Form).Errors
            .Concat(MaterialList.Check(rules.Procedure, application.Materials.Select(material => material.Code)));

    private Facts FactsFor(Actor actor)
    {
        var office = rules.Offices[state is CaseState.Known { File.Office: var code } ? code : receivedAt];
        return new Facts(now, actor, rules.Procedure, office, rules.CalendarOf(office), rules.Offices);
    }
}
