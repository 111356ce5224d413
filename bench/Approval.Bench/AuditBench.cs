using System.Diagnostics;
using System.Globalization;
using Approval.Workflows.Auditing;
using Approval.Workflows.Auditing.Verification;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>The record: how fast rows are logged and signed, and how fast the whole of it is verified.</summary>
internal static class AuditBench
{
    public static async Task<int> RunAsync(int cases)
    {
        await using var world = await BenchWorld.StartAsync(connections: 8);
        await world.ReceiveAsync("audit", cases);
        var folder = Directory.CreateTempSubdirectory("approval-bench-");
        using var key = AuditKey.LoadOrMake(Path.Combine(folder.FullName, "audit.pem"));
        using var figures = new AuditFigures();
        var telling = new WitnessTelling(world.Source, [], figures, world.Clock, NullLogger<WitnessTelling>.Instance);
        var signing = new CheckpointSigning(
            world.Source, key, new AuditSettings("bench.example", AuditSettings.Usual, null, null), telling, figures, world.Clock, NullLogger<CheckpointSigning>.Instance);

        var since = Stopwatch.GetTimestamp();
        await signing.SignAllAsync(CheckpointSigning.BatchSize);
        var signed = Stopwatch.GetElapsedTime(since);
        var rows = figures.Last!.Size;
        var table = new Table().AddColumns("what", "rows", "seconds", "rows a second", "target");
        Add(table, "log and sign", rows, signed, "");
        foreach (var parts in new[] { 1, 2, 4 })
        {
            await using var record = await DatabaseRecord.OpenAsync(Environment.GetEnvironmentVariable("ConnectionStrings__Approval")!, parts);
            using var publicKey = System.Security.Cryptography.ECDsa.Create();
            publicKey.ImportFromPem(key.PublicPem);
            var verdict = await RecordVerifier.VerifyAsync(record, publicKey, [], _ => { });
            if (!verdict.Holds)
            {
                throw new InvalidOperationException(verdict.Faults[0].ToString());
            }

            Add(table, $"verify, {parts} parts", verdict.Rows, verdict.Took, "100,000");
        }

        AnsiConsole.Write(table);
        folder.Delete(recursive: true);
        return 0;
    }

    private static void Add(Table table, string what, long rows, TimeSpan took, string target) => table.AddRow(
        what, rows.ToString("N0", CultureInfo.InvariantCulture), took.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture),
        (rows / took.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture), target);
}
