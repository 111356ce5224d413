using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>The roles that a person or client may hold, as data files and tokens name them.</summary>
public static class Roles
{
    public const string Clerk = "clerk";
    public const string Reviewer = "reviewer";
    public const string Head = "head";
    public const string Supervisor = "supervisor";
    public const string Admin = "admin";
    public const string Applicant = "applicant";

    /// <summary>本级人民政府负责人: extends joint handling (行政许可法 art 42 para 2); serves in the office whose cases it extends.</summary>
    public const string GovernmentHead = "governmentHead";

    /// <summary>审计: reads journals without their content, and the audit records. Acts on nothing.</summary>
    public const string Auditor = "auditor";

    public static ImmutableArray<string> All { get; } = [Clerk, Reviewer, Head, Supervisor, Admin, Applicant, GovernmentHead, Auditor];

    /// <summary>Those who act on a case for the office. A supervisor reads and advances nothing.</summary>
    public static ImmutableArray<string> Office { get; } = [Clerk, Reviewer, Head];
}
