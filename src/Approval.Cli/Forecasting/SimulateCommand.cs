using System.CommandLine;
using System.Globalization;
using Approval.Cli.Storage;
using Approval.Engine.Forecasting;
using Approval.Workflows.Forecasting;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Rulebooks;

namespace Approval.Cli.Forecasting;

/// <summary><c>approval simulate --staff FILE --until DATE</c>: which open cases turn red, and the shortest promise that would hold. Reads only.</summary>
internal static class SimulateCommand
{
    public static Command Build()
    {
        var staff = new Option<string>("--staff") { Description = "Who works where and is away when: { \"staff\": [ { \"office\", \"role\", \"count\", \"absences\": [ { \"from\", \"through\" } ] } ] }.", Required = true };
        var until = new Option<DateOnly>("--until") { Description = "Last day on which cases come, yyyy-MM-dd.", Required = true };
        var runs = new Option<int>("--runs") { Description = "How often the docket is rolled forward.", DefaultValueFactory = _ => 200 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same answer.", DefaultValueFactory = _ => 1 };
        var months = new Option<int>("--months") { Description = "How far back the record is asked for pace and arrivals.", DefaultValueFactory = _ => 12 };
        var command = new Command("simulate", $"Rolls the docket of the database in {ConnectionSetting.Name} forward under given staffing.") { staff, until, runs, seed, months };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            var file = parsed.GetValue(staff)!;
            var (staffing, findings) = StaffingReader.Read(await File.ReadAllTextAsync(file, cancellation), Path.GetFileName(file));
            if (staffing is null)
            {
                throw new RulesRefusedException(findings);
            }

            if (parsed.GetValue(runs) < 1 || parsed.GetValue(months) < 1)
            {
                throw new UsageException("Expected at least one run and one month.");
            }

            await using var stored = await StoredRules.OpenAsync("simulate", cancellation);
            var last = stored.Rulebooks.Current.Calendars.For(Engine.Calendars.CalendarSet.National).Horizon;
            if (parsed.GetValue(until) > last || parsed.GetValue(until) < Engine.CivilTime.DayOf(TimeProvider.System.GetUtcNow()))
            {
                throw new UsageException($"Expected a day from today to {last:yyyy-MM-dd}, the last one whose calendar is published.");
            }

            var forecast = new DocketForecast(stored.Database, new RecordedCases(stored.Database), stored.Rulebooks, TimeProvider.System);
            try
            {
                var outlooks = await ProgressBar.ShowAsync(progress =>
                    forecast.RunAsync(staffing, parsed.GetValue(months), parsed.GetValue(until), parsed.GetValue(runs), parsed.GetValue(seed), progress, cancellation));
                await TellAsync(output, outlooks);
                return 0;
            }
            catch (UnstaffedException unstaffed)
            {
                throw new UsageException(unstaffed.Message);
            }
        }));
        return command;
    }

    private static async Task TellAsync(TextWriter output, IReadOnlyList<OfficeOutlook> outlooks)
    {
        foreach (var outlook in outlooks)
        {
            await output.WriteLineAsync(Line($"{outlook.Office}: {outlook.Cases.Count} open cases, {outlook.Cases.Count(found => found.RedShare >= 0.5)} of them likelier red than not; {outlook.AlreadyRed} are red already, {outlook.Suspended} in a special procedure."));
            foreach (var found in outlook.Cases.Where(found => found.RedShare > 0))
            {
                await output.WriteLineAsync(Line($"  {found.Number} {found.Procedure} due {found.Due:yyyy-MM-dd}: red in {found.RedShare:P1} of the runs"));
            }

            foreach (var coming in outlook.Coming)
            {
                var late = coming is { Promised: { } promised, LateShare: { } share } ? $"; {share.ToString("P1", CultureInfo.InvariantCulture)} would miss the promise of {promised}" : "";
                await output.WriteLineAsync(Line($"  {coming.Procedure}: {coming.PerRun:F1} new cases; working days median {coming.Median}, 90 % {coming.Ninety}, 99 % {coming.NinetyNine}{late}; shortest promise that at most 1 % would breach: {coming.ShortestPromise}"));
            }

            if (outlook.Assumed.Count > 0)
            {
                await output.WriteLineAsync($"  without a recorded time, taken at their budget: {string.Join(", ", outlook.Assumed)}");
            }
        }

        if (outlooks.Count == 0)
        {
            await output.WriteLineAsync("There is nothing to forecast: no case is open and none was accepted in these months.");
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
