using Approval.Api.Http;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.People;

public static class ListPeople
{
    public static async Task<Ok<Page<PersonView>>> Handle(string? cursor, int? limit, ApprovalDb db, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var people = db.People.AsQueryable();
        if (Paging.Parts(cursor, "people", 1) is [var after])
        {
            people = people.Where(row => string.Compare(row.UserName, after) > 0);
        }

        var rows = await people.OrderBy(row => row.UserName).Take(size + 1).ToListAsync(cancellation);
        return TypedResults.Ok(Paging.PageOf(rows, size, last => Paging.Cursor("people", last.UserName), PersonView.Of));
    }
}

public static class GetPerson
{
    public static async Task<Results<Answered<PersonView>, Refusal>> Handle(Guid id, ApprovalDb db, CancellationToken cancellation) =>
        await db.People.SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } person
            ? Answers.Ok(PersonView.Of(person), person.Version)
            : (Refusal)PersonProblems.NotFound;
}
