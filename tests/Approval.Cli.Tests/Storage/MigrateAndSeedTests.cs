using Approval.Cli.Storage;
using Approval.Testing;
using Npgsql;

namespace Approval.Cli.Tests.Storage;

[NonParallelizable]
internal sealed class MigrateAndSeedTests
{
    private TestDatabase database = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        database = await TestDatabase.CreateAsync();
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, database.ConnectionString);
    }

    [TearDown]
    public async Task DropAsync()
    {
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);
        await database.DisposeAsync();
    }

    [Test]
    public async Task An_empty_database_is_migrated_and_seeded_and_both_may_be_repeated()
    {
        using var seeds = new SeedsCopy();
        foreach (var time in new[] { "first", "second" })
        {
            var migrated = await Ran.Async("migrate");
            Assert.That(migrated.ExitCode, Is.Zero, migrated.Errors);
            Assert.That(migrated.Output, Does.StartWith("Schema approval is at 0"), time);

            var seeded = await Ran.Async("seed", seeds.Path);
            Assert.That(seeded.ExitCode, Is.Zero, seeded.Errors);
            Assert.That(seeded.Output, Does.Contain("18 procedures"), time);
        }

        Assert.That(await CountAsync("procedure_version"), Is.EqualTo(Directory.EnumerateFiles(seeds.Of("procedures")).Count()));
        Assert.That(await CountAsync("calendar_file"), Is.EqualTo(8), "The same files again are no new revision.");
    }

    [Test]
    public async Task A_published_version_that_was_edited_is_refused_and_nothing_is_stored()
    {
        using var seeds = new SeedsCopy();
        await Ran.Async("migrate");
        await Ran.Async("seed", seeds.Path);
        seeds.Change("procedures/RF-01.v1.json", "无数量限制", "没有数量限制");
        seeds.Change("calendars/CN/2026.json", "\"name\": \"元旦\"", "\"name\": \"新年\"");

        var ran = await Ran.Async("seed", seeds.Path);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain("RF-01.v1.json").And.Contain("a change needs a new version"));
        Assert.That(await CountAsync("calendar_file"), Is.EqualTo(8), "All or none: the changed calendar is not stored either.");
    }

    [Test]
    public async Task A_server_that_is_not_there_is_told_without_a_stack()
    {
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, "Host=127.0.0.1;Port=1;Database=approval;Username=approval;Timeout=2");

        var ran = await Ran.Async("migrate");

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.StartWith("PostgreSQL: ").And.Not.Contain("   at "));
    }

    [TestCase("migrate")]
    [TestCase("seed")]
    public async Task Without_a_connection_string_the_missing_setting_is_named(string command)
    {
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);

        var ran = await Ran.Async(command);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain(ConnectionSetting.Name));
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from approval.{table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
