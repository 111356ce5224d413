using System.CommandLine;
using Approval.Engine.Procedures.Linting;
using Approval.Workflows.Rulebooks;

namespace Approval.Cli.Seeds;

/// <summary><c>approval check seeds</c>: reads every rule file as the start-up does, and prints every finding and warning. Needs no database.</summary>
internal static class CheckSeedsCommand
{
    public static Command Build()
    {
        var folder = SeedsFolder.Argument();
        var command = new Command("seeds", "Reads every rule file and prints what is wrong with it; exit code 1 when anything is.") { folder };
        command.SetAction((parsed, _) => Failure.ToldAsync(parsed, async output =>
        {
            var rules = Seeding.Read(SeedsFolder.Find(parsed.GetValue(folder)));
            var findings = rules.Current
                .SelectMany(procedure => ProcedureLinter.Lint(procedure, [.. rules.Offices.Values], [.. rules.Current]).Select(finding => (Procedure: procedure, Finding: finding)))
                .ToList();
            var errors = findings.Count(found => found.Finding.Severity == Severity.Error);
            await output.WriteLineAsync($"{(errors == 0 ? "No findings" : $"{errors} finding(s)")}: {SeedsSummary.Of(rules)}");
            foreach (var (procedure, finding) in findings.Where(found => found.Finding.Severity != Severity.Notice))
            {
                await output.WriteLineAsync($"{procedure.Code}.v{procedure.Version}: {finding}");
            }

            return errors == 0 ? 0 : 1;
        }));
        return command;
    }
}
