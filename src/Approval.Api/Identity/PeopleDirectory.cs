using Approval.Api.Identity.People;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity;

/// <summary>
/// Who the people are that a request names by id: the one place where an id becomes a name, roles and an office. They are those of the
/// table of people, as journals and tasks name them (person:USERNAME). A system with a token is nobody, and so is somebody whom only
/// another issuer knows, since nothing is kept of those (docs/adr/0029).
/// </summary>
public sealed class PeopleDirectory(DemoClients demo, ApprovalDb db)
{
    private static readonly string Prefix = SessionHandler.SubjectOf("");

    /// <summary>Those of an office who can sign in, by id, in one query; ids of nobody are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Person>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var found = ids.Select(demo.Officer).OfType<Actor>().DistinctBy(officer => officer.Id).ToDictionary(officer => officer.Id, officer => new Person(officer.Id, officer.Name, officer.Roles, officer.Office));
        var names = ids.Where(id => id.StartsWith(Prefix, StringComparison.Ordinal)).Select(id => id[Prefix.Length..]).Distinct().ToArray();
        if (names.Length > 0)
        {
            var rows = await db.People.Where(row => names.Contains(row.UserName) && row.Enabled && row.Office != null)
                .Select(row => new { row.UserName, row.Name, row.Roles, row.Office }).ToListAsync(cancellation);
            rows.ForEach(row => found.Add(SessionHandler.SubjectOf(row.UserName), new Person(SessionHandler.SubjectOf(row.UserName), row.Name, [.. row.Roles], row.Office)));
        }

        return found;
    }

    /// <summary>The rejection of a request that names nobody.</summary>
    /// <param name="pointer">Where it does (RFC 6901).</param>
    public static Rejection Unknown(string pointer)
    {
        var message = new LocalText("没有这个人员，或者已停用。", "There is no such person, or they are disabled.");
        return new Rejection(RejectionKind.InvalidArgument, "person.unknown", message, Errors: [new FieldError("$" + pointer.Replace('/', '.'), "person.unknown", message)]);
    }
}
