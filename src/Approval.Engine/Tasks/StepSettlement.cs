using Approval.Engine.Procedures;

namespace Approval.Engine.Tasks;

/// <summary>Whether the signers of a step have come to one opinion.</summary>
public enum StepSettlement
{
    Pending,
    Agreed,
    Against,
}

/// <summary>
/// What the signatures of a step come to: those of the procedure by its mode, and everybody added (加签) must agree besides.
/// </summary>
public static class StepSettling
{
    public static StepSettlement Of(Step step, IReadOnlyCollection<CaseTask> tasks)
    {
        var added = tasks.Where(task => task.AddedFor is not null).ToList();
        if (added.Exists(task => task.Status == CaseTaskStatus.Objected))
        {
            return StepSettlement.Against;
        }

        var own = OfSigners(step, [.. tasks.Where(task => task.AddedFor is null)]);
        return own == StepSettlement.Agreed && added.Exists(task => task.IsPending) ? StepSettlement.Pending : own;
    }

    /// <summary>A step that nobody was asked for, because all of it was kept, is agreed.</summary>
    private static StepSettlement OfSigners(Step step, IReadOnlyCollection<CaseTask> tasks)
    {
        var agreed = tasks.Count(task => task.Status is CaseTaskStatus.Endorsed or CaseTaskStatus.Deemed);
        var against = tasks.Count(task => task.Status == CaseTaskStatus.Objected);
        return step.Mode switch
        {
            SigningMode.Any => (agreed, against) switch
            {
                ( > 0, _) => StepSettlement.Agreed,
                (_, > 0) => StepSettlement.Against,
                _ => tasks.Count == 0 ? StepSettlement.Agreed : StepSettlement.Pending,
            },
            SigningMode.Quorum => OfQuorum(step.Quorum!, tasks, agreed, against),
            _ => against > 0 ? StepSettlement.Against
                : tasks.Any(task => task.IsPending) ? StepSettlement.Pending
                : StepSettlement.Agreed,
        };
    }

    private static StepSettlement OfQuorum(QuorumRule rule, IReadOnlyCollection<CaseTask> tasks, int agreed, int against)
    {
        var needed = rule.Needed(tasks.Count);
        return tasks.Any(task => task.Status == CaseTaskStatus.Objected && rule.VetoRoles.Contains(task.Role)) ? StepSettlement.Against
            : agreed >= needed ? StepSettlement.Agreed
            : tasks.Count - against < needed ? StepSettlement.Against
            : StepSettlement.Pending;
    }
}
