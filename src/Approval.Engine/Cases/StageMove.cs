using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Cases;

/// <summary>
/// The open stage under another version. A step that asks the same people in the same way goes on as it is; one that asks otherwise is
/// asked anew, one that is gone is dropped with what was signed for it.
/// </summary>
/// <param name="Round">One more when tasks are offered: ids follow from it.</param>
/// <param name="Steps">The steps of the stage that go on, as the new version has them.</param>
/// <param name="Asked">The steps asked anew, or for the first time.</param>
internal sealed record StageMove(string Stage, int Round, ImmutableArray<Step> Steps, ImmutableArray<Step> Asked, ImmutableArray<Guid> Dropped, ImmutableArray<OfferedTask> Offered)
{
    public IEnumerable<Step> AskedInTurn => Asked.Where(step => step.Mode == SigningMode.InTurn);

    /// <summary>Null when no stage is open.</summary>
    public static StageMove? Of(Act act, Procedure target)
    {
        var review = CaseEvolution.ReviewOf(act.State);
        if (review?.Stage is not { } open)
        {
            return null;
        }

        var before = act.Facts.Procedure.Chain.Find(open)!;
        var after = ChainPath.StepsOf(target.Chain.Find(open)!, ConditionFacts.Of((CaseState.Known)act.State)).ToList();
        var going = after.Where(step => before.Find(step.Id) is { } old && step.AsksTheSameAs(old) && WasAsked(review, open, step)).ToList();
        ImmutableArray<Step> asked = [.. after.Except(going)];
        var round = asked.IsEmpty ? review.Round : review.Round + 1;
        return new StageMove(
            open,
            round,
            [.. going],
            asked,
            [.. review.Tasks.Where(task => going.All(step => step.Id != task.Step)).Select(task => task.Id)],
            [.. asked.SelectMany(step => Offers(act, step, round))]);
    }

    /// <summary>It has tasks, or was agreed before a return and kept whole.</summary>
    private static bool WasAsked(Review review, string stage, Step step) =>
        review.Tasks.Any(task => task.Step == step.Id) || review.KeptOf(stage, step.Id) is { Signers: null };

    private static IEnumerable<OfferedTask> Offers(Act act, Step step, int round)
    {
        var partner = act.Facts.Office.PartnerFor(step.Agency)?.Code;
        return Enumerable.Range(1, step.Signers).Select(signer =>
            new OfferedTask(TaskIdentity.Of(act.File.Id, round, step.Id, signer), step.Id, signer, step.RoleOf(signer), step.Department, partner)
            {
                Waits = step.Mode == SigningMode.InTurn ? true : null,
            });
    }
}
