using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;

namespace Approval.Api.Tasks;

/// <summary>
/// What the caller could do with a task now. The Engine itself is asked, with commands that say nothing: one that it refuses only for
/// what is missing in it would be heard.
/// </summary>
public static class AllowedTaskActions
{
    private static readonly Person Nobody = new("", "", [], null);

    public static ImmutableArray<string> For(CaseState state, Guid taskId, Facts facts)
    {
        if (state is not CaseState.InReview { Review: var review } || (review.Find(taskId) ?? review.Closed?.Find(taskId)) is not { } task)
        {
            return [];
        }

        return [.. Asked(task, facts).Where(action => IsHeard(CaseDecider.Decide(state, action.Command, facts))).Select(action => action.Name)];
    }

    private static IEnumerable<(string Name, CaseCommand Command)> Asked(CaseTask task, Facts facts)
    {
        var id = task.Id;
        if (task.IsPending)
        {
            yield return ("claim", new CaseCommand.ClaimTask(id));
            yield return ("release", new CaseCommand.ReleaseTask(id));
            yield return ("endorse", new CaseCommand.EndorseTask(id, null));
            yield return ("object", new CaseCommand.ObjectTask(id, "?"));
            if (facts.Procedure.Chain.Find(task.Stage)?.ReturnsTo is [var earlier, ..])
            {
                yield return ("return", new CaseCommand.ReturnTask(id, earlier, "?"));
            }

            yield return ("assign", new CaseCommand.AssignTask(id, Nobody, null));
            yield return ("transfer", new CaseCommand.TransferTask(id, Nobody, ""));
            yield return ("delegate", new CaseCommand.DelegateTask(id, Nobody, null));
            yield return ("return-delegation", new CaseCommand.ReturnDelegation(id, null));
            yield return ("add-signer", new CaseCommand.AddSigner(id, Nobody, SignerPosition.Beside, ""));
            yield return ("remove-signer", new CaseCommand.RemoveSigner(id, null));
            yield return ("urge", new CaseCommand.UrgeTask(id, null));
            yield return ("copy", new CaseCommand.CopyTask(id, [], null));
        }

        yield return ("withdraw-opinion", new CaseCommand.WithdrawOpinion(id, null));
    }

    private static bool IsHeard(Decision decision) =>
        decision.Rejection is { } rejection ? rejection.Kind == RejectionKind.InvalidArgument : decision.Entries.Any(entry => !entry.Actor.IsSystem);
}
