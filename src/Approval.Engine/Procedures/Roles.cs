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

    public static ImmutableArray<string> All { get; } = [Clerk, Reviewer, Head, Supervisor, Admin, Applicant];

    /// <summary>Those who act on a case for the office. A supervisor reads and advances nothing.</summary>
    public static ImmutableArray<string> Office { get; } = [Clerk, Reviewer, Head];
}
