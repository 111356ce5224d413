using System.Collections.Immutable;
using System.Linq.Expressions;
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
public sealed class PeopleDirectory(DemoClients demo, InterestBox box, ApprovalDb db)
{
    private static readonly string Prefix = SessionHandler.SubjectOf("");

    private static readonly Expression<Func<PersonRow, bool>> Serves = row => row.Enabled && row.Office != null;

    private static readonly Expression<Func<PersonRow, PersonLine>> Line = row => new PersonLine(row.UserName, row.Name, row.Roles, row.Office);

    /// <summary>Those who serve in an office and can sign in, by id, in one query; ids of nobody are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Person>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var found = ids.Select(demo.Officer).OfType<Actor>().DistinctBy(officer => officer.Id).ToDictionary(officer => officer.Id, PersonOf);
        var names = ids.Where(id => id.StartsWith(Prefix, StringComparison.Ordinal)).Select(id => id[Prefix.Length..]).Distinct().ToArray();
        if (names.Length > 0)
        {
            (await db.People.Where(row => names.Contains(row.UserName)).Where(Serves).Select(Line).ToListAsync(cancellation)).ForEach(line => found.Add(line.Id, line.Person));
        }

        return found;
    }

    /// <summary>One of those, with what they keep away from, for who is to act without being asked: the chair of a hearing. Null for nobody.</summary>
    public async Task<(Officer Officer, ImmutableArray<string> Interests)?> FindWithInterestsAsync(string id, CancellationToken cancellation)
    {
        if (demo.Officer(id) is { } known)
        {
            return (new Officer(known.Id, known.Name), known.Interests);
        }

        var name = id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : "";
        return name.Length > 0 && await db.People.Where(row => row.UserName == name).Where(Serves).Select(row => new { row.Id, row.Name, row.Interests }).SingleOrDefaultAsync(cancellation) is { } row
            ? (new Officer(id, row.Name), [.. box.Open(row.Id, row.Interests).Select(interest => interest.Number)])
            : null;
    }

    /// <summary>Everybody of an office who can be named, in the order of their ids.</summary>
    /// <param name="after">Only those after this id; null for all.</param>
    public async Task<List<Person>> OfAsync(string office, string? after, int limit, CancellationToken cancellation)
    {
        var people = db.People.Where(Serves).Where(row => row.Office == office);
        if (after?.StartsWith(Prefix, StringComparison.Ordinal) == true)
        {
            var name = after[Prefix.Length..];
            people = people.Where(row => string.Compare(row.UserName, name) > 0);
        }

        // Ids of the demo come before those of people.
        var known = demo.Of(office).Where(officer => string.CompareOrdinal(officer.Id, after) > 0).Select(PersonOf);
        return [.. known.Concat((await people.OrderBy(row => row.UserName).Take(limit).Select(Line).ToListAsync(cancellation)).Select(line => line.Person)).Take(limit)];
    }

    /// <summary>The rejection of a request that names nobody.</summary>
    /// <param name="pointer">Where it does (RFC 6901).</param>
    public static Rejection Unknown(string pointer)
    {
        var message = new LocalText("没有这个人员，或者已停用。", "There is no such person, or they are disabled.");
        return new Rejection(RejectionKind.InvalidArgument, "person.unknown", message, Errors: [new FieldError("$" + pointer.Replace('/', '.'), "person.unknown", message)]);
    }

    private static Person PersonOf(Actor officer) => new(officer.Id, officer.Name, officer.Roles, officer.Office);

    private sealed record PersonLine(string UserName, string Name, string[] Roles, string? Office)
    {
        public string Id => SessionHandler.SubjectOf(UserName);

        public Person Person => new(Id, Name, [.. Roles], Office);
    }
}
