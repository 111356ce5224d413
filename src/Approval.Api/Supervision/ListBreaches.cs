using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ListBreaches
{
    private const string Day = "yyyy-MM-dd";

    private static readonly Table<Breach> Export = new(
        "breaches",
        "超期",
        [
            ("办件编号", row => row.CaseNumber), ("项目名称", row => row.ProjectName), ("期限", row => row.ClockId), ("种类", row => row.Kind), ("机关", row => row.Office), ("事项代码", row => row.Procedure),
            ("到期日", row => row.DueOn), ("超期工作日", row => row.LateWorkingDays), ("办结日", row => row.EndedOn),
            ("经办", row => string.Join("、", row.HeldBy.Select(holder => holder.AssigneeName ?? holder.Role))), ("公开说明", row => row.Published?.Text),
        ]);

    /// <param name="unexplained">True: only those whose public reason is missing.</param>
    public static async Task<Results<Ok<Page<Breach>>, TableAnswer, Refusal>> Handle(
        string? procedure, bool? unexplained, string? cursor, int? limit, HttpRequest request, Caller caller, BreachReader breaches, TimeProvider clock, CancellationToken cancellation)
    {
        var (reach, filter, today) = (Reach.Of(caller.Actor), new BreachFilter(procedure, unexplained ?? false), CivilTime.DayOf(clock.GetUtcNow()));
        var format = TableFormat.Wanted(request);
        var page = await breaches.ReadAsync(reach, filter, Position(cursor), format is null ? Paging.Limit(limit) : Table.MostRows + 1, today, cancellation);
        return format is null ? TypedResults.Ok(new Page<Breach>(page.Breaches, page.Next is { } next ? Cursor(next) : null)) : Export.Answer(format, page.Breaches);
    }

    private static BreachPosition Position(string? cursor)
    {
        if (Paging.Parts(cursor, "breaches", 4) is not [var on, var id, var clockId, var ticks])
        {
            return BreachPosition.Newest;
        }

        return DateOnly.TryParseExact(on, Day, out var day) && Guid.TryParse(id, out var caseId)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new BreachPosition(day, caseId, clockId, new DateTimeOffset(at, TimeSpan.Zero))
            : throw Paging.InvalidCursor();
    }

    private static string Cursor(BreachPosition next) => Paging.Cursor(
        "breaches", next.BreachedOn.ToString(Day, CultureInfo.InvariantCulture), next.CaseId.ToString(), next.ClockId, next.BreachedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
