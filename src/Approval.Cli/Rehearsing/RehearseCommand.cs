using System.CommandLine;
using System.Globalization;
using Approval.Cli.Storage;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Procedures;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Rulebooks;

namespace Approval.Cli.Rehearsing;

/// <summary><c>approval rehearse --procedure FILE | --calendar FILE --months N</c>: what a draft would have made of the recorded cases. Reads only.</summary>
internal static class RehearseCommand
{
    public static Command Build()
    {
        var procedure = new Option<string?>("--procedure") { Description = "A draft of a procedure version, in the format of seeds/procedures." };
        var calendars = new Option<string[]>("--calendar") { Description = "A draft of a calendar year, in the format of seeds/calendars/CN; repeat it for several years.", AllowMultipleArgumentsPerToken = true };
        var months = new Option<int>("--months") { Description = "How far back, by the day of the receipt.", DefaultValueFactory = _ => 12 };
        var listed = new Option<int>("--list") { Description = "How many of the cases that differ to print; all are counted.", DefaultValueFactory = _ => 50 };
        var command = new Command("rehearse", $"Replays the recorded cases of the database in {ConnectionSetting.Name} against a draft and prints those whose path, date or lamp differs.")
        {
            procedure, calendars, months, listed,
        };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            var (file, years) = (parsed.GetValue(procedure), parsed.GetValue(calendars) ?? []);
            if ((file is null) == (years.Length == 0) || parsed.GetValue(months) < 1)
            {
                throw new UsageException("Expected either --procedure FILE or --calendar FILE, and at least one month.");
            }

            await using var stored = await StoredRules.OpenAsync("rehearse", cancellation);
            var report = file is not null
                ? await OfProcedureAsync(stored, file, parsed.GetValue(months), parsed.GetValue(listed), cancellation)
                : await OfCalendarsAsync(stored, years, parsed.GetValue(months), parsed.GetValue(listed), cancellation);
            await TellAsync(output, report);
            return 0;
        }));
        return command;
    }

    private static async Task<RehearsalReport> OfProcedureAsync(StoredRules stored, string file, int months, int listed, CancellationToken cancellation)
    {
        var reading = ProcedureReader.Read(await File.ReadAllTextAsync(file, cancellation), Path.GetFileName(file));
        return reading.IsValid
            ? await ProgressBar.ShowAsync(progress => Rehearsal(stored).OfAsync(reading.Procedure, months, null, listed, (done, total) => progress("cases", Share(done, total)), cancellation))
            : throw new RulesRefusedException(reading.Findings);
    }

    private static async Task<RehearsalReport> OfCalendarsAsync(StoredRules stored, string[] files, int months, int listed, CancellationToken cancellation)
    {
        var imports = new List<CalendarImport>();
        foreach (var file in files)
        {
            imports.Add(new CalendarImport.Year(Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellation), null));
        }

        var reading = new CalendarPublication(stored.Database, stored.Rulebooks, TimeProvider.System).Propose([.. imports]);
        return reading.Proposal is { } proposal
            ? await ProgressBar.ShowAsync(progress => Rehearsal(stored).OfAsync(proposal.After, months, null, listed, (done, total) => progress("cases", Share(done, total)), cancellation))
            : throw new RulesRefusedException([.. reading.Findings.Select(finding => new Finding(finding.File, finding.Path, finding.Reason))]);
    }

    private static CaseRehearsal Rehearsal(StoredRules stored) => new(new RecordedCases(stored.Database), stored.Rulebooks, new ChainOrchestrator(), TimeProvider.System);

    private static double Share(long done, long total) => total == 0 ? 1 : (double)done / total;

    private static async Task TellAsync(TextWriter output, RehearsalReport report)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Rehearsed} of {report.Recorded} recorded cases replayed, {report.Different} differ: {report.Path} in their path, {report.Date} in a date, {report.Lamp} in a lamp or card."));
        foreach (var found in report.Cases)
        {
            await output.WriteLineAsync($"{found.Number} {found.Procedure} v{found.Version} {found.Office}");
            foreach (var difference in found.Differences)
            {
                await output.WriteLineAsync($"  {difference.Kind} {difference.What}: {difference.Before ?? "-"} -> {difference.After ?? "-"}");
            }
        }

        if (report.NotAsRecorded > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.NotAsRecorded} cases went otherwise than today's rules would have them; they are compared replay with replay."));
        }

        foreach (var (act, count) in report.NotReplayed)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} cases could not be replayed: {act}."));
        }
    }
}
