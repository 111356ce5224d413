using System.Globalization;
using System.Linq.Expressions;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Api.Http.Texts;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Cases;

/// <param name="Due">The day the most urgent clock runs out; null when none runs.</param>
/// <param name="DueClock">Which clock that is.</param>
public sealed record CaseSummary(
    Guid Id,
    string CaseNumber,
    string Procedure,
    LocalText ProcedureName,
    string Office,
    string State,
    string? Outcome,
    string Lamp,
    string WorstLamp,
    string? Acceptance,
    string ProjectName,
    string ApplicantName,
    DateTimeOffset ReceivedAt,
    DateOnly? Due,
    string? DueClock,
    int? RemainingWorkingDays,
    int Version);

/// <param name="Assignee">Cases with a task claimed by this person; "me" for the caller.</param>
/// <param name="DueBefore">Cases whose most urgent clock runs out before this day.</param>
/// <param name="Q">A case number, or part of the project's or applicant's name.</param>
/// <param name="Sort">due: what runs out first, only cases on a running clock. received, unless said: newest first.</param>
public sealed record CaseFilter(
    string? State, string? Lamp, string? Procedure, string? Office, string? Assignee, DateOnly? DueBefore, string? Q, string? Sort, string? Cursor, int? Limit);

public static class ListCases
{
    private static readonly Expression<Func<PermitCaseRow, CaseLine>> Line = row => new CaseLine(
        row.Id, row.Number, row.ProcedureCode, row.ProcedureVersion, row.OfficeCode, row.Phase, row.Outcome, row.Lamp, row.WorstLamp, row.Acceptance,
        row.ProjectName, row.ApplicantName, row.ReceivedAt, row.DueOn, row.DueClock, row.Version);

    private static readonly Table<CaseSummary> Export = new(
        "cases",
        "办件",
        [
            ("办件编号", row => row.CaseNumber), ("事项代码", row => row.Procedure), ("事项名称", row => row.ProcedureName.Zh), ("机关", row => row.Office), ("状态", row => row.State),
            ("结果", row => row.Outcome), ("灯", row => row.Lamp), ("项目名称", row => row.ProjectName), ("申请人", row => row.ApplicantName), ("收件时间", row => row.ReceivedAt),
            ("到期日", row => row.Due), ("到期期限", row => row.DueClock), ("剩余工作日", row => row.RemainingWorkingDays),
        ]);

    /// <summary>A page as JSON; everything that fits the filter as a table where one is asked for.</summary>
    public static async Task<Results<Ok<Page<CaseSummary>>, TableAnswer, Refusal>> Handle(
        [AsParameters] CaseFilter filter, HttpRequest request, Caller caller, ApprovalDb db, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var limit = Paging.Limit(filter.Limit);
        var seen = Seen(db, CaseSight.Of(caller, rulebooks.Current));
        var found = Filtered(seen, filter, caller, db);
        var byDue = filter.Sort switch
        {
            "due" => true,
            null or "received" => false,
            _ => throw new RefusedException(Problems.BadRequest("request.parameter", "sort 应为 due 或 received。", "Expected sort to be due or received.")),
        };
        var format = TableFormat.Wanted(request);
        var rows = await (byDue ? ByDue(found, filter.Cursor) : ByReceipt(found, filter.Cursor)).Take((format is null ? limit : Table.MostRows) + 1).Select(Line).ToListAsync(cancellation);
        var today = CivilTime.DayOf(clock.GetUtcNow());
        return format is null
            ? TypedResults.Ok(Paging.PageOf(rows, limit, row => CursorOf(row, byDue), row => Show(row, rulebooks.Current, today)))
            : Export.Answer(format, rows.ConvertAll(row => Show(row, rulebooks.Current, today)));
    }

    private static IQueryable<PermitCaseRow> Seen(ApprovalDb db, CaseSight sight)
    {
        IQueryable<PermitCaseRow> cases = db.Cases;
        if (sight.Organisation is { } organisation)
        {
            cases = cases.Where(row => row.Organisation == organisation);
        }

        // People of a partner office see the cases it takes part in.
        return sight.Offices is [var partner] && partner.Contains('-') ? cases.Where(row => db.Tasks.Any(task => task.CaseId == row.Id && task.OfficeCode == partner))
            : sight.Offices is [var only] ? cases.Where(row => row.OfficeCode == only)
            : sight.Offices is { } offices ? cases.Where(row => offices.Contains(row.OfficeCode))
            : cases;
    }

    private static IQueryable<PermitCaseRow> Filtered(IQueryable<PermitCaseRow> cases, CaseFilter filter, Caller caller, ApprovalDb db)
    {
        if (filter.State is { } state)
        {
            cases = cases.Where(row => row.Phase == state);
        }

        if (filter.Lamp is { } lamp)
        {
            cases = cases.Where(row => row.Lamp == lamp);
        }

        if (filter.Procedure is { } procedure)
        {
            cases = cases.Where(row => row.ProcedureCode == procedure);
        }

        if (filter.Office is { } office)
        {
            cases = cases.Where(row => row.OfficeCode == office);
        }

        if (filter.Assignee is { } assignee)
        {
            var person = assignee == "me" ? caller.Actor.Id : assignee;
            cases = cases.Where(row => db.Tasks.Any(task => task.CaseId == row.Id && task.Status == "claimed" && task.Assignee == person));
        }

        if (filter.DueBefore is { } day)
        {
            cases = cases.Where(row => row.DueOn < day);
        }

        if (filter.Q?.Trim() is { Length: > 0 and <= 100 } typed)
        {
            var words = Nfc.Of(typed);
            var part = $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            cases = cases.Where(row => row.Number == words || EF.Functions.ILike(row.ProjectName, part, "\\") || EF.Functions.ILike(row.ApplicantName, part, "\\"));
        }

        return cases;
    }

    private static IQueryable<PermitCaseRow> ByDue(IQueryable<PermitCaseRow> cases, string? cursor)
    {
        cases = cases.Where(row => row.DueOn != null);
        if (Paging.Parts(cursor, "due", 2) is [var on, var at])
        {
            if (!DateOnly.TryParseExact(on, "yyyy-MM-dd", out var day) || !Guid.TryParse(at, out var id))
            {
                throw Paging.InvalidCursor();
            }

            // As one pair, which an index finds at once; as "later, or the same day and further" the planner walks all that are open.
            DateOnly? reached = day;
            cases = cases.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.DueOn, row.Id), ValueTuple.Create(reached, id)));
        }

        return cases.OrderBy(row => row.DueOn).ThenBy(row => row.Id);
    }

    private static IQueryable<PermitCaseRow> ByReceipt(IQueryable<PermitCaseRow> cases, string? cursor)
    {
        if (Paging.Parts(cursor, "received", 2) is [var ticks, var at])
        {
            if (!long.TryParse(ticks, CultureInfo.InvariantCulture, out var utc) || utc < 0 || utc > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParse(at, out var id))
            {
                throw Paging.InvalidCursor();
            }

            var before = new DateTimeOffset(utc, TimeSpan.Zero);
            cases = cases.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.ReceivedAt, row.Id), ValueTuple.Create(before, id)));
        }

        return cases.OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Id);
    }

    private static string CursorOf(CaseLine row, bool byDue) => byDue
        ? Paging.Cursor("due", row.DueOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Id.ToString())
        : Paging.Cursor("received", row.ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), row.Id.ToString());

    private static CaseSummary Show(CaseLine row, Rulebook rules, DateOnly today) => new(
        row.Id,
        row.Number,
        row.ProcedureCode,
        rules.Procedure(row.ProcedureCode, row.ProcedureVersion).Name,
        row.OfficeCode,
        row.Phase,
        row.Outcome,
        row.Lamp,
        row.WorstLamp,
        row.Acceptance,
        row.ProjectName,
        row.ApplicantName,
        row.ReceivedAt,
        row.DueOn,
        row.DueClock,
        row.DueOn is { } due ? ClockViews.Remaining(today, due, rules.CalendarOf(rules.Offices[row.OfficeCode])) : null,
        row.Version);

    /// <summary>What a line shows; state and application stay where they are.</summary>
    private sealed record CaseLine(
        Guid Id, string Number, string ProcedureCode, int ProcedureVersion, string OfficeCode, string Phase, string? Outcome, string Lamp, string WorstLamp, string? Acceptance,
        string ProjectName, string ApplicantName, DateTimeOffset ReceivedAt, DateOnly? DueOn, string? DueClock, int Version);
}
