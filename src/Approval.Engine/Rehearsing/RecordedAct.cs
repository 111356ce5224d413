using Approval.Engine.Cases;

namespace Approval.Engine.Rehearsing;

/// <summary>An act as the journal shows it, put back into the command it came from.</summary>
/// <param name="At">When it was typed in.</param>
/// <param name="Place">The task it was about; null for acts about none.</param>
public sealed record RecordedAct(CaseCommand Command, Actor Actor, DateTimeOffset At, TaskPlace? Place)
{
    /// <summary>The command as it fits the case now: under other rules the same work may have another task.</summary>
    internal CaseCommand For(CaseState state)
    {
        if (Place is not { } place || state is not CaseState.InReview { Review: var review } || review.Find(place.TaskId) is not null)
        {
            return Command;
        }

        var same = review.Tasks.FirstOrDefault(task => task.Step == place.Step && task.Signer == place.Signer && task.IsOpen)
            ?? review.Tasks.FirstOrDefault(task => task.Step == place.Step && task.IsOpen);
        return same is null ? Command : Command switch
        {
            CaseCommand.ClaimTask c => c with { TaskId = same.Id },
            CaseCommand.ReleaseTask c => c with { TaskId = same.Id },
            CaseCommand.EndorseTask c => c with { TaskId = same.Id },
            CaseCommand.ObjectTask c => c with { TaskId = same.Id },
            CaseCommand.ReturnTask c => c with { TaskId = same.Id },
            CaseCommand.AssignTask c => c with { TaskId = same.Id },
            CaseCommand.TransferTask c => c with { TaskId = same.Id },
            CaseCommand.DelegateTask c => c with { TaskId = same.Id },
            CaseCommand.ReturnDelegation c => c with { TaskId = same.Id },
            CaseCommand.AddSigner c => c with { TaskId = same.Id },
            CaseCommand.RemoveSigner c => c with { TaskId = same.Id },
            _ => Command,
        };
    }
}

/// <summary>Where a task stood when somebody acted on it.</summary>
public sealed record TaskPlace(Guid TaskId, string Step, int Signer);
