using Approval.Engine.Tasks;

namespace Approval.Api.Identity;

/// <summary>Who the people are that a request names by id: the one place where an id becomes a name, roles and an office.</summary>
public sealed class PeopleDirectory(DemoClients demo)
{
    /// <summary>Null when nobody of any office has this id.</summary>
    public Task<Person?> FindAsync(string id, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(demo.Officer(id) is { } officer ? new Person(officer.Id, officer.Name, officer.Roles, officer.Office) : null);
    }
}
