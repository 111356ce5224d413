using Approval.Testing;
using Npgsql;

namespace Approval.Workflows.Tests.Testing;

internal sealed class TestDatabaseTests
{
    private static int s_migrations;

    [Test]
    public async Task Each_test_has_a_database_of_its_own()
    {
        await using var one = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();

        await ExecuteAsync(one, "CREATE TABLE mine (id int)");

        Assert.That(await ExecuteAsync(other, "SELECT to_regclass('mine') IS NULL"), Is.True);
    }

    [Test]
    public async Task It_is_dropped_even_while_somebody_is_connected()
    {
        var database = await TestDatabase.CreateAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        var name = connection.Database;

        await database.DisposeAsync();

        await using var elsewhere = await TestDatabase.CreateAsync();
        Assert.That(await ExecuteAsync(elsewhere, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"), Is.Zero);
    }

    [Test]
    public async Task The_template_is_migrated_once_and_copied_for_each()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestDatabase.CreateAsync(MigrateAsync)));

        foreach (var database in databases)
        {
            Assert.That(await ExecuteAsync(database, "INSERT INTO migrated VALUES (2) RETURNING (SELECT count(*) FROM migrated)"), Is.EqualTo(1));
            await database.DisposeAsync();
        }

        Assert.That(s_migrations, Is.EqualTo(1));
    }

    [Test]
    public void A_migration_that_captures_a_value_is_refused()
    {
        var captured = "whatever";

        Assert.ThrowsAsync<ArgumentException>(() => TestDatabase.CreateAsync(_ => Task.FromResult(captured)));
    }

    private static async Task MigrateAsync(string connectionString)
    {
        Interlocked.Increment(ref s_migrations);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE TABLE migrated AS SELECT 1 AS id", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
