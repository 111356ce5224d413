using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>The special procedures during which the time of a licence does not count.</summary>
public static class SuspensionKinds
{
    public const string Hearing = "hearing";

    /// <summary>The eight of 行政许可法 art 45: 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审.</summary>
    public static ImmutableArray<string> Statutory { get; } =
        [Hearing, "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expertReview"];
}
