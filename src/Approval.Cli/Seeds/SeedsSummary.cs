using System.Globalization;
using Approval.Engine.Calendars;
using Approval.Workflows.Rulebooks;

namespace Approval.Cli.Seeds;

/// <summary>One line about a rulebook: how many procedures and offices, which calendar.</summary>
internal static class SeedsSummary
{
    public static string Of(Rulebook rules)
    {
        var calendar = rules.Calendars.For(CalendarSet.National);
        var offices = rules.Offices.Values.ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rules.Current.Count()} procedures, {offices.Count} offices with {offices.Sum(office => office.Windows.Length)} windows, calendar {calendar.Version} through {calendar.Horizon:yyyy-MM-dd}.");
    }
}
