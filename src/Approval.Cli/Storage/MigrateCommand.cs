using System.CommandLine;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Cli.Storage;

/// <summary><c>approval migrate</c>: brings the schema to the newest version. Safe to repeat.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var command = new Command("migrate", $"Brings the schema of the database in {ConnectionSetting.Name} to the newest version.");
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, output => RunAsync(output, cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter output, CancellationToken cancellation)
    {
        var connection = ConnectionSetting.Read();
        await Database.MigrateAsync(connection, cancellation);

        var options = new DbContextOptionsBuilder<ApprovalDb>();
        ApprovalDb.Configure(options, connection);
        await using var db = new ApprovalDb(options.Options);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        await output.WriteLineAsync($"Schema {ApprovalDb.Schema} is at {applied.Last()}.");
        return 0;
    }
}
