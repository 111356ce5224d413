using Approval.Api.Http;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;

namespace Approval.Api.Administration.People;

/// <param name="Locked">Until when nobody can sign in after too many failures.</param>
public sealed record PersonView(
    Guid Id, string UserName, string Name, IReadOnlyList<string> Roles, string? Office, string? Organisation, bool Enabled, bool SecondFactor, bool MustChangePassword,
    DateTimeOffset? Locked, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static PersonView Of(PersonRow row) => new(
        row.Id, row.UserName, row.Name, row.Roles, row.Office, row.Organisation, row.Enabled, row.SecondFactor, row.MustChangePassword, row.LockedUntil, row.Version, row.CreatedAt, row.ChangedAt);
}

/// <param name="InitialPassword">Shown this once; to be changed at the first sign-in.</param>
public sealed record PersonWithPassword(PersonView Person, string InitialPassword);

public static class PersonProblems
{
    public static Problem NotFound { get; } = Problems.NotFound("person.not_found", "没有这个用户。", "There is no such person.");

    public static Problem Exists { get; } = new(StatusCodes.Status409Conflict, "person.exists", new("用户名已被使用。", "The user name is taken."));

    public static Problem ChangedMeanwhile { get; } = new(StatusCodes.Status412PreconditionFailed, "account.stale_version", new("账户已被他人更改，请重新读取。", "The account has changed meanwhile; read it again."));

    public static Problem LastAdministrator { get; } = new(
        StatusCodes.Status409Conflict, "person.last_administrator", new("至少须保留一名可用的管理员。", "At least one enabled administrator must remain."));

    /// <summary>Subject of the record of changes.</summary>
    public static string SubjectOf(PersonRow person) => SessionHandler.SubjectOf(person.UserName);
}
