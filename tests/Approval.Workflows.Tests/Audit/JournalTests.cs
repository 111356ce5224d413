using Npgsql;

namespace Approval.Workflows.Tests.Audit;

/// <summary>The journal is append-only, and its chain shows what was done to it all the same (RELIABILITY Z1, Z2).</summary>
public sealed class JournalTests
{
    private static readonly string[] Changes =
    [
        "update approval.case_event set actor_id = 'nobody'",
        "update approval.case_event set body = body",
        "delete from approval.case_event",
        "truncate approval.case_event",
        "truncate approval.case_event cascade",
        "set session_replication_role = replica; delete from approval.case_event",
        "set session_replication_role = replica; truncate approval.case_event",
        "merge into approval.case_event e using (select 1) s on true when matched then delete",
        "insert into approval.case_event select * from approval.case_event on conflict (case_id, version) do update set actor_id = 'nobody'",
    ];

    [TestCaseSource(nameof(Changes))]
    public async Task Even_the_owner_changes_nothing(string change)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync();
        var before = await world.Source.DigestsAsync();

        var refused = Assert.ThrowsAsync<PostgresException>(() => world.Source.ExecuteAsync(change));

        Assert.That((refused!.SqlState, refused.MessageText), Is.EqualTo((PostgresErrorCodes.InsufficientPrivilege, "approval.case_event is append-only")));
        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
    }

    /// <summary>With the triggers switched off by a superuser. $1 is the case with the longer journal, $2 the other one.</summary>
    private static readonly string[] Tampering =
    [
        "update approval.case_event set body = convert_to(replace(convert_from(body, 'UTF8'), 'clerk-1', 'clerk-2'), 'UTF8') where case_id = $1 and version = 1 and $2::uuid is not null",
        "update approval.case_event set actor_id = 'clerk-2' where case_id = $1 and version = 1 and $2::uuid is not null",
        "update approval.case_event set recorded_at = recorded_at + interval '1 microsecond' where case_id = $1 and version = 1 and $2::uuid is not null",
        "update approval.case_event set type = 'case.withdrawn.v1' where case_id = $1 and version = 3 and $2::uuid is not null",
        "update approval.case_event e set body = o.body from approval.case_event o where e.case_id = $1 and o.case_id = $2 and e.version = 2 and o.version = 2",
        "delete from approval.case_event where case_id = $1 and version = 2 and $2::uuid is not null",
        "delete from approval.case_event where case_id = $1 and version = (select max(version) from approval.case_event where case_id = $1) and $2::uuid is not null",
        "delete from approval.case_event where case_id = $1 and $2::uuid is not null",
        "update approval.case_event set hash = sha256(body) where case_id = $1 and version = 2 and $2::uuid is not null",
        "update approval.case_event set version = -version + 4 where case_id = $1 and version in (1, 3) and $2::uuid is not null",
    ];

    [TestCaseSource(nameof(Tampering))]
    public async Task Tampering_by_a_superuser_is_found(string tampering)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (longer, other) = (await world.AcceptedAsync(), await world.ReceivedAsync());
        await world.CheckAsync();

        await world.Source.ExecuteAsync("alter table approval.case_event drop constraint case_event_pk; alter table approval.case_event disable trigger all");
        Assert.That(await world.Source.ExecuteAsync(tampering, longer, other), Is.GreaterThan(0));

        Assert.That(await Invariants.FindViolationsAsync(world.Source), Has.Some.Contains(longer.ToString()));
    }

    /// <summary>RELIABILITY Z9: what cannot be written down does not happen.</summary>
    [Test]
    public async Task A_step_whose_journal_row_is_refused_leaves_nothing()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        await world.Source.ExecuteAsync("create function full_disk() returns trigger language plpgsql as $$ begin raise disk_full using message = 'no room'; end $$");
        await world.Source.ExecuteAsync("create trigger full_disk before insert on approval.case_event for each row execute function full_disk()");
        var before = await world.Source.DigestsAsync();

        Assert.ThrowsAsync<PostgresException>(() => world.DoAsync(id, new Engine.Cases.CaseCommand.Accept(), Approval.Testing.People.Clerk));
        Assert.ThrowsAsync<PostgresException>(() => world.ReceivedAsync());

        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
        await world.Source.ExecuteAsync("drop trigger full_disk on approval.case_event");
        await world.DoAsync(id, new Engine.Cases.CaseCommand.Accept(), Approval.Testing.People.Clerk);
        await world.CheckAsync();
    }
}
