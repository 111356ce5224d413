using System.CommandLine;
using System.Globalization;
using Approval.Cli.Storage;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Queries.Supervision;

namespace Approval.Cli.Reports;

/// <summary><c>approval report shortening</c>: law, promise and what was needed, by procedure and version. Reads only.</summary>
internal static class ShorteningCommand
{
    public static Command Build()
    {
        var office = new Option<string>("--office") { Description = "An office; those below it are included.", DefaultValueFactory = _ => "430000" };
        var from = new Option<DateOnly?>("--from") { Description = "First day of decision; left out: the first day of the year." };
        var through = new Option<DateOnly?>("--through") { Description = "Last day of decision; left out: today." };
        var command = new Command("shortening", $"Statutory, promised and actual working days of the cases decided, from the database in {ConnectionSetting.Name}.") { office, from, through };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            var code = parsed.GetValue(office)!;
            if (code.Length != 6 || !code.All(char.IsAsciiDigit))
            {
                throw new UsageException("Expected an office of six digits, such as 430100.");
            }

            var today = CivilTime.DayOf(TimeProvider.System.GetUtcNow());
            await using var stored = await StoredRules.OpenAsync("report", cancellation);
            var versions = await new ShorteningReader(stored.Database, stored.Rulebooks)
                .ReadAsync(new Reach(code), parsed.GetValue(from) ?? new DateOnly(today.Year, 1, 1), parsed.GetValue(through) ?? today, cancellation);
            await output.WriteLineAsync("procedure  law  promise  cases  median  90 %  saved  on average  on time");
            foreach (var version in versions)
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{version.Procedure} v{version.Version,-4} {Short(version.Statutory),4} {Short(version.Promised),8} {version.Cases,6} {version.Median,7} {version.Ninety,5} {version.SavedInAll,6} {version.SavedOnAverage,11} {version.OnTimeShare,8:P1}{(version.Successor is { } next ? $"  {next.Kind} {next.Procedure} from {next.From:yyyy-MM-dd}" : "")}"));
            }

            return 0;
        }));
        return command;
    }

    private static string Short(TimeLimit limit) => limit.Unit switch
    {
        TimeUnit.WorkingDay => $"{limit.Amount}",
        TimeUnit.CalendarDay => $"{limit.Amount}cd",
        TimeUnit.Month => $"{limit.Amount}m",
        _ => $"{limit.Amount}h",
    };
}
