using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Tasks;

/// <param name="Id">As requests name the person: transfer, delegate, add-signer, copy, absences, the chair of a hearing.</param>
public sealed record Colleague(string Id, string Name, ImmutableArray<string> Roles);

public static class ListColleagues
{
    /// <summary>Those of the caller's own office who can be named; nobody who is disabled.</summary>
    public static async Task<Ok<Page<Colleague>>> Handle(string? cursor, int? limit, Caller caller, PeopleDirectory people, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Parts(cursor, "colleagues", 1) is [var last] ? last : null;
        var found = await people.OfAsync(caller.Actor.Office!, after, size + 1, cancellation);
        return TypedResults.Ok(Paging.PageOf(found, size, person => Paging.Cursor("colleagues", person.Id), person => new Colleague(person.Id, person.Name, person.Roles)));
    }
}
