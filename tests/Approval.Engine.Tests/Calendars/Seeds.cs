using Approval.Engine.Calendars;

namespace Approval.Engine.Tests.Calendars;

/// <summary>The calendar files of the repository, read once.</summary>
internal static class Seeds
{
    public static IEnumerable<int> Years => Enumerable.Range(2019, 8);

    public static string Folder { get; } = Path.Combine(Root(), "seeds", "calendars");

    public static CalendarSet Set { get; } = Through(2026);

    public static WorkingCalendar China { get; } = Set.For(CalendarSet.National);

    public static string Text(int year) => File.ReadAllText(Path.Combine(Folder, "CN", $"{year}.json"));

    /// <summary>The calendars as they stood while the years after <paramref name="lastYear"/> were unpublished.</summary>
    public static CalendarSet Through(int lastYear, params CalendarOverlay[] overlays)
    {
        var years = Years.Where(year => year <= lastYear).Select(Year);
        var build = CalendarSet.Build(years, overlays);
        Assert.That(build.Findings, Is.Empty);
        return build.Set!;
    }

    public static CalendarYear Year(int year)
    {
        var reading = CalendarReader.ReadYear($"CN/{year}.json", Text(year));
        Assert.That(reading.Findings, Is.Empty);
        return reading.Year!;
    }

    public static CalendarOverlay Overlay(string text, string file = "overlay.json")
    {
        var reading = CalendarReader.ReadOverlay(file, text);
        Assert.That(reading.Findings, Is.Empty);
        return reading.Overlay!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Approval.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Approval.sln is not above the tests.");
        }

        return folder.FullName;
    }
}
