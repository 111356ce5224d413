namespace Approval.Engine.Attribution;

/// <summary>Who holds the time of a case.</summary>
public enum HolderKind
{
    /// <summary>申请人: has been asked to correct the materials.</summary>
    Applicant,

    /// <summary>窗口: the formal check, between two stages, issue and service.</summary>
    Window,

    /// <summary>科室: one department works on the open stage.</summary>
    Department,

    /// <summary>并行科室: several departments work on the open stage, and none of them alone keeps the others waiting.</summary>
    Joint,

    /// <summary>负责人: a step of the head, and the determination once the chain has run to its end.</summary>
    Head,

    /// <summary>依法不计入期限: a special procedure runs (行政许可法 art 45).</summary>
    ExcludedByLaw,
}

/// <param name="Name">The department; of several, all, in the order of the steps, joined by 、; the kind of special procedure; null for the others.</param>
public sealed record Holder(HolderKind Kind, string? Name = null)
{
    public static Holder Applicant { get; } = new(HolderKind.Applicant);

    public static Holder Window { get; } = new(HolderKind.Window);

    public static Holder Head { get; } = new(HolderKind.Head);
}
