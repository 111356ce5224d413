using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>A case in every phase, on 3 March 2026; <see cref="Next"/> is the morning after.</summary>
internal static class Phases
{
    public const string Next = "2026-03-04 09:00";

    /// <summary>Ten working days after 3 March (art 44).</summary>
    public const string DeliveryDue = "2026-03-17";

    public static readonly IReadOnlyDictionary<string, Func<Given>> All = new Dictionary<string, Func<Given>>
    {
        ["notReceived"] = () => Given.Nothing(),
        ["received"] = Received,
        ["correctionRequested"] = () => Received().And(Clerk, "2026-03-03 10:00", Sample.RequestCorrection),
        ["accepted"] = () => Given.Received("2026-03-02 10:00", Matters.Licence with { Chain = Approval.Engine.Procedures.Chain.None }).And(Clerk, "2026-03-03 10:00", Sample.Accept),
        ["inReview"] = InJointReview,
        ["suspended"] = () => InReview().And(Clerk, "2026-03-03 10:00", Sample.Suspend),
        ["decided"] = Decided,
        ["issued"] = Issued,
        ["served"] = () => Issued().And(Clerk, "2026-03-03 17:00", Sample.Serve),
        ["notAccepted"] = () => Received().And(Clerk, "2026-03-03 10:00", Sample.RefuseAcceptance),
        ["declined"] = () => Received().And(Clerk, "2026-03-03 10:00", Sample.Decline),
        ["withdrawn"] = () => InReview().And(Applicant, "2026-03-03 10:00", Sample.Withdraw),
        ["terminated"] = () => InReview().And(Head, "2026-03-03 10:00", Sample.Terminate),
        ["revoked"] = () => Issued().And(Head, "2026-03-03 17:00", Sample.Revoke),
    };

    public static Given Received() => Given.Received("2026-03-02 10:00");

    public static Given InReview() => Received().And(Clerk, "2026-03-02 11:00", Sample.Accept);

    /// <summary>The second stage: a task is open and may go back.</summary>
    public static Given InJointReview() =>
        InReview().And(Reviewer, "2026-03-03 09:00", Sample.Endorse).And(OtherReviewer, "2026-03-03 09:10", given => new CaseCommand.EndorseTask(given.Task("technical", 2).Id, null));

    public static Given Reviewed() => InReview().Reviewed("2026-03-03 14:00");

    public static Given Decided() => Reviewed().And(Head, "2026-03-03 15:00", Sample.Grant);

    public static Given Issued() => Decided().And(Clerk, "2026-03-03 16:00", Sample.Issue);
}
