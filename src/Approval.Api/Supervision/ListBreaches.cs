using System.Globalization;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Queries.Supervision;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Supervision;

public static class ListBreaches
{
    private const string Day = "yyyy-MM-dd";

    /// <param name="unexplained">True: only those whose public reason is missing.</param>
    public static async Task<Results<Ok<Page<Breach>>, Csv, Refusal>> Handle(
        string? procedure, bool? unexplained, string? cursor, int? limit, HttpRequest request, Caller caller, BreachReader breaches, TimeProvider clock, CancellationToken cancellation)
    {
        var (reach, filter, today) = (Reach.Of(caller.Actor), new BreachFilter(procedure, unexplained ?? false), CivilTime.DayOf(clock.GetUtcNow()));
        var isExport = Csv.IsWanted(request);
        var page = await breaches.ReadAsync(reach, filter, Position(cursor), isExport ? Csv.MostRows + 1 : Paging.Limit(limit), today, cancellation);
        return !isExport ? TypedResults.Ok(new Page<Breach>(page.Breaches, page.Next is { } next ? Cursor(next) : null))
            : page.Breaches.Count > Csv.MostRows ? (Refusal)Csv.TooManyRows
            : Table(page.Breaches);
    }

    private static Csv Table(IReadOnlyList<Breach> breaches)
    {
        var table = new Csv("breaches.csv", ["办件编号", "项目名称", "期限", "种类", "机关", "事项代码", "到期日", "超期工作日", "办结日", "经办", "公开说明"]);
        foreach (var breach in breaches)
        {
            table.Add(
                breach.CaseNumber, breach.ProjectName, breach.ClockId, breach.Kind, breach.Office, breach.Procedure, breach.DueOn, breach.LateWorkingDays, breach.EndedOn,
                string.Join("、", breach.HeldBy.Select(holder => holder.AssigneeName ?? holder.Role)), breach.Published?.Text);
        }

        return table;
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
