using System.Text.Json;
using Approval.Cli.Demo;
using Approval.Engine.Calendars;
using Approval.Testing;
using Approval.Workflows.Rulebooks;
using CalendarDay = Approval.Cli.Demo.CalendarDay;

namespace Approval.Cli.Tests.Demo;

internal sealed class DayStripTests
{
    private static readonly WorkingCalendar Calendar = Seeding.Read(Path.Combine(RepositoryRoot.Path, "seeds")).Calendars.For("430100");

    /// <summary>国办发明电〔2025〕7号: off 02-15 to 02-23, worked 02-14 and 02-28. 5 working days after 02-12 end on 02-26.</summary>
    [Test]
    public void The_Spring_Festival_of_2026_day_by_day()
    {
        var from = new DateOnly(2026, 2, 12);
        var days = Enumerable.Range(0, 15).Select(from.AddDays).Select(day => new CalendarDay(day, Name(Calendar.KindOf(day)), Calendar.Describe(day).Source)).ToList();
        var traced = Calendar.Trace(from, 5).Select(day => new TracedDay(day.Date, Name(day.Kind), day.Counted, day.Running, day.Source)).ToArray();

        var screen = new Screen();
        DayStrip.Show(screen.Console, days, "告知", from, new DeadlineAnswer(Calendar.Add(from, 5), false, Calendar.Version, traced));

        Assert.That(screen.Lines[..4], Is.EqualTo(new[]
        {
            "日期  2/12  13  14  15  16  17  18  19  20  21  22  23  24  25  26",
            "星期    四  五  六  日  一  二  三  四  五  六  日  一  二  三  四",
            "日历    工  工  班  节  节  节  节  节  节  节  节  节  工  工  工",
            "告知    起   1   2   –   –   –   –   –   –   –   –   –   3   4 [5]",
        }));
        Assert.That(screen.Lines, Does.Contain("      节 02-15至02-23：国办发明电〔2025〕7号"));
        Assert.That(screen.Lines, Does.Contain("      班 02-14：国办发明电〔2025〕7号"));
    }

    private static string Name(DayKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
