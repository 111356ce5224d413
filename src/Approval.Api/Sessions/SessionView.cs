using Approval.Api.Identity.People;
using Approval.Workflows.Storage;

namespace Approval.Api.Sessions;

/// <param name="Needs">What must be set up before anything else is possible: password, authenticator.</param>
/// <param name="AntiforgeryToken">To be sent as X-Antiforgery-Token with every request that changes something.</param>
/// <param name="EndsAt">At the latest; half an hour without a request ends it too.</param>
public sealed record SessionView(
    string UserName, string Name, IReadOnlyList<string> Roles, string? Office, string? Organisation, IReadOnlyList<string> Needs, string AntiforgeryToken, DateTimeOffset EndsAt)
{
    public static SessionView Of(PersonRow person, string token, DateTimeOffset createdAt) => new(
        person.UserName, person.Name, person.Roles, person.Office, person.Organisation, SessionHandler.Needs(person), SessionKeeping.AntiforgeryOf(token), createdAt + SessionKeeping.Longest);
}
