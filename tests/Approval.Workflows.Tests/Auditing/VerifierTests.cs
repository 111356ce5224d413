using System.Security.Cryptography;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing.Verification;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>
/// Somebody who owns the database tampers with the record in every way there is (RELIABILITY Z2), and the verifier names the row.
/// </summary>
public sealed class VerifierTests
{
    /// <summary>The attacker's tool: makes the chain of a case fit again, head and all.</summary>
    private const string Rechain = """
        create function rechain(wanted uuid) returns void language plpgsql as $$
        declare link bytea := decode(repeat('00', 32), 'hex'); row record; seen integer := 0;
        begin
          for row in select version, body from approval.case_event where case_id = wanted order by version loop
            update approval.case_event set previous_hash = link, hash = sha256('\x00'::bytea || link || row.body) where case_id = wanted and version = row.version returning hash into link;
            seen := row.version;
          end loop;
          update approval.permit_case set head = link, version = seen where id = wanted;
        end $$
        """;

    private const string Edit = "update approval.case_event set body = convert_to(replace(convert_from(body, 'UTF8'), '窗口甲', '窗口乙'), 'UTF8') where case_id = $1 and version = 1";

    private static readonly TestCaseData[] Tampering =
    [
        Case("a body", RecordFaultKind.Altered, 1, Edit),
        Case("one bit of a body", RecordFaultKind.Altered, 3, "update approval.case_event set body = set_bit(body, 77, 1 - get_bit(body, 77)) where case_id = $1 and version = 3"),
        Case("a column beside it", RecordFaultKind.Altered, 2, "update approval.case_event set actor_id = 'nobody' where case_id = $1 and version = 2"),
        Case("when it was recorded", RecordFaultKind.Altered, 1, "update approval.case_event set recorded_at = recorded_at + interval '1 microsecond' where case_id = $1 and version = 1"),
        Case("what it was", RecordFaultKind.Altered, 2, "update approval.case_event set type = 'case.withdrawn.v1' where case_id = $1 and version = 2"),
        Case("a hash", RecordFaultKind.Altered, 2, "update approval.case_event set hash = sha256(hash) where case_id = $1 and version = 2"),
        Case("a link", RecordFaultKind.Altered, 3, "update approval.case_event set previous_hash = sha256(hash) where case_id = $1 and version = 3"),
        Case("a row in the middle removed", RecordFaultKind.Missing, 2, "delete from approval.case_event where case_id = $1 and version = 2"),
        Case("the first row removed", RecordFaultKind.Missing, 1, "delete from approval.case_event where case_id = $1 and version = 1"),
        Case("a row in the middle removed, the rest renumbered and chained anew", RecordFaultKind.Altered, 2,
            "delete from approval.case_event where case_id = $1 and version = 2", "update approval.case_event set version = version - 1 where case_id = $1 and version > 2", "select rechain($1)"),
        Case("a row put in at the end", RecordFaultKind.Inserted, 0,
            "insert into approval.case_event select case_id, version + 1, type, actor_id, recorded_at, effective_at, body, hash, sha256('\\x00'::bytea || hash || body), '1'::xid8 from approval.case_event where case_id = $1 order by version desc limit 1",
            "update approval.permit_case set version = version + 1, head = (select hash from approval.case_event where case_id = $1 order by version desc limit 1) where id = $1"),
        Case("a row put in before the others", RecordFaultKind.Altered, 2,
            "update approval.case_event set version = version + 100 where case_id = $1", "update approval.case_event set version = version - 99 where case_id = $1",
            "insert into approval.case_event select case_id, 1, type, actor_id, recorded_at, effective_at, body, previous_hash, hash, transaction from approval.case_event where case_id = $1 and version = 2", "select rechain($1)"),
        Case("two rows in another order", RecordFaultKind.Altered, 2, "update approval.case_event set version = 5 - version where case_id = $1 and version in (2, 3)"),
        Case("two rows in another order, chained anew", RecordFaultKind.Altered, 2, "update approval.case_event set version = 5 - version where case_id = $1 and version in (2, 3)", "select rechain($1)"),
        Case("the tail cut off", RecordFaultKind.Truncated, -1, "delete from approval.case_event where case_id = $1 and version >= 4"),
        Case("the tail cut off, the head made to fit", RecordFaultKind.Truncated, -1, "delete from approval.case_event where case_id = $1 and version >= 4", "select rechain($1)"),
        Case("the head", RecordFaultKind.Altered, -2, "update approval.permit_case set head = sha256(head) where id = $1"),
        Case("the whole chain written anew", RecordFaultKind.Altered, 1, Edit, "select rechain($1)"),
        Case("a case without its row", RecordFaultKind.Missing, -3,
            "delete from approval.case_timer where case_id = $1", "delete from approval.case_task where case_id = $1", "delete from approval.permit_case where id = $1"),
        Case("a whole case removed", RecordFaultKind.Missing, 1,
            "delete from approval.case_timer where case_id = $1", "delete from approval.case_task where case_id = $1", "delete from approval.permit_case where id = $1", "delete from approval.case_event where case_id = $1"),
    ];

    [TestCaseSource(nameof(Tampering))]
    public async Task The_first_row_is_named(string what, RecordFaultKind kind, int version, string[] tampering)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(5);
        var id = await world.AcceptedAsync();
        await world.ReceivedAsync(5);
        await auditor.SignAsync();
        Assert.That((await VerifyAsync(world, auditor)).Faults, Is.Empty);
        var rows = (int)await world.ScalarAsync<long>("select count(*) from approval.case_event where case_id = $1", id);

        await TamperAsync(world, id, tampering);
        var verdict = await VerifyAsync(world, auditor);

        var expected = version switch { 0 or -3 => rows + 1, -1 => 4, -2 => rows, _ => version };
        Assert.That(verdict.Faults.Select(fault => (fault.Kind, fault.CaseId, fault.Version)), Is.EqualTo(new[] { (kind, (Guid?)id, (int?)expected) }), $"{what}: {string.Join(Environment.NewLine, verdict.Faults)}");
        Assert.That(verdict.Holds, Is.False);
    }

    /// <summary>No log speaks of it yet: the chain alone shows it.</summary>
    [Test]
    public async Task A_row_since_the_last_checkpoint_that_is_linked_to_nothing_is_named()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(2);
        await auditor.SignAsync();
        var id = await world.AcceptedAsync();

        await TamperAsync(world, id, "update approval.case_event set previous_hash = sha256('x'), hash = sha256('\\x00'::bytea || sha256('x') || body) where case_id = $1 and version = 2");

        Assert.That((await VerifyAsync(world, auditor)).Faults.Select(fault => (fault.Kind, fault.CaseId, fault.Version)), Is.EqualTo(new[] { (RecordFaultKind.Altered, (Guid?)id, (int?)2) }));
    }

    [Test]
    public async Task What_the_log_is_rewritten_with_too_shows_against_its_checkpoints()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var id = await world.AcceptedAsync();
        await world.ReceivedAsync(5);
        await auditor.SignAsync();

        await TamperAsync(world, id, Edit, "select rechain($1)",
            "update approval.audit_leaf l set hash = e.hash from approval.case_event e where e.case_id = l.case_id and e.version = l.version and e.case_id = $1");
        var verdict = await VerifyAsync(world, auditor);

        Assert.That(verdict.Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { RecordFaultKind.Log }));
    }

    [TestCase("update approval.audit_checkpoint set note = replace(note, 'at 2026', 'at 2025')")]
    [TestCase("update approval.audit_checkpoint set size = size + 1 where number = 2")]
    [TestCase("delete from approval.audit_checkpoint where number = 1")]
    [TestCase("delete from approval.audit_checkpoint where number = (select max(number) from approval.audit_checkpoint)")]
    [TestCase("delete from approval.audit_leaf where position = 3")]
    [TestCase("insert into approval.audit_leaf select max(position) + 1, gen_random_uuid(), 1, sha256('x') from approval.audit_leaf")]
    public async Task Tampering_with_the_log_itself_shows(string tampering)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(20);
        await auditor.SignAsync(limit: 15);

        await world.Source.ExecuteAsync("alter table approval.audit_leaf disable trigger all; alter table approval.audit_checkpoint disable trigger all");
        await world.Source.ExecuteAsync(tampering);

        Assert.That((await VerifyAsync(world, auditor)).Faults.Select(fault => fault.Kind), Has.Some.EqualTo(RecordFaultKind.Log));
    }

    [Test]
    public async Task The_newest_rows_cut_off_everywhere_show_only_against_a_witness()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(5);
        await auditor.SignAsync();
        var id = await world.AcceptedAsync();
        await auditor.SignAsync();
        var witnessed = new Witnessed("witness", SignedCheckpoint.Sign((await auditor.CheckpointsAsync())[^1], auditor.Key));
        Assert.That((await VerifyAsync(world, auditor, witnessed)).Faults, Is.Empty);

        await TamperAsync(world, id,
            "delete from approval.case_timer where case_id = $1", "delete from approval.case_task where case_id = $1", "delete from approval.permit_case where id = $1",
            "delete from approval.case_event where case_id = $1", "delete from approval.audit_leaf where case_id = $1", "delete from approval.audit_checkpoint where number = 2 and $1 is not null");

        Assert.That((await VerifyAsync(world, auditor)).Faults, Is.Empty, "Nothing inside the database tells of it.");
        var verdict = await VerifyAsync(world, auditor, witnessed);
        Assert.That(verdict.Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { RecordFaultKind.Truncated }));
    }

    [Test]
    public async Task A_past_signed_anew_with_the_stolen_key_shows_against_a_witness()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var id = await world.AcceptedAsync();
        await auditor.SignAsync();
        var witnessed = new Witnessed("witness", SignedCheckpoint.Sign((await auditor.CheckpointsAsync())[^1], auditor.Key));

        await TamperAsync(world, id, Edit, "select rechain($1)", "delete from approval.audit_leaf where $1 is not null", "delete from approval.audit_checkpoint where $1 is not null");
        await auditor.SignAsync();

        Assert.That((await VerifyAsync(world, auditor)).Faults, Is.Empty, "Everything inside the database fits.");
        Assert.That((await VerifyAsync(world, auditor, witnessed)).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { RecordFaultKind.Log }));
    }

    [Test]
    public async Task A_checkpoint_in_the_middle_signed_anew_with_the_stolen_key_is_followed_by_none()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await world.ReceivedAsync();
            await auditor.SignAsync();
        }

        var middle = (await auditor.CheckpointsAsync())[1];
        await world.Source.ExecuteAsync("alter table approval.audit_checkpoint disable trigger all");
        await world.Source.ExecuteAsync("update approval.audit_checkpoint set note = $1 where number = 2", SignedCheckpoint.Sign(middle with { At = middle.At.AddSeconds(1) }, auditor.Key).Note);

        Assert.That((await VerifyAsync(world, auditor)).Faults.Select(fault => fault.Detail), Is.EqualTo(new[] { "检查点3：不接前一检查点" }));
    }

    [Test]
    public async Task A_checkpoint_of_another_key_is_not_believed()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await world.ReceivedAsync();
        await auditor.SignAsync();

        await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 1);
        Assert.That((await RecordVerifier.VerifyAsync(record, other, [], _ => { })).FaultCount, Is.EqualTo(1));
        Assert.That((await RecordVerifier.VerifyAsync(record, keys: null, [], _ => { })).FaultCount, Is.Zero, "Without a key signatures are not looked at.");
    }

    [Test]
    public async Task Rows_written_since_the_last_checkpoint_and_a_record_never_signed_are_no_fault()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        Assert.That((await VerifyAsync(world, auditor)).Holds);
        var id = await world.ReceivedAsync();
        Assert.That((await VerifyAsync(world, auditor)).Holds);
        await auditor.SignAsync();
        await world.DoAsync(id, new Engine.Cases.CaseCommand.Accept(), Approval.Testing.People.Clerk);
        Assert.That((await VerifyAsync(world, auditor)).Holds);
    }

    [Test]
    public async Task An_export_is_verified_like_the_database_it_is_from()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(150);
        var id = await world.AcceptedAsync();
        await auditor.SignAsync(limit: 100);
        var whole = Path.Combine(auditor.Folder, "whole.zip");
        await ExportAsync(world, whole);
        await TamperAsync(world, id, Edit);
        var tampered = Path.Combine(auditor.Folder, "tampered.zip");
        await ExportAsync(world, tampered);

        await using var good = await ExportedRecord.OpenAsync(whole);
        var verdict = await RecordVerifier.VerifyAsync(good, auditor.PublicKey, [], _ => { });
        Assert.That((verdict.Holds, verdict.Rows, verdict.Cases), Is.EqualTo((true, good.ExpectedRows, 151L)), string.Join(Environment.NewLine, verdict.Faults));
        await using var bad = await ExportedRecord.OpenAsync(tampered);
        Assert.That((await RecordVerifier.VerifyAsync(bad, auditor.PublicKey, [], _ => { })).Faults.Select(fault => (fault.CaseId, fault.Version)), Is.EqualTo(new[] { ((Guid?)id, (int?)1) }));
    }

    private static async Task<RecordVerdict> VerifyAsync(World world, Auditor auditor, params Witnessed[] witnessed)
    {
        await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 3);
        var told = 0L;
        var verdict = await RecordVerifier.VerifyAsync(record, auditor.PublicKey, witnessed, rows => Interlocked.Add(ref told, rows));
        Assert.That(told, Is.EqualTo(verdict.Rows));
        return verdict;
    }

    private static async Task ExportAsync(World world, string path)
    {
        await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 1);
        await ExportedRecord.WriteAsync(record, path);
    }

    private static async Task TamperAsync(World world, Guid id, params string[] tampering)
    {
        await world.Source.ExecuteAsync(
            "alter table approval.case_event drop constraint case_event_pk, disable trigger all; alter table approval.audit_leaf disable trigger all; alter table approval.audit_checkpoint disable trigger all");
        await world.Source.ExecuteAsync(Rechain);
        foreach (var statement in tampering)
        {
            await world.Source.ExecuteAsync(statement, id);
        }
    }

    private static TestCaseData Case(string what, RecordFaultKind kind, int version, params string[] tampering) => new TestCaseData(what, kind, version, tampering).SetArgDisplayNames(what);
}
