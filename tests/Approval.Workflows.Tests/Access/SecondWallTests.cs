using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Testing;
using Approval.Workflows.Storage.Access;
using Approval.Workflows.Tests.Supervision;
using Npgsql;

namespace Approval.Workflows.Tests.Access;

/// <summary>
/// Every table that row-level security guards, asked by everybody whose business a case is not, with no filter at all and for writing
/// too (RELIABILITY A9, G13). A table that a migration adds fails here until it has its rows.
/// </summary>
internal sealed class SecondWallTests
{
    /// <summary>What says whose a row is.</summary>
    private static readonly Dictionary<string, string> Whose = new()
    {
        ["permit_case"] = "id::text",
        ["case_event"] = "case_id::text",
        ["case_personal"] = "case_id::text",
        ["case_task"] = "case_id::text",
        ["case_timer"] = "case_id::text",
        ["case_copy"] = "case_id::text",
        ["supervision_card"] = "case_id::text",
        ["breach"] = "case_id::text",
        ["breach_holder"] = "case_id::text",
        ["supervision_order"] = "case_id::text",
        ["case_file"] = "case_id::text",
        ["outbox"] = "case_id::text",
        ["idempotency"] = "principal",
        ["uploaded_file"] = "owner",
        ["access_record"] = "office",
    };

    /// <summary>Written by anybody about anybody: that somebody was refused at another office's case is to be on record too.</summary>
    private static readonly string[] WrittenByAll = ["access_record"];

    private static readonly (string Who, RowSight? Sight)[] Strangers =
    [
        ("who says nothing", null),
        ("who sees nothing", RowSight.Nothing),
        ("clerk of Xiangtan", RowSight.Of(World.Stranger)),
        ("head of Xiangtan", RowSight.Of(People.Officer("head-300", "负责人", Roles.Head, "430300"))),
        ("clerk of the province", RowSight.Of(People.Officer("clerk-000", "省窗口", Roles.Clerk, "430000"))),
        ("another company", RowSight.Of(new Actor("applicant-2", "湘潭置业", ActorKind.Client, [Roles.Applicant], null, WalledWorld.OtherCompany))),
        ("applicant of nowhere", RowSight.Of(new Actor("applicant-3", "无", ActorKind.Client, [Roles.Applicant], null, null))),
        ("supervisor of Xiangtan", RowSight.Of(People.Officer("s-300", "督查", Roles.Supervisor, "430300"))),
        ("auditor of Xiangtan", RowSight.Of(People.Officer("a-300", "审计", Roles.Auditor, "430300"))),
        ("partner without a task", RowSight.Of(People.Officer("r-fgw", "发改", Roles.Reviewer, "430300-FGW"))),
        ("administrator", RowSight.Of(People.Officer("admin", "管理员", Roles.Admin, "430000"))),
        ("holder of another receipt", RowSight.Nothing with { Tracked = "4303000120260302000025" }),
    ];

    private WalledWorld walled = null!;
    private Guid away;
    private Dictionary<string, string> rows = null!;
    private Dictionary<string, string> owners = null!;

    [OneTimeSetUp]
    public async Task Fill()
    {
        walled = await WalledWorld.StartAsync();
        var here = await walled.ReceivedAsync("430100", People.Company);
        away = await walled.ReceivedAsync("430300", WalledWorld.OtherCompany);
        await walled.DoAsync(here, new CaseCommand.Accept(), People.Clerk);
        await walled.DoAsync(away, new CaseCommand.Accept(), World.Stranger);
        await walled.World.UntilAsync("2026-03-20T09:00:00");
        await walled.World.Source.ExecuteAsync("insert into approval.case_personal (case_id, salt, payload) select id, sha256('salt'), 'sealed' from approval.permit_case");
        await walled.World.Source.ExecuteAsync("insert into approval.supervision_order (id, case_id, number, office_code, procedure_code, requirement, due_on, status, issued_by, issued_by_name, issued_at) select gen_random_uuid(), id, 1, office_code, procedure_code, 'x', '2026-03-25', 'open', 's', '督查', now() from approval.permit_case");
        await walled.World.Source.ExecuteAsync("insert into approval.case_file (file_id, case_id) select gen_random_uuid(), id from approval.permit_case");
        await walled.World.Source.ExecuteAsync("insert into approval.case_copy (case_id, person, task_id, copied_by, copied_by_name, copied_at) select distinct on (case_id) case_id, 'reviewer-9', id, 'head-1', '负责人', now() from approval.case_task");
        await walled.World.Source.ExecuteAsync("insert into approval.access_record select gen_random_uuid(), now(), 'clerk-1', o, 'GetCase', 'read', null, 'clerk', 't' from unnest(array['430100', '430300']) o");
        await walled.World.Source.ExecuteAsync(
            "insert into approval.uploaded_file (id, owner, name, media_type, size, digest, uploaded_by, uploaded_at) select gen_random_uuid(), o, 'x.pdf', 'application/pdf', 1, sha256('x'), 'x', now() from unnest(array[$1, $2]) o", People.Company, WalledWorld.OtherCompany);
        await walled.World.Source.ExecuteAsync("insert into approval.idempotency (principal, route, key, fingerprint, created_at) select p, 'POST /x', 'k', sha256('x'), now() from unnest(array['clerk-1', 'clerk-300']) p");

        owners = Whose.ToDictionary(table => table.Key, table => table.Key switch { "idempotency" => "clerk-1", "uploaded_file" => People.Company, "access_record" => "430100", _ => here.ToString() });
        rows = [];
        foreach (var (table, whose) in Whose)
        {
            rows[table] = await walled.World.ScalarAsync<string>($"select row_to_json(t)::text from approval.{table} t where {whose} = $1 limit 1", owners[table]);
        }
    }

    [OneTimeTearDown]
    public ValueTask Stop() => walled.DisposeAsync();

    [Test]
    public async Task Every_guarded_table_is_asked_here()
    {
        var guarded = await walled.World.Source.RowsAsync(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'approval' and c.relkind in ('r', 'p') and c.relrowsecurity", reader => reader.GetString(0));
        Assert.That(guarded, Is.EquivalentTo(Whose.Keys));
        foreach (var (table, whose) in Whose)
        {
            Assert.That(await walled.World.ScalarAsync<long>($"select count(distinct {whose}) from approval.{table}"), Is.GreaterThanOrEqualTo(2), $"{table}: rows of both, or nothing is shown");
        }
    }

    [Test]
    public async Task No_query_shows_what_is_somebody_else_s([ValueSource(nameof(Tables))] string table)
    {
        foreach (var (who, sight) in Strangers)
        {
            Assert.That(await SeenAsync(sight, $"select {Whose[table]} from approval.{table}"), Does.Not.Contain(owners[table]), who);
        }
    }

    [Test]
    public async Task No_statement_touches_what_is_somebody_else_s([ValueSource(nameof(Tables))] string table)
    {
        var column = Whose[table].Split(':')[0];
        var before = await walled.World.Source.DigestsAsync();
        foreach (var (who, sight) in Strangers)
        {
            foreach (var statement in new[] { $"update approval.{table} set {column} = {column} returning {Whose[table]}", $"delete from approval.{table} returning {Whose[table]}" })
            {
                Assert.That(await SeenAsync(sight, statement), Does.Not.Contain(owners[table]), $"{who}: {statement}");
            }
        }

        Assert.That(await walled.World.Source.DigestsAsync(), Is.EqualTo(before));
    }

    /// <summary>The stranger has a case of its own in hand, and puts a row beside another.</summary>
    [Test]
    public async Task No_row_is_put_beside_what_is_somebody_else_s([ValueSource(nameof(Tables))] string table)
    {
        var columns = string.Join(", ", await walled.World.Source.RowsAsync(
            "select column_name from information_schema.columns where table_schema = 'approval' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'", reader => reader.GetString(0), table));
        foreach (var (who, sight) in Strangers)
        {
            var put = $"select set_config('approval.in_hand', '{away}', true); insert into approval.{table} ({columns}) select {columns} from json_populate_record(null::approval.{table}, $json${rows[table]}$json$)";
            if (WrittenByAll.Contains(table))
            {
                continue;
            }

            var refused = Assert.ThrowsAsync<PostgresException>(() => walled.SeenAsync<string>(sight, put), who);
            Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege), $"{who}: {refused.MessageText}");
        }
    }

    private static IEnumerable<string> Tables => Whose.Keys;

    /// <summary>Rolled back; what may not be asked at all shows nothing.</summary>
    private async Task<List<string>> SeenAsync(RowSight? sight, string sql)
    {
        try
        {
            return await walled.SeenAsync<string>(sight, sql);
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return [];
        }
    }
}
