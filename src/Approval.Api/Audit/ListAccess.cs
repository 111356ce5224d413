using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

public static class ListAccess
{
    private static readonly Table<AccessRecord> Export = new(
        "access",
        "访问记录",
        [
            ("时间", row => row.At), ("人员", row => row.ActorId), ("机关", row => row.Office), ("操作", row => row.Action), ("结果", row => row.Outcome), ("办件", row => row.CaseId),
            ("目的或者代码", row => row.Purpose), ("追踪号", row => row.TraceId),
        ]);

    /// <param name="caseId">Only about this case.</param>
    /// <param name="actor">Only by this person or client.</param>
    /// <param name="outcome">read or refused.</param>
    public static async Task<Results<Ok<Page<AccessRecord>>, TableAnswer>> Handle(
        Guid? caseId, string? actor, string? outcome, string? cursor, int? limit, HttpRequest request, AccessReader access, CancellationToken cancellation)
    {
        if (outcome is not (null or AccessRecord.Read or AccessRecord.Refused))
        {
            throw new RefusedException(Problems.BadRequest("request.parameter", "outcome 应为 read 或 refused。", "Expected outcome to be read or refused."));
        }

        var size = Paging.Limit(limit);
        var (before, id) = Paging.Parts(cursor, "access", 2) switch
        {
            null => (DateTimeOffset.MaxValue.ToUniversalTime(), Guid.AllBitsSet),
            [var ticks, var at] when long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var utc) && utc <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(at, out var last) =>
                (new DateTimeOffset(utc, TimeSpan.Zero), last),
            _ => throw Paging.InvalidCursor(),
        };
        var format = TableFormat.Wanted(request);
        var found = await access.ReadAsync(new AccessFilter(caseId, actor, outcome), before, id, (format is null ? size : Table.MostRows) + 1, cancellation);
        return format is not null ? Export.Answer(format, found) : TypedResults.Ok(Paging.PageOf(
            found, size, last => Paging.Cursor("access", last.At.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id.ToString()), record => record));
    }
}
