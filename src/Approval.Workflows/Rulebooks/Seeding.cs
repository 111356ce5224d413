using System.Security.Cryptography;
using System.Text;
using Approval.Engine;
using Approval.Engine.Procedures;
using Npgsql;

namespace Approval.Workflows.Rulebooks;

/// <summary>
/// Puts the files of seeds/ into the database, all or none. A published procedure version never changes, and a procedure of which a
/// person has published a version is that person's from then on (docs/adr/0027); a changed office file
/// takes the place of the old one. The first calendars are stored as they are; later ones are published under the product's own
/// name, and never over one that a person has published.
/// </summary>
public static class Seeding
{
    /// <summary>Reads and checks the files of a seeds folder.</summary>
    /// <exception cref="RulesRefusedException">With every reason.</exception>
    public static Rulebook Read(string folder) => RuleReading.Read(Files(folder));

    /// <exception cref="RulesRefusedException">A file is wrong, or a published procedure version has been edited.</exception>
    public static async Task ApplyAsync(NpgsqlDataSource database, string folder, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var files = Files(folder);
        _ = RuleReading.Read(files);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var oneAtATime = new NpgsqlCommand("lock table approval.procedure_version, approval.calendar_file, approval.office in share row exclusive mode", connection))
        {
            await oneAtATime.ExecuteNonQueryAsync(cancellation);
        }

        foreach (var file in files.Where(file => file.Kind is "office" or "procedure"))
        {
            await StoreAsync(connection, file, now, cancellation);
        }

        await CalendarSeeding.StoreAsync(connection, files, CivilTime.Stored(now), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, RuleFile file, DateTimeOffset now, CancellationToken cancellation)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(file.Content));
        if (file.Kind == "office")
        {
            await ExecuteAsync(connection, "insert into approval.office (code, content) values ($1, $2) on conflict (code) do update set content = excluded.content", cancellation, file.Name, file.Content);
            return;
        }

        var procedure = ProcedureReader.Read(file.Content, file.Name).Procedure!;
        if (await IsPublishedByPeopleAsync(connection, procedure.Code, cancellation))
        {
            return;
        }

        var stored = await ExecuteAsync(
            connection,
            """
            insert into approval.procedure_version as p (code, version, content, digest, published_at) values ($1, $2, $3, $4, $5)
            on conflict (code, version) do update set digest = p.digest where p.digest = excluded.digest
            """,
            cancellation, procedure.Code, procedure.Version, file.Content, digest, CivilTime.Stored(now));
        if (stored == 0)
        {
            throw new RulesRefusedException([new Finding(file.Name, "$", $"{procedure.Code} version {procedure.Version} is published with another content; a change needs a new version.")]);
        }
    }

    /// <summary>Whoever has published a version of a procedure keeps it from then on: what comes with the product never takes its place.</summary>
    private static async Task<bool> IsPublishedByPeopleAsync(NpgsqlConnection connection, string code, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select exists (select from approval.procedure_version where code = $1 and published_by <> 'system:seeds')", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = code });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static List<RuleFile> Files(string folder)
    {
        var calendars = Path.Combine(folder, "calendars");
        return
        [
            .. In(Path.Combine(folder, "procedures")).Select(path => new RuleFile("procedure", Path.GetFileName(path), File.ReadAllText(path))),
            .. In(Path.Combine(calendars, "CN")).Select(path => new RuleFile("year", "CN/" + Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))),
            .. In(calendars).Select(path => new RuleFile("overlay", Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))),
            new RuleFile("office", "offices.json", File.ReadAllText(Path.Combine(folder, "offices.json"))),
        ];
    }

    private static IEnumerable<string> In(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
}
