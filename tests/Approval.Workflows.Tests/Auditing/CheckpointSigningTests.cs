using Approval.Engine.Audit;
using Approval.Workflows.Auditing;
using Npgsql;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>The log of journal rows and its signed checkpoints (RELIABILITY 6.8, I7, Z5).</summary>
public sealed class CheckpointSigningTests
{
    [Test]
    public async Task A_checkpoint_is_over_every_row_of_the_journal_and_follows_the_one_before()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        Assert.That(await auditor.SignAsync(), Is.Zero, "An empty journal has nothing to sign.");

        await world.AcceptedAsync();
        Assert.That(await auditor.SignAsync(), Is.EqualTo(1));
        Assert.That(await auditor.SignAsync(), Is.Zero, "Nothing new.");
        await world.ReceivedAsync(60);
        Assert.That(await auditor.SignAsync(limit: 40), Is.GreaterThan(2));

        var checkpoints = await auditor.CheckpointsAsync();
        Assert.That(checkpoints[^1].Size, Is.EqualTo(await world.CountAsync("case_event")).And.EqualTo(await world.CountAsync("audit_leaf")));
        Assert.That(checkpoints.Skip(1).Zip(checkpoints), Has.All.Matches<(Checkpoint After, Checkpoint Before)>(pair => pair.After.Previous!.SequenceEqual(pair.Before.Digest)));
        Assert.That(await world.ScalarAsync<long>("select count(*) from approval.audit_node"), Is.EqualTo(checkpoints[^1].Size / 256), "One stored subtree for every 256 lines.");
    }

    [Test]
    public async Task Rows_of_a_slow_transaction_come_later_and_none_is_skipped()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var copied = await world.ReceivedAsync();
        await auditor.SignAsync();
        var before = await world.CountAsync("audit_leaf");

        await using (var slow = await world.Source.OpenConnectionAsync())
        await using (var transaction = await slow.BeginTransactionAsync())
        {
            // It has its number before the others begin, and writes after they have ended.
            await using var begin = new NpgsqlCommand("select pg_current_xact_id()", slow);
            await begin.ExecuteScalarAsync();
            await world.AcceptedAsync();
            await auditor.SignAsync();
            Assert.That(await world.CountAsync("audit_leaf"), Is.EqualTo(before), "What could still be overtaken is not logged.");

            await using var write = new NpgsqlCommand("insert into approval.case_event select $2, version, type, actor_id, recorded_at, effective_at, body, previous_hash, hash from approval.case_event where case_id = $1", slow);
            write.Parameters.AddWithValue(copied);
            write.Parameters.AddWithValue(Guid.NewGuid());
            await write.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        await auditor.SignAsync();
        Assert.That(await world.CountAsync("audit_leaf"), Is.EqualTo(await world.CountAsync("case_event")));
    }

    [Test]
    public async Task A_quiet_log_is_signed_again_after_a_day()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync();
        await auditor.SignAsync();
        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.That(await auditor.SignAsync(), Is.Zero);

        world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(await auditor.SignAsync(), Is.EqualTo(1));
        var checkpoints = await auditor.CheckpointsAsync();
        Assert.That((checkpoints[1].Size, checkpoints[1].Root), Is.EqualTo((checkpoints[0].Size, checkpoints[0].Root)));
    }

    [Test]
    public async Task Two_nodes_at_once_log_every_row_once()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(100);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => auditor.SignAsync(limit: 50)));
        await auditor.SignAsync();

        Assert.That(await world.CountAsync("audit_leaf"), Is.EqualTo(await world.CountAsync("case_event")));
        Assert.That((await auditor.CheckpointsAsync())[^1].Size, Is.EqualTo(await world.CountAsync("case_event")));
    }

    /// <summary>RELIABILITY Z6: the log goes by transactions, a case by its versions; neither goes by the clock.</summary>
    [Test]
    public async Task A_clock_that_was_set_back_changes_no_order()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var first = await world.ReceivedAsync();
        await auditor.SignAsync();
        world.Clock.SetTo(World.At("2026-03-01T08:00:00"));
        var second = await world.ReceivedAsync();
        await auditor.SignAsync();

        Assert.That(await world.Source.RowsAsync("select distinct on (case_id) case_id, position from approval.audit_leaf order by case_id, position", reader => (reader.GetGuid(0), reader.GetInt64(1))), Does.Contain((first, 0L)));
        Assert.That((await auditor.CheckpointsAsync()).Select(checkpoint => checkpoint.Size), Is.Ordered.Ascending);
        await using var record = await Workflows.Auditing.Verification.DatabaseRecord.OpenAsync(world.ConnectionString, 1);
        Assert.That((await Workflows.Auditing.Verification.RecordVerifier.VerifyAsync(record, auditor.PublicKey, [], _ => { })).Faults, Is.Empty);
        Assert.That(await new Queries.CaseReader(world.Source).EventsAsync(second, 0, 10), Is.Not.Empty);
    }

    [TestCase("update approval.audit_checkpoint set size = size - 1")]
    [TestCase("update approval.audit_checkpoint set root = sha256(root)")]
    [TestCase("update approval.audit_checkpoint set peaks = sha256(peaks) || substr(peaks, 33)")]
    [TestCase("update approval.audit_checkpoint set note = replace(note, 'test.example', 'rest.example/430100' || chr(10))")]
    public async Task Nothing_is_signed_on_top_of_a_checkpoint_that_was_altered(string tampering)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync();
        await auditor.SignAsync();
        await world.Source.ExecuteAsync("alter table approval.audit_checkpoint disable trigger all");
        await world.Source.ExecuteAsync(tampering);
        await world.ReceivedAsync();

        Assert.ThrowsAsync(Is.InstanceOf<LogBrokenException>().Or.InstanceOf<ArgumentException>(), () => auditor.SignAsync());
        Assert.That(await world.CountAsync("audit_checkpoint"), Is.EqualTo(1));
    }

    [TestCase("audit_leaf")]
    [TestCase("audit_node")]
    [TestCase("audit_checkpoint")]
    [TestCase("access_record")]
    public async Task Even_the_owner_changes_nothing(string table)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(150);
        await auditor.SignAsync();
        await world.Source.ExecuteAsync("insert into approval.access_record values (gen_random_uuid(), now(), 'a', null, 'case.read', 'read', null, null, 't')");
        foreach (var change in new[] { $"delete from approval.{table}", $"truncate approval.{table}", $"set session_replication_role = replica; delete from approval.{table}" })
        {
            var refused = Assert.ThrowsAsync<PostgresException>(() => world.Source.ExecuteAsync(change));
            Assert.That(refused!.MessageText, Is.EqualTo($"approval.{table} is append-only"));
        }
    }
}
