using Approval.Engine.Procedures;

namespace Approval.Engine.Tasks;

/// <summary>Who is not asked yet: in turn (顺签) those after, and of added signers (加签) those around whom somebody comes first.</summary>
public static class SigningTurn
{
    /// <param name="tasks">Of the open stage.</param>
    public static bool Waits(Step step, IReadOnlyCollection<CaseTask> tasks, CaseTask task) =>
        tasks.Any(other => other.AddedFor == task.Id && other is { Position: SignerPosition.Before, IsPending: true })
        || (task.AddedFor is { } adding
            ? task.Position == SignerPosition.After && tasks.Any(other => other.Id == adding && other.IsPending)
            : step.Mode == SigningMode.InTurn && tasks.Any(other => other.Step == task.Step && other.AddedFor is null && other.Signer < task.Signer && IsBusy(tasks, other)));

    /// <summary>Somebody is still asked there: the signer, or who was added for the signer.</summary>
    private static bool IsBusy(IReadOnlyCollection<CaseTask> tasks, CaseTask signer) =>
        signer.IsPending || tasks.Any(other => other.AddedFor == signer.Id && other.IsPending);
}
