using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>审查: what the orchestrator asks of the chain. An ask that does not fit changes nothing.</summary>
public static partial class CaseDecider
{
    private static Rejection? JudgeOpenStage(Act act, OpenStage command)
    {
        if (act.State is not (Accepted or InReview))
        {
            return null;
        }

        var known = (Known)act.State;
        var review = known is InReview s ? s.Review : Review.NotBegun with { Round = known.File.RoundsTakenBack };
        var facts = ConditionFacts.Of(known);
        var (next, skipped) = ChainPath.Next(act.Facts.Procedure.Chain, review, facts);
        if (next is not { } stage || stage.Id != command.StageId)
        {
            return null;
        }

        var round = review.NextRound;
        var steps = ChainPath.StepsOf(stage, facts).Where(step => review.KeptOf(stage.Id, step.Id) is not { Signers: null }).ToList();
        ImmutableArray<OfferedTask> tasks = [.. steps.SelectMany(step => Offers(act, review, stage, step, round))];
        act.Record(new CaseEvent.StageOpened(stage.Id, round, tasks, skipped.IsEmpty ? null : skipped));
        OfferTurns(act, steps);
        var work = act.ClockWork();
        var promised = act.File.Clock(Clock.PromisedId);
        act.RecordClocks(
            "stageOpened",
            [.. steps.Where(step => step.Budget is not null).Select(step => work.StartStep(Clock.StepId(stage.Id, step.Id), step.Budget!, act.Day, act.EffectiveAt, promised))]);
        return null;
    }

    /// <summary>In turn all wait: whose turn it is, is told when it comes.</summary>
    private static IEnumerable<OfferedTask> Offers(Act act, Review review, Stage stage, Step step, int round)
    {
        var kept = review.KeptOf(stage.Id, step.Id);
        var partner = act.Facts.Office.PartnerFor(step.Agency)?.Code;
        return Enumerable.Range(1, step.Signers).Select(signer =>
        {
            var keeps = kept?.Signers?.FirstOrDefault(other => other.Signer == signer);
            return new OfferedTask(TaskIdentity.Of(act.File.Id, round, step.Id, signer), step.Id, signer, step.RoleOf(signer), step.Department, partner)
            {
                Waits = step.Mode == SigningMode.InTurn && keeps is null ? true : null,
                Kept = keeps,
            };
        });
    }

    private static void OfferTurns(Act act, IEnumerable<Step> steps)
    {
        foreach (var step in steps.Where(step => step.Mode == SigningMode.InTurn))
        {
            OfferNextTurn(act, step);
        }
    }

    private static Rejection? JudgeCloseStage(Act act, CloseStage command)
    {
        if (act.State is not InReview { Review: var review } || review.Stage != command.StageId || review.Tasks.Any(task => task.IsPending))
        {
            return null;
        }

        var chain = act.Facts.Procedure.Chain;
        var steps = review.Tasks.GroupBy(task => task.Step).Select(tasks => (Step: chain.Find(command.StageId)!.Find(tasks.Key)!, Tasks: tasks.ToList())).ToList();
        ImmutableArray<StepSigners> signers =
        [
            .. from step in steps
               where chain.IsIncompatible(step.Step.Id)
               select new StepSigners(step.Step.Id, [.. step.Tasks.Where(task => task.Status is CaseTaskStatus.Endorsed or CaseTaskStatus.Objected).Select(task => task.Assignee!).Distinct()]),
        ];
        act.Record(new CaseEvent.StageClosed(
            command.StageId,
            review.Round,
            steps.Exists(step => StepSettling.Of(step.Step, step.Tasks) == StepSettlement.Against),
            signers.IsEmpty ? null : signers));
        return null;
    }

    private static Rejection? JudgeCompleteChain(Act act)
    {
        if (act.State is InReview { Review: { Stage: null, Complete: false } review } state
            && ChainPath.Next(act.Facts.Procedure.Chain, review, ConditionFacts.Of(state)) is { Stage: null } end)
        {
            act.Record(new CaseEvent.ChainCompleted(review.Objected, end.Skipped.IsEmpty ? null : end.Skipped));
        }

        return null;
    }
}
