using Npgsql;

namespace Approval.Workflows.Tests.Supervision;

/// <summary>Many cases with cards and breaches, generated in the database: eight offices, three procedures, one case in four at its end.</summary>
internal static class Docket
{
    public static readonly string[] Offices = ["430000", "430100", "430104", "430121", "430300", "430302", "430321", "430600"];

    private static readonly string[] Tables = ["permit_case", "supervision_card", "breach", "breach_holder"];

    /// <summary>Copies one received case; each gets two cards and one breach, of different days. Only the columns are generated: the states are those of the one.</summary>
    public static async Task GenerateAsync(World world, int cases)
    {
        await world.ReceivedAsync();
        await using var source = Unhurried(world.ConnectionString);

        // What the autovacuum worker looks at holds back the vacuum below, which makes the pages known as visible to all.
        foreach (var table in Tables)
        {
            await source.ExecuteAsync($"alter table approval.{table} set (autovacuum_enabled = false)");
        }

        await source.ExecuteAsync($"""
            insert into approval.permit_case (
              id, number, tracking_code, procedure_code, procedure_version, office_code, window_code, channel, organisation, project_name, applicant_name, received_at,
              phase, outcome, acceptance, lamp, worst_lamp, accepted_on, decided_on, due_on, due_clock, version, head, state, application, updated_at)
            select gen_random_uuid(), 'D' || g, tracking_code, (array['RF-01', 'RF-02', 'RF-03'])[1 + g % 3], 1, (array['{string.Join("', '", Offices)}'])[1 + g % 8], window_code, channel,
              organisation, project_name, applicant_name, received_at,
              case when g % 4 = 0 then 'served' when g % 16 = 1 then 'suspended' else 'inReview' end, case when g % 4 = 0 then 'granted' end, 'explicit',
              (array['green', 'blue', 'yellow', 'red', 'redPlus'])[1 + g % 5], 'green', date '2026-03-02', case when g % 4 = 0 then date '2026-03-05' end,
              case when g % 4 > 0 then date '2026-03-02' + g % 40 end, case when g % 4 > 0 then 'promised' end, 1, head, '\x7b7d', '\x7b7d', updated_at
            from (select * from approval.permit_case limit 1) one, generate_series(1, {cases}) g
            """);
        await source.ExecuteAsync("""
            insert into approval.supervision_card (id, case_id, office_code, procedure_code, rule, level, clock_id, on_day, recipients, issued_at, written_off_at, written_off_by, write_off_reason)
            select gen_random_uuid(), c.id, c.office_code, c.procedure_code, r.rule, r.level, 'promised', date '2026-03-12', array['clerk'], timestamptz '2026-03-12' + substr(c.number, 2)::int * interval '1 s',
              case when off then timestamptz '2026-05-01' end, case when off then 'supervisor-1' end, case when off then '核销' end
            from approval.permit_case c, (values ('promised.warned', 'warning'), ('promised.breached', 'red')) r(rule, level), lateral (select substr(c.number, 2)::int % 10 = 0 as off) o
            where c.number like 'D%'
            """);
        await source.ExecuteAsync("""
            insert into approval.breach (case_id, clock_id, breached_at, kind, office_code, procedure_code, phase, due_on, breached_on, taken_back_at, reason, explained_by, explained_at)
            select c.id, 'promised', timestamptz '2026-01-05' + (g % 80) * interval '1 day', 'promised', c.office_code, c.procedure_code, 'inReview', date '2026-01-04' + g % 80, date '2026-01-05' + g % 80,
              case when g % 20 = 0 then timestamptz '2026-05-01' end, case when g % 3 = 0 then '因系统迁移延误' end, case when g % 3 = 0 then 'clerk-1' end, case when g % 3 = 0 then timestamptz '2026-05-01' end
            from approval.permit_case c, lateral (select substr(c.number, 2)::int as g) n
            where c.number like 'D%'
            """);
        await source.ExecuteAsync("""
            insert into approval.breach_holder (case_id, clock_id, breached_at, task_id, stage, step, role, department)
            select case_id, clock_id, breached_at, gen_random_uuid(), 'joint', 'planning', 'reviewer', '规划管理科' from approval.breach
            """);
        await source.ExecuteAsync($"vacuum analyze approval.{string.Join(", approval.", Tables)}");
    }

    /// <summary>Neither time-outs nor plans by key, and references are not checked row by row: for generating.</summary>
    public static NpgsqlDataSource Unhurried(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.CommandTimeout = 300;
        builder.ConnectionStringBuilder.Options = "-c session_replication_role=replica";
        return builder.Build();
    }
}
