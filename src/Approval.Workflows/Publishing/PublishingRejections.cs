using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Publishing;

/// <summary>Why a calendar is not published. Nothing is stored then.</summary>
public static class PublishingRejections
{
    private const string WorkingDays = "行政许可法第八十二条";

    public static Rejection NotCompetent(Actor actor) => new(
        RejectionKind.Forbidden,
        "calendar.role_not_competent",
        new LocalText($"{actor.Name} 无权发布工作日历。", $"{actor.Name} has no role that may publish a calendar."));

    public static Rejection ReasonMissing { get; } = Field(
        "calendar.reason_missing", "$.reason", "发布日历应当说明理由。", "Publishing a calendar needs a reason.");

    /// <summary>Other rules have come into force since the proposal was made: make it again and look at it again.</summary>
    public static Rejection ChangedMeanwhile { get; } = new(
        RejectionKind.Conflict,
        "calendar.changed_meanwhile",
        new LocalText("方案形成后规则已经变动，请重新导入并预览。", "The rules have changed since this proposal was made; import and preview it again."));

    /// <summary>A newer publication recomputes every open case itself.</summary>
    public static Rejection Superseded(long newest) => new(
        RejectionKind.InvalidState,
        "publication.superseded",
        new LocalText($"已有更新的发布（{newest}），请对该次发布重试。", $"Publication {newest} is newer and recomputes every open case; retry that one."));

    /// <summary>The pass may still put cases aside, or reach those that it has not.</summary>
    public static Rejection UnderWay { get; } = new(
        RejectionKind.InvalidState,
        "publication.under_way",
        new LocalText("重算尚未完成，完成后方可重试。", "The recomputation is still under way; retry when it has finished."));

    public static Rejection NoticeInFuture(HolidayNotice notice) => Field(
        "calendar.notice_in_future",
        "$.notices",
        $"{notice.Number}的公布日期{notice.Published:yyyy-MM-dd}晚于今天。",
        $"{notice.Number} is dated {notice.Published:yyyy-MM-dd}, after today.");

    /// <summary>Files that contradict themselves, overlap, leave a gap or do not name their notice: every finding with its place.</summary>
    public static Rejection Refused(ImmutableArray<CalendarFinding> findings) => new(
        RejectionKind.InvalidArgument,
        "calendar.refused",
        new LocalText($"日历文件有{findings.Length}处错误，未予采用。", $"The calendar files are refused: {findings.Length} findings."),
        $"{WorkingDays}；{StatutoryHolidays.Basis}",
        [.. findings.Select(finding => new FieldError(finding.Path, "calendar.finding", new LocalText($"{finding.File}：{finding.Reason}", $"{finding.File}: {finding.Reason}")))]);

    private static Rejection Field(string code, string path, string zh, string en) =>
        new(RejectionKind.InvalidArgument, code, new LocalText(zh, en), null, [new FieldError(path, code, new LocalText(zh, en))]);
}
