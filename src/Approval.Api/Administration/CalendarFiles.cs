using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;

namespace Approval.Api.Administration;

/// <param name="Files">All files of one act: they are judged together.</param>
public sealed record CalendarFilesRequest(ImmutableArray<CalendarFileInput> Files, string? Reason = null);

/// <param name="Name">For findings, 2027.json for one.</param>
/// <param name="Format">year (as in seeds/calendars/CN), overlay (a region's own days) or holidayCn.</param>
/// <param name="Text">The content of the file.</param>
/// <param name="Notice">The notice it rests on: needed for holidayCn, and for a revision that brings no notice of its own.</param>
public sealed record CalendarFileInput(string Name, string Format, string Text, NoticeInput? Notice = null);

/// <param name="Number">国办发明电〔2025〕7号 and so on.</param>
public sealed record NoticeInput(string Number, DateOnly Published, string? Title = null, string? Url = null);

public static class CalendarFiles
{
    /// <summary>The files as imports, or the first thing wrong with how they were sent.</summary>
    public static (List<CalendarImport> Imports, Problem? Refused) Read(CalendarFilesRequest request)
    {
        var imports = new List<CalendarImport>();
        if (request.Files.IsDefaultOrEmpty)
        {
            return ([], Problems.Invalid(new FieldProblem("/files", "field.missing", new("没有日历文件。", "There are no calendar files."))));
        }

        for (var i = 0; i < request.Files.Length; i++)
        {
            var file = request.Files[i];
            CalendarImport? import = file switch
            {
                { Format: "year" } => new CalendarImport.Year(file.Name, file.Text, file.Notice?.Number),
                { Format: "overlay" } => new CalendarImport.Overlay(file.Name, file.Text),
                { Format: "holidayCn", Notice: { } notice } => new CalendarImport.HolidayCn(file.Name, file.Text, new HolidayNotice(notice.Number, notice.Published, notice.Title, notice.Url)),
                _ => null,
            };
            if (import is null)
            {
                var field = file.Format == "holidayCn" ? "notice" : "format";
                return ([], Problems.Invalid(new FieldProblem(
                    $"/files/{i}/{field}", "calendar.format", new("格式应为 year、overlay 或 holidayCn；holidayCn 应注明所依据的通知。", "Expected year, overlay or holidayCn; holidayCn names its notice."))));
            }

            imports.Add(import);
        }

        return (imports, null);
    }
}
