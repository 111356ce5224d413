using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Attribution;

/// <summary>
/// Exactly one holder for each state. A correction asked for during review is the applicant's time only where it stops the
/// promise: elsewhere the procedure means the office to go on. While several departments have open tasks the time is theirs
/// jointly; from the moment all but one have finished it is the last one's.
/// </summary>
internal static class HolderRule
{
    /// <param name="departments">Department of each task, as it was offered; null where the procedure names none.</param>
    public static Holder Of(CaseState state, IReadOnlyDictionary<Guid, string?> departments) => state switch
    {
        CorrectionRequested => Holder.Applicant,
        Suspended s => new Holder(HolderKind.ExcludedByLaw, s.Suspension.Kind),
        InReview { Correction: not null } s when PromiseStands(s.File) => Holder.Applicant,
        InReview { Review.Complete: true } => Holder.Head,
        InReview s => OfStage(s.Review, departments),
        _ => Holder.Window,
    };

    /// <summary>Whether the time of a case ends with this state.</summary>
    public static bool IsEnd(CaseState state) => state is Served or NotAccepted or Declined or Withdrawn or Terminated or Revoked;

    private static bool PromiseStands(CaseFile file) => file.Ledger.Entries.LastOrDefault(entry => entry.PromiseOnly)?.Operation == Clocks.LedgerOperation.Suspend;

    private static Holder OfStage(Review review, IReadOnlyDictionary<Guid, string?> departments)
    {
        var open = review.Tasks.Where(task => task.IsOpen).Select(task => HolderOf(task, departments)).Distinct().ToImmutableArray();
        return open switch
        {
            [] => Holder.Window,
            [var one] => one,
            _ => new Holder(HolderKind.Joint, string.Join('、', open.Select(holder => holder.Name ?? "负责人"))),
        };
    }

    private static Holder HolderOf(CaseTask task, IReadOnlyDictionary<Guid, string?> departments) =>
        task.Role == Roles.Head ? Holder.Head : new Holder(HolderKind.Department, departments.GetValueOrDefault(task.Id) ?? task.Role);
}
