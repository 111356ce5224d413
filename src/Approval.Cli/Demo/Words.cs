using System.Globalization;

namespace Approval.Cli.Demo;

/// <summary>The Chinese word for what the contract says in English, as an office would say it. An unknown one is shown as it came.</summary>
/// <param name="guide">Names stages, steps and materials.</param>
internal sealed class Words(Guide guide)
{
    private const string Weekdays = "日一二三四五六";

    public static string Lamp(string lamp) => lamp switch
    {
        "green" => "绿灯",
        "yellow" => "黄灯",
        "red" => "红灯",
        "redPlus" => "红灯（严重）",
        "blue" => "蓝灯",
        _ => lamp,
    };

    public static string LampColour(string lamp) => lamp switch
    {
        "green" => "green",
        "yellow" => "yellow",
        "red" or "redPlus" => "red",
        "blue" => "blue",
        _ => "default",
    };

    public static string State(string state) => state switch
    {
        "received" => "已收件",
        "correctionRequested" => "待补正",
        "accepted" => "已受理",
        "inReview" => "审查中",
        "suspended" => "特别程序",
        "decided" => "已办结",
        "issued" => "已制证",
        "served" => "已送达",
        _ => state,
    };

    public static string Outcome(string? outcome) => outcome switch
    {
        "granted" => "准予许可",
        "grantedWithConditions" => "附条件准予许可",
        "refused" => "不予许可",
        _ => outcome ?? "",
    };

    public static string Unit(string unit) => unit switch
    {
        "workingDay" => "工作日",
        "calendarDay" => "日",
        "month" => "个月",
        "workingHour" => "工作小时",
        _ => unit,
    };

    public static string ServiceMethod(string method) => method switch
    {
        "direct" => "直接送达",
        "electronic" => "电子送达",
        "post" => "邮寄送达",
        "entrusted" => "委托送达",
        "lien" => "留置送达",
        "publicNotice" => "公告送达",
        _ => method,
    };

    /// <summary>The two signs of a printed calendar, and the ordinary days between them.</summary>
    public static string DayKind(string kind) => kind switch
    {
        "workingDay" => "工",
        "makeUpWorkday" => "班",
        "restDay" => "休",
        "publicHoliday" => "节",
        _ => kind,
    };

    public static char Weekday(DateOnly day) => Weekdays[(int)day.DayOfWeek];

    public static string Day(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant) => instant.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Clock(string id) => id switch
    {
        "notice" => "告知",
        "promised" => "承诺",
        "statutory" => "法定",
        "delivery" => "送达",
        "suspension" => "特别程序",
        "hearingRequest" => "申请听证",
        "hearingHold" => "组织听证",
        _ => id.StartsWith("step:", StringComparison.Ordinal) ? Step(id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]) : id,
    };

    public string Stage(string id) => guide.Chain.Stages.FirstOrDefault(stage => stage.Id == id)?.Name.Zh ?? id;

    public string Step(string id) => guide.Chain.Stages.SelectMany(stage => stage.Steps).FirstOrDefault(step => step.Id == id)?.Name.Zh ?? id;

    public string Material(string code) => guide.Materials.FirstOrDefault(material => material.Code == code)?.Name.Zh ?? code;

    /// <summary>The rule that a change of lamp names: a clock and what became of it, or one of a few words.</summary>
    public string LampRule(string rule) => rule switch
    {
        "inTime" => "按时",
        "suspended" => "特别程序",
        "acceptance.deemed" => "视为受理",
        "finished.worst" => "办结后保留最差",
        _ when rule.EndsWith(".warned", StringComparison.Ordinal) => $"{Clock(rule[..^".warned".Length])}临期",
        _ when rule.EndsWith(".breached", StringComparison.Ordinal) => $"{Clock(rule[..^".breached".Length])}超期",
        _ => rule,
    };
}
