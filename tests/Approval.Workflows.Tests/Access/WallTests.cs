using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Queries;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Approval.Workflows.Tests.Access;

/// <summary>The second wall: what the service's own connection cannot do, and whose rows it sees (RELIABILITY 5.9, A9, A10, Z1).</summary>
public sealed class WallTests
{
    private static readonly RowSight ClerkOfChangsha = RowSight.Of(People.Clerk)!;
    private static readonly RowSight ClerkOfXiangtan = RowSight.Of(World.Stranger)!;
    private static readonly RowSight Company = RowSight.Of(People.Applicant)!;
    private static readonly RowSight Province = RowSight.Of(People.Officer("s", "监察", Roles.Supervisor, "430000"))!;
    private static readonly RowSight Administrator = RowSight.Of(People.Officer("a", "管理员", Roles.Admin, "430000"))!;

    private static readonly string[] Tables = ["permit_case", "case_event", "case_personal", "case_task", "case_timer", "supervision_card", "breach", "breach_holder", "supervision_order", "outbox", "idempotency", "uploaded_file", "access_record", "case_file", "case_copy"];

    /// <summary>Tables without row-level security, and why they need none.</summary>
    private static readonly Dictionary<string, string> Unwalled = new()
    {
        ["migration"] = "the schema's own history",
        ["procedure_version"] = "published rules",
        ["procedure_retirement"] = "published rules",
        ["procedure_draft"] = "rules to be, of no case",
        ["office"] = "published rules",
        ["calendar_file"] = "published rules",
        ["calendar_publication"] = "published rules",
        ["calendar_recomputation"] = "counts",
        ["calendar_recomputation_failure"] = "the worker's alone",
        ["rules_revision"] = "a number",
        ["case_number"] = "counters",
        ["timer_reconciliation"] = "counts",
        ["outbox_endpoint"] = "the worker's alone",
        ["data_key"] = "encrypted, and of no case",
        ["absence"] = "who of an office is away and who stands in: of no case",
        ["audit_leaf"] = "published hashes",
        ["audit_node"] = "published hashes",
        ["audit_checkpoint"] = "published as it is",
        ["audit_witness"] = "the signer's alone",
        ["person"] = "accounts, of no case; read before it is known who asks",
        ["session"] = "digests alone; read before it is known who asks",
        ["api_client"] = "accounts, of no case; read before it is known who asks",
        ["api_client_secret"] = "digests alone; read before it is known who asks",
        ["sign_in_attempt"] = "digests and counts; written before it is known who asks",
        ["identity_change"] = "of no case; the service adds to it and reads it, nobody changes it",
        ["webhook_endpoint"] = "a step tells the endpoints of applicant and office, whoever takes it; secrets are encrypted",
        ["webhook_delivery"] = "as its endpoint: ids and versions, nothing of what a case holds",
    };

    [Test]
    public async Task Every_table_is_walled_or_has_a_reason_not_to_be()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var open = await world.Source.RowsAsync(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'approval' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)",
            reader => reader.GetString(0));
        Assert.That(open.Except(Unwalled.Keys), Is.Empty, "Enable and force row-level security, or say here why not.");

        var views = await world.Source.RowsAsync(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'approval' and c.relkind in ('v', 'm') and not coalesce(c.reloptions @> array['security_invoker=true'], false)",
            reader => reader.GetString(0));
        Assert.That(views, Is.Empty, "A view shows its owner's rows unless it says security_invoker.");
    }

    /// <summary>A policy for everybody is part of every statement of everybody, and what it allows is allowed to all.</summary>
    [Test]
    public async Task No_policy_is_for_everybody()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        Assert.That(await world.Source.RowsAsync("select policyname from pg_policies where schemaname = 'approval' and roles @> '{public}'", reader => reader.GetString(0)), Is.Empty);
    }

    /// <summary>Who takes part in other ways is asked by functions: a sub-select on another table is set up for each statement of everybody.</summary>
    [TestCase("select version from approval.permit_case where id = any('{00000000-0000-0000-0000-000000000001}') for update")]
    [TestCase("update approval.permit_case set version = version where id = '00000000-0000-0000-0000-000000000001'")]
    [TestCase("update approval.case_task set status = status where id = '00000000-0000-0000-0000-000000000001'")]
    public async Task The_walls_of_a_step_read_no_other_table(string statement)
    {
        await using var walled = await WalledWorld.StartAsync();
        var plan = string.Join('\n', await walled.SeenAsync<string>(ClerkOfChangsha, $"explain (costs off) {statement}"));
        Assert.That(plan, Does.Contain("InitPlan").And.Not.Contain("SubPlan").And.Not.Contain("case_copy"));
    }

    [Test]
    public async Task Nobody_who_has_not_said_for_whom_sees_a_case()
    {
        await using var walled = await WalledWorld.StartAsync();
        await walled.ReceivedAsync("430100", People.Company);
        foreach (var table in Tables)
        {
            foreach (var sight in new[] { null, RowSight.Nothing, Administrator })
            {
                Assert.That(await walled.SeenAsync<long>(sight, $"select count(*) from approval.{table}").OrDeniedAsync(), Is.EqualTo(new[] { 0L }), table);
            }
        }
    }

    [Test]
    public async Task Each_sees_their_own_without_any_filter_in_the_query()
    {
        await using var walled = await WalledWorld.StartAsync();
        var mine = await walled.ReceivedAsync("430100", People.Company);
        var others = await walled.ReceivedAsync("430100", WalledWorld.OtherCompany);
        var away = await walled.ReceivedAsync("430300", WalledWorld.OtherCompany);
        await walled.DoAsync(mine, new CaseCommand.Accept(), People.Clerk);

        foreach (var (who, sight, cases) in new[]
        {
            ("clerk", ClerkOfChangsha, new[] { mine, others }),
            ("another office", ClerkOfXiangtan, [away]),
            ("applicant", Company, [mine]),
            ("province", Province, [mine, others, away]),
            ("another applicant's receipt", RowSight.Nothing with { Tracked = await walled.World.ScalarAsync<string>("select number from approval.permit_case where id = $1", others) }, [others]),
        })
        {
            Assert.That(await walled.SeenAsync<Guid>(sight, "select id from approval.permit_case"), Is.EquivalentTo(cases), who);
            Assert.That(await walled.SeenAsync<Guid>(sight, "select distinct case_id from approval.case_event"), Is.EquivalentTo(cases), who);
        }

        Assert.That(await walled.SeenAsync<Guid>(ClerkOfChangsha, "select distinct case_id from approval.case_task"), Is.EqualTo(new[] { mine }));
        Assert.That(await walled.SeenAsync<Guid>(ClerkOfXiangtan, "select distinct case_id from approval.case_task"), Is.Empty);
    }

    [Test]
    public async Task A_whole_life_is_led_behind_the_walls()
    {
        await using var walled = await WalledWorld.StartAsync();
        var id = await walled.ReceivedAsync("430100", People.Company);
        await walled.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        while (await walled.World.OpenTaskAsync(id) is { } task)
        {
            var actor = task.Role == "head" ? People.Head : task.Signer == 2 ? People.SecondReviewer : People.Reviewer;
            Assert.That((await walled.DoAsync(id, new CaseCommand.EndorseTask(task.Id, "同意"), actor)).Rejection, Is.Null);
        }

        var elsewhere = await walled.ReceivedAsync("430100", People.Company);
        var transferred = await walled.DoAsync(elsewhere, new CaseCommand.TransferOffice("430300", "属地管辖"), People.Clerk);
        Assert.That(transferred.Rejection, Is.Null, transferred.Rejection?.Message.En);
        Assert.That(await walled.SeenAsync<Guid>(ClerkOfXiangtan, "select id from approval.permit_case"), Is.EqualTo(new[] { elsewhere }));
        Assert.That((await walled.DoAsync(elsewhere, new CaseCommand.Accept(), People.Clerk)).Rejection!.Code, Is.EqualTo("case.not_found"), "Handed over, it is gone.");
        await walled.World.CheckAsync();
    }

    [Test]
    public async Task A_step_on_a_case_that_is_not_theirs_finds_none()
    {
        await using var walled = await WalledWorld.StartAsync();
        var id = await walled.ReceivedAsync("430100", WalledWorld.OtherCompany);
        var before = await walled.World.Source.DigestsAsync();

        Assert.That((await walled.DoAsync(id, new CaseCommand.Accept(), World.Stranger)).Rejection!.Code, Is.EqualTo("case.not_found"));
        Assert.That((await walled.DoAsync(id, new CaseCommand.Withdraw(null), People.Applicant)).Rejection!.Code, Is.EqualTo("case.not_found"));
        Assert.That(await walled.World.Source.DigestsAsync(), Is.EqualTo(before));
    }

    private static readonly string[] Forbidden =
    [
        "update approval.case_event set actor_id = 'nobody'",
        "delete from approval.case_event",
        "truncate approval.case_event",
        "alter table approval.case_event disable trigger all",
        "alter table approval.permit_case disable row level security",
        "drop policy permit_case_seen on approval.permit_case",
        "create policy all_of_it on approval.permit_case using (true)",
        "create table approval.mine (id integer)",
        "create table public.mine (id integer)",
        "drop table approval.case_task",
        "delete from approval.permit_case",
        "delete from approval.case_task",
        "truncate approval.permit_case",
        "update approval.data_key set content = 'x'",
        "update approval.case_personal set payload = null",
        "delete from approval.case_personal",
        "update approval.access_record set actor_id = 'nobody'",
        "delete from approval.access_record",
        "insert into approval.audit_leaf values (0, gen_random_uuid(), 1, sha256('x'))",
        "insert into approval.audit_checkpoint values (1, 1, sha256('x'), 'x', now(), sha256('x'), '1', gen_random_uuid(), 1)",
        "delete from approval.audit_leaf",
        "update approval.calendar_file set content = 'x'",
        "insert into approval.calendar_publication (published_by, published_by_name, reason, notices, calendar_version, published_at) values ('x', 'x', 'x', '{}', 'x', now())",
        "update approval.procedure_version set content = 'x'",
        "insert into approval.procedure_version (code, version, content, digest, published_at) values ('RF-01', 9, '{}', sha256('x'), now())",
        "insert into approval.procedure_retirement values ('RF-01', 1, '2026-03-02', 'x', 'x', 'x', now())",
        "set session_replication_role = replica",
        "set role approval_worker",
        "set session authorization approval_worker",
        "alter role approval_service bypassrls",
        "grant approval_worker to approval_service",
        "select pg_read_file('/etc/passwd')",
        "copy approval.permit_case to program 'cat'",
        "select * from approval.outbox",
        "delete from approval.person",
        "delete from approval.api_client",
        "update approval.identity_change set actor_id = 'nobody'",
        "delete from approval.identity_change",
    ];

    [TestCaseSource(nameof(Forbidden))]
    public async Task The_service_itself_is_refused(string statement)
    {
        await using var walled = await WalledWorld.StartAsync();
        await walled.ReceivedAsync("430100", People.Company);
        var before = await walled.World.Source.DigestsAsync();

        var refused = Assert.ThrowsAsync<PostgresException>(() => walled.Service.ExecuteAsync(statement));

        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), refused.MessageText);
        Assert.That(await walled.World.Source.DigestsAsync(), Is.EqualTo(before));
    }

    /// <summary>Whoever may only read, and what they would write.</summary>
    [Test]
    public async Task A_supervisor_advances_nothing_and_an_auditor_writes_nothing()
    {
        await using var walled = await WalledWorld.StartAsync();
        var id = await walled.ReceivedAsync("430100", People.Company);
        var auditor = RowSight.Of(People.Officer("au", "审计", "auditor", "430000"))!;
        const string Append = "insert into approval.case_event select case_id, version + 100, 'case.accepted.v1', actor_id, recorded_at, effective_at, body, previous_hash, hash, transaction from approval.case_event where version = 1 returning case_id";
        foreach (var sight in new[] { Province, auditor })
        {
            var refused = Assert.ThrowsAsync<PostgresException>(() => walled.SeenAsync<Guid>(sight, $"select set_config('approval.in_hand', '{id}', true); {Append}"));
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
        }

        Assert.That(await walled.SeenAsync<Guid>(auditor, "update approval.permit_case set lamp = 'red' returning id"), Is.Empty);
    }

    /// <summary>What fell due before the act is written in the same step, under the name of a rule.</summary>
    [Test]
    public async Task A_supervisor_orders_also_when_timers_were_due_before()
    {
        await using var walled = await WalledWorld.StartAsync();
        var id = await walled.ReceivedAsync("430100", People.Company);
        await walled.DoAsync(id, new CaseCommand.Accept(), People.Clerk);
        walled.World.Clock.SetTo(World.At("2026-03-12T09:00:00"));

        var ordered = await walled.DoAsync(id, new CaseCommand.IssueOrder("三日内办结", null, 3, "promised.breached"), People.Officer("s", "监察", Roles.Supervisor, "430000"));

        Assert.That(ordered.Rejection, Is.Null, ordered.Rejection?.Message.En);
        Assert.That(ordered.Rows.Select(row => row.Type), Does.Contain("clock.breached.v1").And.Contain("order.issued.v1"));
        Assert.That(await walled.SeenAsync<string>(Province, "select requirement from approval.supervision_order"), Is.EqualTo(new[] { "三日内办结" }));
        Assert.That(await walled.SeenAsync<string>(Company, "select requirement from approval.supervision_order"), Is.Empty, "not the applicant's");
        Assert.That(await walled.SeenAsync<string>(ClerkOfXiangtan, "select requirement from approval.supervision_order"), Is.Empty);
        await walled.World.CheckAsync();
    }

    [Test]
    public async Task The_signer_reads_heads_and_nothing_else()
    {
        await using var walled = await WalledWorld.StartAsync();
        await walled.ReceivedAsync("430100", People.Company);
        using var auditor = new Auditing.Auditor(walled.World, walled.Signer);

        Assert.That(await auditor.SignAsync(), Is.EqualTo(1));
        foreach (var secret in new[] { "select body from approval.case_event", "select state from approval.permit_case", "update approval.audit_checkpoint set size = 1", "insert into approval.case_event select * from approval.case_event" })
        {
            Assert.That(Assert.ThrowsAsync<PostgresException>(() => walled.Signer.ExecuteAsync(secret))!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), secret);
        }
    }

    [Test]
    public async Task The_worker_changes_no_journal_and_owns_nothing()
    {
        await using var walled = await WalledWorld.StartAsync();
        await walled.ReceivedAsync("430100", People.Company);
        foreach (var change in new[] { "update approval.case_event set actor_id = 'x'", "delete from approval.case_event", "truncate approval.case_event", "delete from approval.permit_case", "alter table approval.case_event disable trigger all",
            "select * from approval.person", "select * from approval.session", "select * from approval.api_client_secret", "delete from approval.identity_change", "delete from approval.webhook_endpoint" })
        {
            Assert.That(Assert.ThrowsAsync<PostgresException>(() => walled.Worker.ExecuteAsync(change))!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), change);
        }
    }

    /// <summary>A step posts without being able to read what was posted, and sees the case that it is about.</summary>
    [Test]
    public async Task Behind_the_walls_the_endpoints_of_applicant_and_office_are_told_and_no_others()
    {
        await using var walled = await WalledWorld.StartAsync();
        await walled.World.Source.ExecuteAsync(
            $"""
            insert into approval.webhook_endpoint (id, organisation, office_code, url, description, enabled, secret, created_by, version, created_at, changed_at)
            select gen_random_uuid(), organisation, office, 'https://example.org/', coalesce(organisation, office), true, '', 'x', 1, now(), now()
            from (values ('{People.Company}', null), (null, '430100'), ('{WalledWorld.OtherCompany}', null), (null, '430300')) as seat (organisation, office)
            """);

        var id = await walled.ReceivedAsync("430100", People.Company);
        await walled.DoAsync(id, new CaseCommand.Accept(), People.Clerk);

        var told = await walled.World.Source.RowsAsync(
            "select e.description || ' ' || d.to_version from approval.webhook_delivery d join approval.webhook_endpoint e on e.id = d.endpoint_id", reader => reader.GetString(0));
        Assert.That(told.Select(text => text.Split(' ')[0]).Distinct(), Is.EquivalentTo(new[] { People.Company, "430100" }));
        Assert.That(told, Has.Count.EqualTo(4), string.Join(", ", told));
    }

    /// <summary>
    /// A pooled connection goes from one to another without a trace, failures and cancellations included: 4,800 turns on four
    /// connections, as many as APPROVAL_ALTERNATIONS says for each of eight callers.
    /// </summary>
    [Test]
    public async Task A_pooled_connection_takes_nobody_along()
    {
        await using var walled = await WalledWorld.StartAsync();
        var (mine, away) = (await walled.ReceivedAsync("430100", People.Company), await walled.ReceivedAsync("430300", WalledWorld.OtherCompany));
        var reader = new CaseReader(walled.Service);
        var options = new DbContextOptionsBuilder<ApprovalDb>();
        ApprovalDb.Configure(options, null, walled.Service);
        var turns = int.Parse(Environment.GetEnvironmentVariable("APPROVAL_ALTERNATIONS") ?? "600", System.Globalization.CultureInfo.InvariantCulture);
        (RowSight? Sight, Guid? Sees)[] people = [(ClerkOfChangsha, mine), (ClerkOfXiangtan, away), (Company, mine), (null, null), (Administrator, null)];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async lane =>
        {
            for (var turn = 0; turn < turns; turn++)
            {
                var (sight, sees) = people[(lane + turn) % people.Length];
                RowSight.Current = sight;
                if (turn % 7 == 3)
                {
                    using var gone = new CancellationTokenSource();
                    var asked = reader.FindAsync(mine, gone.Token);
                    await gone.CancelAsync();
                    try
                    {
                        await asked;
                    }
                    catch (OperationCanceledException)
                    {
                        // It had not been answered yet: the connection goes back in the middle.
                    }
                }

                if (turn % 11 == 5)
                {
                    Assert.ThrowsAsync<PostgresException>(() => walled.SeenAsync<int>(sight, "select 1 / 0"));
                }

                if (turn % 5 == 1)
                {
                    await using var db = new ApprovalDb(options.Options);
                    Assert.That(await db.Cases.Select(row => row.Id).ToListAsync(), Is.EqualTo(sees is { } one ? new[] { one } : []), $"{sight}: the mapper");
                }

                if (turn % 13 == 7)
                {
                    Assert.That((await walled.DoAsync(mine, new CaseCommand.Accept(), World.Stranger)).Rejection?.Code, Is.EqualTo("case.not_found"));
                }

                foreach (var id in new[] { mine, away })
                {
                    Assert.That(await reader.FindAsync(id) is not null, Is.EqualTo(id == sees), $"{sight}: {id}");
                }
            }
        }));
    }

    /// <summary>Not only because the pool wipes what it takes back: on one and the same connection nothing is left of it (M16, M17).</summary>
    [Test]
    public async Task What_is_said_holds_for_one_transaction()
    {
        await using var walled = await WalledWorld.StartAsync();
        var id = await walled.ReceivedAsync("430100", People.Company);
        var tracked = RowSight.Nothing with { Tracked = await walled.World.ScalarAsync<string>("select number from approval.permit_case where id = $1", id) };
        await using var connection = await walled.Service.OpenConnectionAsync();
        foreach (var sight in new[] { ClerkOfChangsha, Company, Province, tracked })
        {
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await using var enter = new NpgsqlBatch(connection) { BatchCommands = { sight.Enter() } };
                await enter.ExecuteNonQueryAsync();
                Assert.That(await CountAsync(), Is.EqualTo(1), $"{sight}");
                await transaction.CommitAsync();
            }

            Assert.That(await CountAsync(), Is.Zero, $"after {sight}");
        }

        async Task<long> CountAsync()
        {
            await using var count = new NpgsqlCommand("select count(*) from approval.permit_case", connection);
            return (long)(await count.ExecuteScalarAsync())!;
        }
    }

    [Test]
    public async Task The_service_refuses_to_run_as_an_owner()
    {
        await using var walled = await WalledWorld.StartAsync();
        await Walls.RequireAsync(walled.Service);
        Assert.ThrowsAsync<InvalidOperationException>(() => Walls.RequireAsync(walled.World.Source));
        Assert.ThrowsAsync<InvalidOperationException>(() => Walls.RequireAsync(walled.Signer));

        // Neither owner nor superuser, and past every policy all the same.
        var login = $"bypass_{Guid.NewGuid():N}";
        await walled.World.Source.ExecuteAsync($"create role {login} login bypassrls password 'bypass' in role approval_service");
        try
        {
            await using var bypassing = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(walled.World.ConnectionString) { Username = login, Password = "bypass", Pooling = false });
            Assert.That(() => Walls.RequireAsync(bypassing), Throws.InvalidOperationException.With.Message.Contains("bypasses row-level security"));
        }
        finally
        {
            await walled.World.Source.ExecuteAsync($"drop role {login}");
        }
    }
}

internal static class Denied
{
    /// <summary>What may not be read at all shows no row either.</summary>
    public static async Task<List<long>> OrDeniedAsync(this Task<List<long>> counting)
    {
        try
        {
            return await counting;
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return [0];
        }
    }
}
