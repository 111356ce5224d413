using System.Globalization;
using System.Net;
using System.Text;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>期限计算单 as a page to print on A4: one file, no scripts, nothing loaded from elsewhere, every value escaped.</summary>
public static class CertificatePage
{
    public static string Html(DeadlineCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>期限计算单 {Safe(certificate.CaseNumber)} {Safe(certificate.Clock.Name)}</title>
            <style>
            {CertificateStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <p class="office">{Safe(certificate.Office.Name)}</p>
            <h1>期限计算单</h1>
            <p class="clock">{Safe(certificate.Clock.Name)}</p>
            </header>

            """);
        Head(page, certificate);
        Due(page, certificate);
        Ledger(page, certificate);
        Days(page, certificate);
        Foot(page, certificate);
        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Head(StringBuilder page, DeadlineCertificate c)
    {
        page.Append("<table class=\"head\">\n");
        Pair(page, "办件编号", c.CaseNumber, "计时状态", CertificateWords.Status(c.Clock));
        Line(page, "事项", $"{c.Procedure.Name}（{c.Procedure.Code}，第{c.Procedure.Version}版）");
        Line(page, "期限", $"{(c.Limit.Amount == 0 ? "当日（即办）" : $"{c.Limit.Amount}{CertificateWords.Unit(c.Limit.Unit)}")}{(c.Extension is { } more ? $"，延长{more.Days}{CertificateWords.Unit(more.Unit ?? c.Limit.Unit)}" : "")}");
        Line(page, "依据", c.Extension is { } granted && granted.LegalBasis != c.Limit.LegalBasis ? $"{c.Limit.LegalBasis}；延长：{granted.LegalBasis}" : c.Limit.LegalBasis);
        Line(page, "起算", $"{(c.Start.At is { } at ? CertificateWords.Instant(at) : CertificateWords.DateAndWeekday(c.Start.On))}{CertificateWords.Event(c.Start.Event)}，{StartRule(c)}");
        Line(page, "工作日历", $"{(c.Calendar.Region == Calendars.CalendarSet.National ? "全国" : c.Calendar.Region)}，版本 {c.Calendar.Version}，放假通知已公布至{CertificateWords.Date(c.Calendar.Horizon)}");
        Line(page, "记录", $"卷宗第{c.Recorded.Row}行，{CertificateWords.Instant(c.Recorded.At)}入卷，所用日历版本 {c.Recorded.CalendarVersion}");
        page.Append("</table>\n");
    }

    private static string StartRule(DeadlineCertificate c) =>
        c.Limit.Unit == TimeUnit.WorkingHour ? "自该时刻起按办公时间计算"
        : c.Limit.Amount == 0 ? "当日办结"
        : c.Start.Counted ? "当日计入"
        : "当日不计入，自次日起算（民法典第二百零一条）";

    private static void Due(StringBuilder page, DeadlineCertificate c)
    {
        page.Append("<section class=\"due\">\n");
        if (c.Result is not { } result)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p class="label">届满日</p>
                <p class="date">尚不能确定</p>
                <p class="note">特别程序尚未结束，所需时间不计入期限，届满日待其结束后确定。已计入{Amount(c, c.Counted)}，尚余{Amount(c, c.ToCount - c.Counted)}。</p>

                """);
        }
        else
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p class="label">届满日{(result.Provisional ? "（暂定）" : "")}</p>
                <p class="date">{CertificateWords.DateAndWeekday(result.Due)}</p>
                <p class="note">{Safe(DueNote(c, result))}</p>

                """);
        }

        if (!c.Agrees)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p class="warning">注意：卷宗记录的届满日为{(c.Recorded.Deadline is { } recorded ? CertificateWords.DateAndWeekday(recorded.Due) : "尚不能确定")}，系按日历版本 {Safe(c.Recorded.CalendarVersion)} 推导；本单按日历版本 {Safe(c.Calendar.Version)} 推导，结果不同。在重新计算入卷之前，以卷宗记录为准。</p>

                """);
        }

        page.Append("</section>\n");
    }

    private static string DueNote(DeadlineCertificate c, CertificateDeadline result)
    {
        var notes = new List<string>
        {
            c.Limit.Unit == TimeUnit.WorkingHour ? $"至当日{CertificateWords.Instant(result.PassesAt).Split(' ')[1]}止" : result.Provisional ? $"最早{CertificateWords.Date(result.Earliest)}，最迟{CertificateWords.Date(result.Latest)}" : "至当日24时止",
        };
        if (result.Provisional)
        {
            notes.Add("所涉年份的放假通知尚未公布，公布后确定；确定之前，最迟日届满前不作超期处理");
        }

        if (c.Within is not null)
        {
            notes.Add(c.Within.Limit is { } law
                ? $"承诺期限不得超过法定期限（{law.Amount}{CertificateWords.Unit(law.Unit)}{(c.Within.Extension is { } more ? $"，延长{more.Days}{CertificateWords.Unit(more.Unit ?? law.Unit)}" : "")}，{law.LegalBasis}），以法定届满日为准"
                : "环节期限不得超过承诺办结期限，以承诺届满日为准");
        }
        else if (c.Completed is { } completed && completed < result.Due && c.ToCount > 0)
        {
            notes.Add($"{CertificateWords.Date(completed)}计满，期间末日遇休息日、节假日或特别程序，顺延至本日");
        }

        return string.Join("；", notes) + "。";
    }

    private static void Ledger(StringBuilder page, DeadlineCertificate c)
    {
        if (c.Ledger.IsEmpty)
        {
            return;
        }

        page.Append("<h2>期限台账</h2>\n<table class=\"ledger\">\n<thead><tr><th>序号</th><th>事由</th><th>日期</th><th>告知书文号</th><th>依据</th></tr></thead>\n<tbody>\n");
        foreach (var entry in c.Ledger)
        {
            var days = entry.Operation == LedgerOperation.Exclude ? $"{CertificateWords.Date(entry.On.AddDays(1))}至{CertificateWords.Date(entry.Through!.Value)}" : CertificateWords.Date(entry.On);
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{entry.Number}</td><td>{Safe(CertificateWords.Operation(entry))}{(entry.Name is { } name ? $"：{Safe(name)}" : "")}{(entry.PromiseOnly ? "（仅承诺期限）" : "")}</td><td>{days}</td><td>{Safe(entry.NoticeNumber ?? "—")}</td><td>{Safe(entry.LegalBasis)}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    /// <summary>The same few sources recur on every line, so each has a mark in the table and stands in full once below it.</summary>
    private static void Days(StringBuilder page, DeadlineCertificate c)
    {
        var sources = c.Rows.Select(row => row.Source).Distinct().ToList();
        var unit = c.Limit.Unit == TimeUnit.WorkingHour ? "累计（分钟）" : "累计";
        page.Append(CultureInfo.InvariantCulture, $"<h2>逐日计算</h2>\n<table class=\"days\">\n<thead><tr><th>序号</th><th>日期</th><th>星期</th><th>日别</th><th>日别依据</th><th>是否计入</th><th>{unit}</th></tr></thead>\n<tbody>\n");
        foreach (var row in c.Rows)
        {
            var due = row.Date == c.Result?.Due;
            page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{Shade(row)}{(due ? " due" : "")}\"><td>{row.Number}</td><td>{row.Date:yyyy-MM-dd}</td><td>{CertificateWords.Weekday(row.Date)}</td><td>{CertificateWords.Kind(row.Kind)}{(row.Name is { } name ? $"（{Safe(name)}）" : "")}</td><td>{CertificateWords.Mark(sources.IndexOf(row.Source))}</td><td>{Safe(CertificateWords.Reason(row, c.Ledger.FirstOrDefault(entry => entry.Number == row.Entry)?.Name))}{(due ? "　<b>届满</b>" : "")}</td><td>{row.Running}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"sum\">共{c.Rows.Length}日，计入{Amount(c, c.Counted)}，应计{Amount(c, c.ToCount)}。</p>\n");
        page.Append("<ul class=\"sources\">\n");
        foreach (var (index, source) in sources.Index())
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{CertificateWords.Mark(index)} {Safe(source)}</li>\n");
        }

        page.Append("</ul>\n");
    }

    private static string Shade(CertificateRow row) => row switch
    {
        { Reason: NotCounted.Excluded } => "excluded",
        { Kind: Calendars.DayKind.RestDay or Calendars.DayKind.PublicHoliday } => "off",
        _ => "on",
    };

    private static void Foot(StringBuilder page, DeadlineCertificate c) => page.Append(CultureInfo.InvariantCulture, $"""
        <footer>
        <table class="sign"><tr><td>经办人：</td><td>复核人：</td><td>（机关印章）</td></tr></table>
        <p>说明：期限以工作日计算的，不含法定节假日（行政许可法第八十二条），调休上班日计入；特别程序所需时间不计入期限（行政许可法第四十五条）；期间末日为法定休假日的，以休假日结束的次日为末日（民法典第二百零三条）。</p>
        <p>核验：本单的电子件（JSON）可用任何计算机离线复核：<code>approval verify certificate 文件 --calendar {c.Start.On.Year}.json</code>（跨年的，逐年给出日历文件）。日历文件依国务院办公厅放假通知编制。</p>
        <p class="hash">摘要（SHA-256）：<code>{Safe(c.Hash ?? "")}</code></p>
        </footer>

        """);

    private static string Amount(DeadlineCertificate c, int count) => (c.Extension?.Unit is { } apart && apart != c.Limit.Unit ? TimeUnit.CalendarDay : c.Limit.Unit) switch
    {
        TimeUnit.WorkingHour => $"{count}分钟",
        TimeUnit.WorkingDay => $"{count}个工作日",
        _ => $"{count}日",
    };

    private static void Line(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th>{name}</th><td colspan=\"3\">{Safe(value)}</td></tr>\n");

    private static void Pair(StringBuilder page, string name, string value, string other, string otherValue) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th>{name}</th><td>{Safe(value)}</td><th>{other}</th><td>{Safe(otherValue)}</td></tr>\n");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
