using System.CommandLine;
using Approval.Cli.Seeds;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Cli.Storage;

/// <summary><c>approval seed</c>: puts procedures, offices and calendars into a migrated database, all or none. Safe to repeat.</summary>
internal static class SeedCommand
{
    public static Command Build()
    {
        var folder = SeedsFolder.Argument();
        var command = new Command("seed", $"Puts procedures, offices and calendars into the database in {ConnectionSetting.Name}, all or none.") { folder };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, output => RunAsync(output, parsed.GetValue(folder), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, string? folder, CancellationToken cancellation)
    {
        var seeds = SeedsFolder.Find(folder);
        await using var database = Database.Open(ConnectionSetting.Read(), "seed", poolSize: 1);
        await Seeding.ApplyAsync(database, seeds, TimeProvider.System.GetUtcNow(), cancellation);
        await output.WriteLineAsync($"In force: {SeedsSummary.Of(Seeding.Read(seeds))}");
        return 0;
    }
}
