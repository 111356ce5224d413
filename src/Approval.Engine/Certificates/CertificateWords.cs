using System.Globalization;
using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>The words of the printed page.</summary>
internal static class CertificateWords
{
    public static string Date(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    public static string DateAndWeekday(DateOnly date) => $"{Date(date)}（星期{Weekday(date)}）";

    public static char Weekday(DateOnly date) => "日一二三四五六"[(int)date.DayOfWeek];

    /// <summary>Civil time.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToOffset(CivilTime.Offset).ToString(instant.Second == 0 ? "yyyy年M月d日 HH:mm" : "yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Unit(TimeUnit unit) => UnitNames.Zh(unit);

    public static string Kind(DayKind kind) => kind switch
    {
        DayKind.WorkingDay => "工作日",
        DayKind.RestDay => "休息日",
        DayKind.PublicHoliday => "法定节假日",
        DayKind.MakeUpWorkday => "调休上班日",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of day."),
    };

    /// <param name="procedure">Name of the special procedure, where that is the reason.</param>
    public static string Reason(CertificateRow row, string? procedure) => row.Reason switch
    {
        null => "计入",
        NotCounted.RestDay => "不计：休息日",
        NotCounted.PublicHoliday => "不计：法定节假日",
        NotCounted.Excluded => $"不计：{procedure ?? "特别程序"}（台账{row.Entry}）",
        NotCounted.RolledForward => "期满后顺延",
        NotCounted.OutsideHours => "不计：已过办公时间",
        NotCounted.OnTheSpot => "当日即为期限",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Reason, "Unknown reason."),
    };

    public static string Operation(CertificateEntry entry) => entry.Operation switch
    {
        LedgerOperation.Suspend => "中止",
        LedgerOperation.Resume => "恢复",
        LedgerOperation.Interrupt => "重新起算",
        LedgerOperation.Exclude => "不计入",
        LedgerOperation.Extend => $"延长{entry.Days}日",
        LedgerOperation.Deem => "视为受理",
        LedgerOperation.TakeBack => "视为受理撤回（期限内已告知）",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Operation, "Unknown operation."),
    };

    public static string Status(CertificateClock clock) => clock.Status switch
    {
        ClockStatus.Running => "计时中",
        ClockStatus.Suspended => "中止中",
        ClockStatus.Stopped => clock.StoppedOn is { } on ? $"已于{Date(on)}终止计时" : "已终止计时",
        ClockStatus.Breached => "已超期",
        _ => throw new ArgumentOutOfRangeException(nameof(clock), clock.Status, "Unknown status."),
    };

    /// <summary>①, ② and so on.</summary>
    public static string Mark(int index) => index < 20 ? ((char)('①' + index)).ToString() : $"({index + 1})";

    /// <summary>The act that started a clock, by its stored name; a name this page does not know is shown as it is.</summary>
    public static string Event(string name) => name switch
    {
        "case.received.v1" => "收件",
        "case.accepted.v1" => "受理",
        "case.deemedAccepted.v1" => "视为受理",
        "correction.submitted.v1" => "收到补正后的申请",
        "stage.opened.v1" => "环节开始",
        "case.suspended.v1" => "特别程序开始",
        "case.decided.v1" => "作出决定",
        "hearing.told.v1" => "告知听证权利",
        "hearing.requested.v1" => "收到听证申请",
        _ => name,
    };
}
