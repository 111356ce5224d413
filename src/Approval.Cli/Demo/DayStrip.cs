using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>Days side by side: date, weekday, what kind of day, and the running count of a clock.</summary>
internal static class DayStrip
{
    private const int CellWidth = 4;
    private const int LabelWidth = 6;
    private static readonly string Indent = new(' ', LabelWidth);

    /// <param name="days">Every day shown, in order.</param>
    /// <param name="clock">Its name.</param>
    /// <param name="from">The day it counts from.</param>
    public static void Show(IAnsiConsole console, IReadOnlyList<CalendarDay> days, string clock, DateOnly from, DeadlineAnswer deadline)
    {
        var traced = deadline.Days.ToDictionary(day => day.Date);
        console.WriteLine(Line("日期", days.Select((day, index) => index == 0 || day.Date.Day == 1 ? $"{day.Date.Month}/{day.Date.Day}" : day.Date.Day.ToString(CultureInfo.InvariantCulture))));
        console.WriteLine(Line("星期", days.Select(day => Words.Weekday(day.Date).ToString())));
        console.WriteLine(Line("日历", days.Select(day => Words.DayKind(day.Kind))));
        console.WriteLine(Line(clock, days.Select(day => day.Date == from ? "起" : traced.TryGetValue(day.Date, out var counted) ? Mark(counted, deadline) : "")));
        console.WriteLine($"{Indent}工 工作日  班 调休上班日  休 休息日  节 法定节假日；起 当日不计入  – 不计  [n] 期限届满");
        foreach (var source in days.Where(day => day.Kind is "publicHoliday" or "makeUpWorkday").GroupBy(day => (day.Kind, day.Source)))
        {
            console.WriteLine($"{Indent}{Words.DayKind(source.Key.Kind)} {Runs([.. source.Select(day => day.Date)])}：{source.Key.Source}");
        }

        console.WriteLine($"{Indent}日历版本 {deadline.CalendarVersion}{(deadline.Provisional ? "（暂定）" : "")}");
    }

    private static string Mark(TracedDay day, DeadlineAnswer answer) =>
        !day.Counted ? "–" : day.Date == answer.Date ? $"[{day.Running}]" : day.Running.ToString(CultureInfo.InvariantCulture);

    private static string Line(string label, IEnumerable<string> cells) =>
        (Pad(label, LabelWidth, left: false) + string.Concat(cells.Select(cell => Pad(cell, CellWidth, left: true)))).TrimEnd();

    /// <summary>Chinese characters take two columns of a terminal.</summary>
    private static string Pad(string text, int width, bool left)
    {
        var blanks = new string(' ', Math.Max(0, width - text.GetCellWidth()));
        return left ? blanks + text : text + blanks;
    }

    /// <summary>Neighbouring days as from-through.</summary>
    private static string Runs(List<DateOnly> days)
    {
        var runs = new List<(DateOnly First, DateOnly Last)>();
        foreach (var day in days)
        {
            if (runs.Count > 0 && runs[^1].Last.AddDays(1) == day)
            {
                runs[^1] = (runs[^1].First, day);
            }
            else
            {
                runs.Add((day, day));
            }
        }

        return string.Join("、", runs.Select(run => run.First == run.Last ? Words.Day(run.First) : $"{Words.Day(run.First)}至{Words.Day(run.Last)}"));
    }
}
