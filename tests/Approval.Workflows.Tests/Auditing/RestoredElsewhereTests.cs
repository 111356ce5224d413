using System.Globalization;
using Approval.Testing;
using Approval.Workflows.Auditing.Verification;
using Approval.Workflows.Storage;
using Npgsql;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>The record verifies wherever it is: other time zone, other language, other collation, after dump and restore (RELIABILITY Z3, M8).</summary>
[NonParallelizable]
public sealed class RestoredElsewhereTests
{
    private static readonly string[] Tables = ["permit_case", "case_event", "audit_leaf", "audit_node", "audit_checkpoint"];

    [Test]
    public async Task Settings_of_the_session_make_no_difference()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.AcceptedAsync();
        await world.ReceivedAsync(20);
        await auditor.SignAsync();
        var name = new NpgsqlConnectionStringBuilder(world.ConnectionString).Database;
        foreach (var setting in new[] { "timezone = 'America/St_Johns'", "datestyle = 'SQL, DMY'", "intervalstyle = 'sql_standard'", "bytea_output = 'escape'", "extra_float_digits = -15", "lc_messages = 'C'", "standard_conforming_strings = on" })
        {
            await world.Source.ExecuteAsync($"alter database {name} set {setting}");
        }

        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Elsewhere();
            await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 2);
            var verdict = await RecordVerifier.VerifyAsync(record, auditor.PublicKey, [], _ => { });
            Assert.That((verdict.Holds, verdict.Cases), Is.EqualTo((true, 21L)), string.Join(Environment.NewLine, verdict.Faults));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>As text, as pg_dump writes it, into a database that sorts otherwise and lives in another zone.</summary>
    [Test]
    public async Task After_dump_and_restore_it_holds_and_what_was_tampered_with_is_still_named()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(130);
        var id = await world.AcceptedAsync();
        await auditor.SignAsync(limit: 100);
        await using var restored = await TestDatabase.CreateAsync(MigratedAsync);
        await using var target = NpgsqlDataSource.Create(restored.ConnectionString);
        await target.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(restored.ConnectionString).Database} set timezone = 'Pacific/Kiritimati'");
        foreach (var table in Tables)
        {
            await CopyAsync(world.Source, target, table);
        }

        Assert.That((await VerifyAsync(restored, auditor)).Faults, Is.Empty);

        await target.ExecuteAsync("alter table approval.case_event disable trigger all");
        await target.ExecuteAsync("update approval.case_event set actor_id = 'nobody' where case_id = $1 and version = 2", id);
        Assert.That((await VerifyAsync(restored, auditor)).Faults.Select(fault => (fault.Kind, fault.CaseId, fault.Version)), Is.EqualTo(new[] { (RecordFaultKind.Altered, (Guid?)id, (int?)2) }));
    }

    /// <summary>No real place writes numbers and days like this; whatever a place does is in it. (This machine has no data of real ones.)</summary>
    private static CultureInfo Elsewhere()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NegativeSign, culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = ("~", "٫", "٬");
        (culture.DateTimeFormat.DateSeparator, culture.DateTimeFormat.TimeSeparator, culture.DateTimeFormat.ShortDatePattern) = ("|", "·", "yy|dd|MM");
        return culture;
    }

    private static async Task<RecordVerdict> VerifyAsync(TestDatabase database, Auditor auditor)
    {
        await using var record = await DatabaseRecord.OpenAsync(database.ConnectionString, 2);
        return await RecordVerifier.VerifyAsync(record, auditor.PublicKey, [], _ => { });
    }

    private static async Task CopyAsync(NpgsqlDataSource from, NpgsqlDataSource to, string table)
    {
        await using var reading = await from.OpenConnectionAsync();
        await using var writing = await to.OpenConnectionAsync();

        // Foreign keys to tables that are not part of the record are left aside, as pg_restore does.
        await using (var replica = new NpgsqlCommand("set session_replication_role = replica", writing))
        {
            await replica.ExecuteNonQueryAsync();
        }

        var columns = string.Join(", ", await from.RowsAsync(
            "select column_name from information_schema.columns where table_schema = 'approval' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position", reader => reader.GetString(0), table));
        using var source = await reading.BeginTextExportAsync($"copy approval.{table} ({columns}) to stdout");
        await using var sink = await writing.BeginTextImportAsync($"copy approval.{table} ({columns}) from stdin");
        await sink.WriteAsync(await source.ReadToEndAsync());
    }

    private static Task MigratedAsync(string connectionString) => Database.MigrateAsync(connectionString);
}
