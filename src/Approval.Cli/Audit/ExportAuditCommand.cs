using System.CommandLine;
using Approval.Cli.Storage;
using Approval.Workflows.Auditing.Verification;

namespace Approval.Cli.Audit;

/// <summary><c>approval export audit FILE</c>: the record of one moment in a file that can be verified elsewhere.</summary>
internal static class ExportAuditCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The zip file to write; it must not exist." };
        var command = new Command("audit", $"Writes journal, log and checkpoints of the database in {ConnectionSetting.Name} to a file for approval verify audit. It holds the content of all cases.") { file };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            var path = parsed.GetValue(file)!;
            await using var record = await DatabaseRecord.OpenAsync(ConnectionSetting.Read(), 1, cancellation);
            await ExportedRecord.WriteAsync(record, path, cancellation);
            await output.WriteLineAsync($"{path}: {record.ExpectedRows} journal rows.");
            return 0;
        }));
        return command;
    }
}
