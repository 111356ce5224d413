using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Absences;

public static class ListAbsences
{
    /// <summary>The caller's own and those in which the caller stands in; the head sees those of the office. The latest first, ended ones too.</summary>
    public static async Task<Ok<Page<AbsenceView>>> Handle(string? cursor, int? limit, Caller caller, ApprovalDb db, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var (me, office, isHead) = (caller.Actor.Id, caller.Actor.Office, caller.Actor.Has(Roles.Head));
        var seen = db.Absences.Where(row => row.Person == me || row.Substitute == me || (isHead && row.OfficeCode == office));
        var rows = await After(seen, cursor).OrderByDescending(row => row.FromDay).ThenBy(row => row.Id).Take(size + 1).ToListAsync(cancellation);
        return TypedResults.Ok(Paging.PageOf(
            rows, size, row => Paging.Cursor("absences", row.FromDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Id.ToString()), AbsenceView.Of));
    }

    private static IQueryable<AbsenceRow> After(IQueryable<AbsenceRow> absences, string? cursor)
    {
        if (Paging.Parts(cursor, "absences", 2) is not [var from, var at])
        {
            return absences;
        }

        return DateOnly.TryParseExact(from, "yyyy-MM-dd", out var day) && Guid.TryParse(at, out var id)
            ? absences.Where(row => row.FromDay < day || (row.FromDay == day && row.Id > id))
            : throw Paging.InvalidCursor();
    }
}
