using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Approval.Cli.Storage;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows;
using Approval.Workflows.Auditing;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Cli.Tests.Audit;

/// <summary>An auditor with a connection string, or with a file and nothing else.</summary>
[NonParallelizable]
internal sealed class VerifyAuditTests
{
    private static readonly string Seeds = Path.Combine(RepositoryRoot.Path, "seeds");

    private readonly TestClock clock = new(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
    private TestDatabase database = null!;
    private NpgsqlDataSource source = null!;
    private DirectoryInfo folder = null!;
    private Guid caseId;
    private string key = null!;

    [SetUp]
    public async Task RecordAsync()
    {
        database = await TestDatabase.CreateAsync(PrepareAsync);
        source = Database.OpenForSteps(database.ConnectionString, "test");
        folder = Directory.CreateTempSubdirectory("approval-verify-");
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, database.ConnectionString);
        var rules = Seeding.Read(Seeds);
        var runner = new CaseRunner(source, RulebookStore.Of(rules), new ChainOrchestrator(), clock, new StepSignals());
        foreach (var id in new[] { Guid.NewGuid(), caseId = Guid.NewGuid() })
        {
            var receive = new CaseCommand.Receive(id, "", "K7M2QX", "430100-01", Channel.Window, People.Company, Examples.Of(rules.Find("RF-01")!));
            await runner.RunAsync(new CaseRequest(id, receive, People.Clerk) { Intake = new Intake("RF-01", "430100") });
        }

        using var signingKey = AuditKey.LoadOrMake(In("audit.pem"));
        await File.WriteAllTextAsync(key = In("audit.pub.pem"), signingKey.PublicPem);
        using var figures = new AuditFigures();
        var telling = new WitnessTelling(source, [new FolderWitness(In("witness"))], figures, clock, NullLogger<WitnessTelling>.Instance);
        await new CheckpointSigning(source, signingKey, new AuditSettings("test.example", AuditSettings.Usual, null, null), telling, figures, clock, NullLogger<CheckpointSigning>.Instance).RunAsync(default);
    }

    [TearDown]
    public async Task ForgetAsync()
    {
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);
        await source.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task A_record_that_nobody_touched_holds_in_the_database_and_as_an_export()
    {
        var ran = await Ran.Async("verify", "audit", "--key", key, "--checkpoint", Witness);
        Assert.That(ran.ExitCode, Is.Zero, ran.Output + ran.Errors);
        Assert.That(ran.Output, Does.Contain("2件 4条").And.Contain("检查点1个，旁证1个").And.Contain("结论：相符。"));

        Assert.That((await Ran.Async("export", "audit", In("record.zip"))).ExitCode, Is.Zero);
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);
        var exported = await Ran.Async("verify", "audit", In("record.zip"), "--key", key, "--checkpoint", Witness);
        Assert.That(exported.ExitCode, Is.Zero, exported.Output + exported.Errors);
    }

    [Test]
    public async Task The_first_row_at_fault_is_named_and_the_exit_code_is_1()
    {
        await ExecuteAsync("alter table approval.case_event disable trigger all");
        await ExecuteAsync($"delete from approval.case_event where case_id = '{caseId}' and version = 2");

        var ran = await Ran.Async("verify", "audit", "--key", key);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Output, Does.Contain($"首处：办件{caseId} 第2条起被截去"));
    }

    [Test]
    public async Task What_was_cut_off_with_the_log_shows_against_the_witness()
    {
        await ExecuteAsync("alter table approval.case_event disable trigger all; alter table approval.audit_leaf disable trigger all; alter table approval.audit_checkpoint disable trigger all");
        await ExecuteAsync($"delete from approval.case_timer where case_id = '{caseId}'; delete from approval.permit_case where id = '{caseId}'; delete from approval.case_event where case_id = '{caseId}'");
        await ExecuteAsync("delete from approval.audit_leaf; delete from approval.audit_checkpoint");

        Assert.That((await Ran.Async("verify", "audit", "--key", key)).ExitCode, Is.Zero);
        var ran = await Ran.Async("verify", "audit", "--key", key, "--checkpoint", Witness);
        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Output, Does.Contain("最新的记录被删去"));
    }

    [Test]
    public async Task A_proof_is_verified_without_a_database()
    {
        var proof = (await new ProofReader(source).OfCaseAsync(caseId, "4301000120260302000025"))!;
        await File.WriteAllTextAsync(In("proof.json"), JsonSerializer.Serialize(proof, JsonSerializerOptions.Web));
        var bent = proof with { Rows = [proof.Rows[0], proof.Rows[1] with { Hash = Convert.ToHexStringLower(SHA256.HashData([])) }] };
        await File.WriteAllTextAsync(In("bent.json"), JsonSerializer.Serialize(bent, JsonSerializerOptions.Web));
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);

        var ran = await Ran.Async("verify", "audit", "--proof", In("proof.json"), "--key", key);
        Assert.That((ran.ExitCode, ran.Output), Is.EqualTo((0, $"结论：相符。办件{proof.CaseNumber}的2条记录均在2026-03-02 02:00:00Z签署的4条之内。{Environment.NewLine}")), ran.Errors);
        var refused = await Ran.Async("verify", "audit", "--proof", In("bent.json"), "--key", key);
        Assert.That((refused.ExitCode, refused.Output), Is.EqualTo((1, $"[不符] 第2条：不在检查点之内。{Environment.NewLine}结论：不符。{Environment.NewLine}")));
    }

    /// <summary>RELIABILITY Z4: the key that the auditor has had from the first day is enough for the record and for a proof of today.</summary>
    [Test]
    public async Task After_the_key_was_replaced_the_first_one_is_still_enough()
    {
        using (var second = AuditKey.LoadOrMake(In("second.pem"), In("audit.pem")))
        {
            using var figures = new AuditFigures();
            var telling = new WitnessTelling(source, [new FolderWitness(In("witness"))], figures, clock, NullLogger<WitnessTelling>.Instance);
            await new CheckpointSigning(source, second, new AuditSettings("test.example", AuditSettings.Usual, null, null), telling, figures, clock, NullLogger<CheckpointSigning>.Instance).RunAsync(default);
        }

        var handOver = In(string.Create(CultureInfo.InvariantCulture, $"witness/checkpoint-{2:D10}.txt"));
        var ran = await Ran.Async("verify", "audit", "--key", key, "--checkpoint", Witness, handOver);
        Assert.That(ran.ExitCode, Is.Zero, ran.Output + ran.Errors);
        Assert.That(ran.Output, Does.Contain("签名密钥交接1次").And.Contain("结论：相符。"));

        var proof = (await new ProofReader(source).OfCaseAsync(caseId, "4301000120260302000025"))!;
        await File.WriteAllTextAsync(In("proof.json"), JsonSerializer.Serialize(proof with { Checkpoint = await File.ReadAllTextAsync(handOver) }, JsonSerializerOptions.Web));
        Assert.That((await Ran.Async("verify", "audit", "--proof", In("proof.json"), "--key", key, "--checkpoint", handOver)).ExitCode, Is.Zero);
    }

    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("""{"rows":[null],"checkpoint":"x"}""")]
    public async Task What_is_no_proof_or_export_or_checkpoint_is_told_without_a_stack(string text)
    {
        await File.WriteAllTextAsync(In("nothing"), text);
        foreach (var arguments in new string[][] { ["--proof", In("nothing")], [In("nothing")], ["--checkpoint", In("nothing")], ["--key", In("nothing")] })
        {
            var ran = await Ran.Async(["verify", "audit", .. arguments]);
            Assert.That(ran.ExitCode, Is.EqualTo(1), string.Join(' ', arguments));
            Assert.That(ran.Errors, Is.Not.Empty.And.Not.Contain("   at "));
        }
    }

    private string Witness => In(string.Create(CultureInfo.InvariantCulture, $"witness/checkpoint-{1:D10}.txt"));

    private string In(string name) => Path.Combine(folder.FullName, name);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await Database.MigrateAsync(connectionString);
        await using var seeding = NpgsqlDataSource.Create(connectionString);
        await Seeding.ApplyAsync(seeding, Seeds, DateTimeOffset.UnixEpoch);
    }
}
