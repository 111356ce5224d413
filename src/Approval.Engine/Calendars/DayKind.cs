namespace Approval.Engine.Calendars;

/// <summary>What a day is for state organs. Working days are <see cref="WorkingDay"/> and <see cref="MakeUpWorkday"/>.</summary>
public enum DayKind
{
    /// <summary>工作日: Monday to Friday, and no notice makes it a day off.</summary>
    WorkingDay,

    /// <summary>休息日: a Saturday or Sunday that no notice names.</summary>
    RestDay,

    /// <summary>法定节假日: a day off that a notice names, the weekend days and shifted days inside a holiday included.</summary>
    PublicHoliday,

    /// <summary>调休上班日: a Saturday or Sunday that is worked.</summary>
    MakeUpWorkday,
}

public static class DayKinds
{
    /// <summary>Whether limits in working days count the day (行政许可法 art 82).</summary>
    public static bool IsWorking(this DayKind kind) => kind is DayKind.WorkingDay or DayKind.MakeUpWorkday;
}
