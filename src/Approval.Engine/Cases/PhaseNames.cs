using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>The wire name of each phase and the Chinese word of the trade.</summary>
public static class PhaseNames
{
    public static LocalText Of(CaseState state) => state switch
    {
        NotReceived => new("未收件", "notReceived"),
        Received => new("已收件", "received"),
        CorrectionRequested => new("待补正", "correctionRequested"),
        Accepted => new("已受理", "accepted"),
        InReview => new("审查中", "inReview"),
        Suspended => new("特别程序", "suspended"),
        Decided => new("已办结", "decided"),
        Issued => new("已制证", "issued"),
        Served => new("已送达", "served"),
        NotAccepted => new("不予受理", "notAccepted"),
        Declined => new("不受理", "declined"),
        Withdrawn => new("已撤件", "withdrawn"),
        Terminated => new("已终止", "terminated"),
        Revoked => new("已撤销", "revoked"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown phase."),
    };
}
