using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Testing;

/// <summary>The people of the tests. Two reviewers, because countersigning needs different people.</summary>
public static class People
{
    public const string Company = "91430104MA7X2RK44K";

    public static Actor Applicant { get; } = new("applicant-1", "橘岸筑城", ActorKind.Client, [Roles.Applicant], null, Company);

    public static Actor Clerk { get; } = Officer("clerk-1", "窗口甲", Roles.Clerk);

    public static Actor Reviewer { get; } = Officer("reviewer-1", "审查甲", Roles.Reviewer);

    public static Actor SecondReviewer { get; } = Officer("reviewer-2", "审查乙", Roles.Reviewer);

    public static Actor Head { get; } = Officer("head-1", "负责人", Roles.Head);

    public static Actor Officer(string id, string name, string role, string office = "430100") => new(id, name, ActorKind.Person, [role], office, null);
}
