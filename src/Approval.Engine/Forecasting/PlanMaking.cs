using System.Collections.Immutable;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Forecasting;

/// <summary>
/// Makes the way of a procedure's cases at an office: its chain, with the recorded times. A step that nobody has signed yet is assumed to
/// take its budget, or a working day, and is told.
/// </summary>
public sealed class PlanMaking(Office office, WorkTimeline timeline, RecordedTimes recorded)
{
    private readonly SortedSet<string> assumed = new(StringComparer.Ordinal);

    /// <summary>Steps without a recorded time.</summary>
    public IReadOnlyCollection<string> Assumed => assumed;

    public Plan Of(Procedure procedure)
    {
        var ids = procedure.Chain.Stages.Select(stage => stage.Id).ToList();
        return new Plan(
            procedure.Code,
            [
                .. procedure.Chain.Stages.Select(stage =>
                {
                    var returns = recorded.ReturnsOutOf(procedure.Code, stage.Id);
                    var to = returns is { To: var target } ? ids.IndexOf(target) : -1;
                    return new PlannedStage(stage.Id, [.. stage.Steps.Select(step => StepOf(procedure, stage, step))], to >= 0 ? Math.Min(returns!.Value.Share, 0.9) : 0, Math.Max(0, to));
                }),
                new PlannedStage(
                    RecordedTimes.Decision,
                    [new PlannedStep(RecordedTimes.Decision, [new PlannedTask(Staffing.Key(office.Code, procedure.DecisionRoles[0]), Minutes(procedure, RecordedTimes.Decision, null))])]),
            ]);
    }

    /// <summary>What is left of the open stage: the tasks still to be signed; null when none is open.</summary>
    public (int Stage, ImmutableArray<PlannedStep>? Remaining) Rest(Procedure procedure, Plan plan, Review review)
    {
        if (review.Complete || review.Stage is not { } open)
        {
            return (review.Complete ? plan.Stages.Length - 1 : 0, null);
        }

        var number = plan.Stages.Select(stage => stage.Id).ToList().IndexOf(open);
        var steps = from step in procedure.Chain.Find(open)?.Steps ?? []
                    let pending = review.Tasks.Where(task => task.Step == step.Id && task.IsPending).ToList()
                    where pending.Count > 0
                    select new PlannedStep(
                        step.Id,
                        [.. pending.Take(Left(step, review)).Select(task => new PlannedTask(Staffing.Key(task.Office ?? office.Code, task.Role), Minutes(procedure, step.Id, step.Budget)))],
                        step.Mode == SigningMode.InTurn);
        return (Math.Max(0, number), [.. steps]);
    }

    private PlannedStep StepOf(Procedure procedure, Stage stage, Step step)
    {
        var partner = office.PartnerFor(step.Agency)?.Code ?? office.Code;
        var minutes = Minutes(procedure, step.Id, step.Budget);
        return new PlannedStep(
            step.Id,
            [.. Enumerable.Range(1, Signatures(step)).Select(signer => new PlannedTask(Staffing.Key(partner, step.RoleOf(signer)), minutes))],
            step.Mode == SigningMode.InTurn,
            step.When is null ? 1 : recorded.ShareOf(procedure.Code, stage.Id, step.Id));
    }

    private ImmutableArray<double> Minutes(Procedure procedure, string step, TimeLimit? budget)
    {
        if (recorded.Of(office.Code, procedure.Code, step) is { IsEmpty: false } known)
        {
            return known;
        }

        assumed.Add($"{procedure.Code} {step}");
        return [budget is { Unit: TimeUnit.WorkingHour } hours ? hours.Amount * 60 : Math.Max(1, budget?.Amount ?? 1) * timeline.DayLength];
    }

    /// <summary>How many must sign before the step is settled: 或签 one, 票签 as many as carry it.</summary>
    private static int Signatures(Step step) => step.Mode switch
    {
        SigningMode.Any => 1,
        SigningMode.Quorum => step.Quorum!.Needed(step.Signers),
        _ => step.Signers,
    };

    private static int Left(Step step, Review review) => step.Mode is SigningMode.Any or SigningMode.Quorum
        ? Math.Max(1, Signatures(step) - review.Tasks.Count(task => task.Step == step.Id && task.Status == CaseTaskStatus.Endorsed))
        : int.MaxValue;
}
