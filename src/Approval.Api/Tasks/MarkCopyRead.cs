using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Tasks;

/// <summary>The reader's own marker: no act on the case, which keeps its version. The first reading counts.</summary>
public static class MarkCopyRead
{
    public static async Task<Results<NoContent, Refusal>> Handle(Guid id, Caller caller, ApprovalDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var (me, now) = (caller.Actor.Id, Engine.CivilTime.Stored(clock.GetUtcNow()));
        var mine = db.Copies.Where(copy => copy.TaskId == id && copy.Person == me);
        if (!await mine.AnyAsync(cancellation))
        {
            return (Refusal)Problems.NotFound("copy.not_found", "该待办没有抄送给您。", "The task was not copied to you.");
        }

        await mine.Where(copy => copy.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(copy => copy.ReadAt, now), cancellation);
        return TypedResults.NoContent();
    }
}
