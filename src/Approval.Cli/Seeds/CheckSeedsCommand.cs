using System.CommandLine;
using Approval.Workflows.Rulebooks;

namespace Approval.Cli.Seeds;

/// <summary><c>approval check seeds</c>: reads every rule file as the start-up does, and prints every finding. Needs no database.</summary>
internal static class CheckSeedsCommand
{
    public static Command Build()
    {
        var folder = SeedsFolder.Argument();
        var command = new Command("seeds", "Reads every rule file and prints what is wrong with it; exit code 1 when anything is.") { folder };
        command.SetAction((parsed, _) => Failure.ToldAsync(parsed, async output =>
        {
            var rules = Seeding.Read(SeedsFolder.Find(parsed.GetValue(folder)));
            await output.WriteLineAsync($"No findings: {SeedsSummary.Of(rules)}");
            return 0;
        }));
        return command;
    }
}
