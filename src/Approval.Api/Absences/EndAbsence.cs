using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Absences;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Absences;

/// <summary>The row stays, because acts of the substitute rest on it; from now on nobody stands in by it.</summary>
public static class EndAbsence
{
    public static async Task<Results<NoContent, Refusal>> Handle(Guid id, Caller caller, ApprovalDb db, AbsenceBook book, TimeProvider clock, CancellationToken cancellation)
    {
        var actor = caller.Actor;
        var row = await db.Absences.SingleOrDefaultAsync(absence => absence.Id == id, cancellation);
        if (row is null || (row.OfficeCode != actor.Office && row.Person != actor.Id))
        {
            return (Refusal)Problems.NotFound("absence.not_found", "没有这项外出代理。", "There is no such absence.");
        }

        if (row.Person != actor.Id && !actor.Has(Roles.Head))
        {
            return (Refusal)EnterAbsence.NotYours;
        }

        await book.RemoveAsync(id, actor.Id, CivilTime.Stored(clock.GetUtcNow()), cancellation);
        return TypedResults.NoContent();
    }
}
