using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>逾期未反馈: silence escalates. It never agrees, unless the procedure names the act that says so.</summary>
public static partial class CaseDecider
{
    /// <param name="late">The clock of the step, just breached.</param>
    internal static void FollowSilence(Act act, Clock late, DateTimeOffset at)
    {
        var review = CaseEvolution.ReviewOf(act.State);
        if (review?.Stage is not { } stage
            || act.Facts.Procedure.Chain.Find(stage)?.Steps.FirstOrDefault(step => Clock.StepId(stage, step.Id) == late.Id) is not { OnSilence: { } rule } silent)
        {
            return;
        }

        ImmutableArray<Guid> pending = [.. review.Tasks.Where(task => task.Step == silent.Id && task.IsPending).Select(task => task.Id)];
        if (pending.IsEmpty)
        {
            return;
        }

        if (rule.Then == SilenceEffect.Escalate)
        {
            act.Record(new CaseEvent.StepEscalated(stage, silent.Id), Actor.Rule($"{late.Id}.escalate"), at);
            return;
        }

        act.Record(new CaseEvent.StepDeemedAgreed(stage, silent.Id, pending, rule.LegalBasis!), Actor.Rule($"{late.Id}.deemAgreed"), at);
        act.RecordClocks("stepDeemedAgreed", at, [ClockWork.Stop(act.File.Clock(late.Id)!, CivilTime.DayOf(at))]);
    }

    /// <summary>The partner whose people hold a step; null: the office of the case.</summary>
    internal static string? PartnerHolding(CaseState state, Clock clock)
    {
        var review = CaseEvolution.ReviewOf(state);
        return clock.Kind == ClockKind.Step ? review?.Tasks.FirstOrDefault(task => Clock.StepId(task.Stage, task.Step) == clock.Id)?.Office : null;
    }
}
