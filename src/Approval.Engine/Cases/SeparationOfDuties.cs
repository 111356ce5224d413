using System.Collections.Immutable;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>职责分离与回避: what a person may not do although the role is right.</summary>
internal static class SeparationOfDuties
{
    private const string OwnInterest = "公务员法第七十六条";
    private const string Chair = "行政许可法第四十八条第一款第三项";

    public static Rejection? Check(CaseCommand command, CaseFile? file, Facts facts)
    {
        var actor = facts.Actor;
        if (actor.IsSystem || actor.Office is null)
        {
            return null;
        }

        if (IsInterested(actor.Interests, command, file, facts))
        {
            return new Rejection(
                RejectionKind.Forbidden,
                "duties.own_application",
                new($"{actor.Name}与本件的申请人或者代理人有利害关系，应当回避。", $"{actor.Name} has an interest in the applicant or agent of this case and must keep away from it."),
                OwnInterest);
        }

        return command is ClaimTask or EndorseTask or ObjectTask or ReturnTask && file?.Hearing?.Chair?.Id == actor.Id
            ? new Rejection(
                RejectionKind.Forbidden,
                "duties.chair_reviews",
                new("听证主持人不得审查本件。", "The chair of the hearing may not review the case."),
                Chair)
            : null;
    }

    /// <summary>Whoever applies for something does not approve it.</summary>
    public static Rejection? CheckApprover(Actor actor, string appliedBy, string legalBasis) =>
        actor.Id != appliedBy
            ? null
            : new Rejection(
                RejectionKind.Forbidden, "duties.own_request", new("申请人不得批准自己的申请，应当由他人批准。", "Whoever applied for it may not approve it: somebody else must."), legalBasis);

    /// <summary>The chair is not among those who review the application, and has no interest in it (art 48).</summary>
    public static Rejection? CheckChair(Act act, CaseCommand command, Officer chair)
    {
        if (IsInterested(act.Facts.ChairInterests, command, act.File, act.Facts))
        {
            return Rejections.Invalid(
                "hearing.chair_interested",
                $"{chair.Name}与本件的申请人或者代理人有利害关系，不得主持听证。",
                $"{chair.Name} has an interest in the applicant or agent of this case and may not chair its hearing.",
                Chair,
                "/chair/id");
        }

        var review = CaseEvolution.ReviewOf(act.State);
        return review is not null && ((review.People ?? []).Contains(chair.Id) || review.Tasks.Any(task => task.Assignee == chair.Id))
            ? Rejections.Invalid(
                "hearing.chair_reviewed", $"{chair.Name} 审查过本件，不得主持听证。", $"{chair.Name} has reviewed this case and may not chair its hearing.", Chair, "/chair/id")
            : null;
    }

    private static bool IsInterested(ImmutableArray<string> interests, CaseCommand command, CaseFile? file, Facts facts) =>
        !interests.IsDefaultOrEmpty && PartiesOf(command, file, facts).Any(party => interests.Any(interest => Names(party, interest)));

    /// <summary>
    /// A number is the same one or it is not; the X at the end of an identity number may have been typed small. Only a number that was
    /// erased is masked for good: then the end that is left decides, and in doubt somebody else does it.
    /// </summary>
    private static bool Names(string party, string interest) =>
        party.Equals(interest, StringComparison.OrdinalIgnoreCase)
        || (party.StartsWith('*') && party.Equals(PersonalData.Mask(interest), StringComparison.OrdinalIgnoreCase));

    /// <summary>An intake as it is handed in is masked already: where the whole application is known, it is that one that counts.</summary>
    private static IEnumerable<string> PartiesOf(CaseCommand command, CaseFile? file, Facts facts)
    {
        var receive = command as Receive;
        var application = facts.Application ?? receive?.Application;
        return new[] { receive?.Organisation ?? file?.Organisation, application?.Applicant.Identifier, application?.Agent?.Identifier }.OfType<string>();
    }
}
