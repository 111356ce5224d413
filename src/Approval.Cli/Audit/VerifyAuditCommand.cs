using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Approval.Cli.Storage;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing.Verification;
using Spectre.Console;

namespace Approval.Cli.Audit;

/// <summary><c>approval verify audit</c>: walks the whole record and names the first row that was altered, removed, put in or cut off.</summary>
internal static class VerifyAuditCommand
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    public static Command Build()
    {
        var export = new Argument<string?>("FILE") { Description = $"An export of the record (approval export audit). Without it the database in {ConnectionSetting.Name} is walked; its user need only read.", Arity = ArgumentArity.ZeroOrOne };
        var checkpoint = new Option<string[]>("--checkpoint") { Description = "A checkpoint that a witness kept: finds what was cut off or rewritten together with the log. Repeat it for several.", AllowMultipleArgumentsPerToken = true };
        var proof = new Option<string?>("--proof") { Description = "Verifies the proof of one case offline instead (GET /api/v1/audit/proof/{caseId})." };
        var key = new Option<string[]>("--key") { Description = "A public key of the log (PEM) that you have from elsewhere than the database; keys that it handed over to are found by themselves. Without it signatures are not checked. Repeat it for several.", AllowMultipleArgumentsPerToken = true };
        var parts = new Option<int>("--connections") { Description = "How many parts of the database are walked at a time, with three connections each.", DefaultValueFactory = _ => Math.Max(2, Environment.ProcessorCount) };
        var command = new Command("audit", "Walks the whole journal and its signed log; exit code 1 when anything was altered, removed, put in or cut off.") { export, checkpoint, proof, key, parts };
        command.SetAction((parsed, cancellation) => Failure.ToldAsync(parsed, async output =>
        {
            using var trusted = await TrustedKeys.ReadAsync(parsed.GetValue(key) ?? [], cancellation);
            var witnessed = await ReadCheckpointsAsync(parsed.GetValue(checkpoint) ?? [], cancellation);
            if (parsed.GetValue(proof) is { } proved)
            {
                // Kept copies of hand-overs lead from the trusted key to the one that signed the proof's checkpoint.
                witnessed.ForEach(copy => trusted.Chain?.Believes(copy.Checkpoint));
                return await ProofAsync(output, proved, trusted.Chain, cancellation);
            }

            await using IStoredRecord record = parsed.GetValue(export) is { } path
                ? await ExportedRecord.OpenAsync(path, cancellation)
                : await DatabaseRecord.OpenAsync(ConnectionSetting.Read(), Math.Clamp(parsed.GetValue(parts), 1, 16), cancellation);
            var verdict = await WalkAsync(record, trusted.Chain, witnessed, cancellation);
            await TellAsync(output, verdict, trusted.Chain, witnessed.Count);
            return verdict.Holds ? 0 : 1;
        }));
        return command;
    }

    /// <summary>The bar goes to the error stream, so that the verdict can be kept in a file.</summary>
    private static async Task<RecordVerdict> WalkAsync(IStoredRecord record, KeyChain? keys, List<Witnessed> witnessed, CancellationToken cancellation)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (!screen.Profile.Out.IsTerminal)
        {
            return await RecordVerifier.VerifyAsync(record, keys, witnessed, _ => { }, cancellation);
        }

        return await screen.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var bar = progress.AddTask("journal", maxValue: Math.Max(1, record.ExpectedRows));
                return RecordVerifier.VerifyAsync(record, keys, witnessed, rows => bar.Increment(rows), cancellation);
            });
    }

    private static async Task TellAsync(TextWriter output, RecordVerdict verdict, KeyChain? keys, int witnesses)
    {
        var rate = verdict.Rows / Math.Max(verdict.Took.TotalSeconds, 0.001);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Cases}件 {verdict.Rows}条，日志{verdict.Logged}行，检查点{verdict.Checkpoints}个，旁证{witnesses}个；{verdict.Took.TotalSeconds:F2}秒，每秒{rate:F0}条。"));
        if (keys is null)
        {
            await output.WriteLineAsync("[未核] 签名：未给公钥（--key）。");
        }
        else if (keys.HandedOver > 0)
        {
            await output.WriteLineAsync($"签名密钥交接{keys.HandedOver}次，均由前一密钥签署。");
        }

        foreach (var fault in verdict.Faults)
        {
            await output.WriteLineAsync($"[不符] {Where(fault)}{Word(fault.Kind)}：{fault.Detail}。");
        }

        await output.WriteLineAsync(verdict.Holds
            ? witnesses > 0 ? "结论：相符。" : "结论：相符。最近一次旁证之后被截去的记录只有对照旁证（--checkpoint）才能发现。"
            : $"结论：不符，共{verdict.FaultCount}处。首处：{Where(verdict.Faults[0])}{Word(verdict.Faults[0].Kind)}。");
    }

    private static string Where(RecordFault fault) => fault.CaseId is { } id ? $"办件{id} 第{fault.Version}条" : "日志";

    private static string Word(RecordFaultKind kind) => kind switch
    {
        RecordFaultKind.Altered => "被改动",
        RecordFaultKind.Missing => "缺失",
        RecordFaultKind.Inserted => "系插入",
        RecordFaultKind.Truncated => "起被截去",
        _ => "不符",
    };

    private static async Task<int> ProofAsync(TextWriter output, string file, KeyChain? keys, CancellationToken cancellation)
    {
        CaseProof proof;
        try
        {
            proof = JsonSerializer.Deserialize<CaseProof>(await File.ReadAllTextAsync(file, cancellation), Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new UsageException($"{file} is not a proof.");
        }

        if (proof.Rows is null || proof.Checkpoint is null || proof.Rows.Any(row => row?.Hash is null || row.Path is null || row.Path.Any(step => step is null)))
        {
            throw new UsageException($"{file} is not a proof.");
        }

        if (proof.Check(keys) is { } fault)
        {
            await output.WriteLineAsync($"[不符] {(fault.Version is { } version ? $"第{version}条：" : "")}{Word(fault.Kind)}。");
            await output.WriteLineAsync("结论：不符。");
            return 1;
        }

        var checkpoint = SignedCheckpoint.Parse(proof.Checkpoint)!.Checkpoint;
        await output.WriteLineAsync($"结论：相符。办件{proof.CaseNumber}的{proof.Rows.Count}条记录均在{checkpoint.At:yyyy-MM-dd HH:mm:ss}Z签署的{checkpoint.Size}条之内{(keys is null ? "（未核签名：未给 --key）" : "")}。");
        return 0;
    }

    private static string Word(ProofFaultKind kind) => kind switch
    {
        ProofFaultKind.CheckpointUnreadable => "检查点无法读取",
        ProofFaultKind.SignatureWrong => "检查点的签名不符",
        ProofFaultKind.Empty => "没有一条记录",
        ProofFaultKind.RowMissing => "缺失",
        _ => "不在检查点之内",
    };

    private static async Task<List<Witnessed>> ReadCheckpointsAsync(string[] files, CancellationToken cancellation)
    {
        var witnessed = new List<Witnessed>();
        foreach (var file in files)
        {
            var note = await File.ReadAllTextAsync(file, cancellation);
            witnessed.Add(new Witnessed($"旁证 {Path.GetFileName(file)}", SignedCheckpoint.Parse(note) ?? throw new UsageException($"{file} is not a signed checkpoint.")));
        }

        return witnessed;
    }
}
