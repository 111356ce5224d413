namespace Approval.Engine.Procedures;

/// <summary>What a number of units is called in a sentence.</summary>
public static class UnitNames
{
    public static string Zh(TimeUnit unit) => unit switch
    {
        TimeUnit.WorkingDay => "个工作日",
        TimeUnit.CalendarDay => "日（自然日）",
        TimeUnit.Month => "个月",
        TimeUnit.WorkingHour => "个工作小时",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };

    public static string En(TimeUnit unit) => unit switch
    {
        TimeUnit.WorkingDay => "working days",
        TimeUnit.CalendarDay => "calendar days",
        TimeUnit.Month => "months",
        TimeUnit.WorkingHour => "working hours",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };
}
