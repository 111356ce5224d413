using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Progress;

/// <summary>
/// The way ahead of a case, stage by stage: steps of a stage side by side, a stage opens on the day the one before it closes, each step
/// takes its whole budget.
/// </summary>
internal sealed class Outlook
{
    private readonly Forecasting counting;
    private readonly CaseFile file;
    private readonly Procedure procedure;
    private readonly Dictionary<string, ExpectedSpan> stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExpectedSpan> steps = new(StringComparer.Ordinal);
    private readonly List<string> withoutBudget = [];
    private readonly DateOnly decision;
    private readonly bool isProvisional;

    public Outlook(Forecasting counting, CaseState.Known state, Procedure procedure, int position)
    {
        (this.counting, this.procedure, file) = (counting, procedure, state.File);
        var notice = file.Clock(Clock.NoticeId);
        Acceptance = state is CaseState.Received ? Later(notice?.Deadline?.Due ?? counting.Today, counting.Today) : null;
        (decision, isProvisional) = (Acceptance ?? counting.Today, false);
        var (review, valueOf) = (ReviewHistory.ReviewOf(state), ConditionFacts.Of(state));
        foreach (var stage in procedure.Chain.Stages.Skip(position))
        {
            var isOpen = stage.Id == review?.Stage;
            var from = decision;
            var ahead = isOpen
                ? stage.Steps.Where(step => review!.Tasks.Any(task => task.Step == step.Id && task.IsPending))
                : stage.When?.Holds(valueOf) ?? true ? ChainPath.StepsOf(stage, valueOf).Where(step => review?.KeptOf(stage.Id, step.Id) is not { Signers: null })
                : [];
            foreach (var step in ahead.ToList())
            {
                var end = End(stage, step, from, isOpen);
                steps[step.Id] = end;
                decision = Later(decision, end.Through);
                isProvisional |= end.Provisional;
            }

            if (!isOpen && !ChainPath.Applies(stage, valueOf))
            {
                continue;
            }

            stages[stage.Id] = new ExpectedSpan(from, decision, isProvisional);
        }
    }

    /// <summary>Of a case that is not accepted yet.</summary>
    public DateOnly? Acceptance { get; }

    public DateOnly Decision => decision;

    public DateOnly Delivery => counting.Of(procedure.Limits.Delivery, ClockKind.Delivery, decision).Due;

    public ExpectedSpan? Of(Stage stage) => stages.GetValueOrDefault(stage.Id);

    public ExpectedSpan? Of(Step step) => steps.GetValueOrDefault(step.Id);

    public Forecast Summary(ImmutableArray<string> assumes)
    {
        var statutory = Limit(Clock.StatutoryId, ClockKind.Statutory, file.Limits.Statutory);
        var promised = Limit(Clock.PromisedId, ClockKind.Promised, file.Limits.Promised) is { } own && statutory is not null ? own.NoLaterThan(statutory) : null;
        return new Forecast(
            counting.Today,
            decision,
            Delivery,
            promised?.Due,
            statutory?.Due,
            promised is not null && decision > promised.Due,
            statutory is not null && decision > statutory.Due,
            isProvisional || promised is { Provisional: true },
            assumes,
            [.. withoutBudget]);
    }

    /// <summary>The clock that counts, or the one that would start with the acceptance.</summary>
    private Deadline? Limit(string id, ClockKind kind, TimeLimit limit) =>
        file.Clock(id) is { } clock ? counting.Of(clock)
        : Acceptance is { } accepted ? counting.Of(limit, kind, accepted)
        : null;

    private ExpectedSpan End(Stage stage, Step step, DateOnly from, bool isOpen)
    {
        if (step.Budget is not { } budget)
        {
            withoutBudget.Add(step.Id);
            return new ExpectedSpan(from, from, false);
        }

        var clock = isOpen ? file.Clock(Clock.StepId(stage.Id, step.Id)) : null;
        var deadline = clock is null ? counting.Of(budget, ClockKind.Step, from) : counting.Of(clock);
        return new ExpectedSpan(clock?.StartedOn ?? from, Later(deadline.Due, counting.Today), deadline.Provisional);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
