using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;
using Approval.Workflows.Publishing;
using Npgsql;

namespace Approval.Workflows.Rulebooks;

/// <summary>
/// Calendars that come with the product. In an empty database they are simply there; in one that has calendars, a changed file is a
/// publication like any other: who, when, why, and the open cases follow. A file that was ever stored is not stored again, so that
/// nodes of two releases do not undo each other, and one that a person has published is left alone.
/// </summary>
internal static class CalendarSeeding
{
    private const string Publisher = "system:seeds";

    public static async Task StoreAsync(NpgsqlConnection connection, IReadOnlyCollection<RuleFile> files, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await ReadAsync(connection, cancellation);
        var newest = stored.GroupBy(file => file.Name).ToDictionary(revisions => revisions.Key, revisions => revisions.MaxBy(file => file.Revision)!);
        var changed = files
            .Where(file => file.Kind is "year" or "overlay")
            .Where(file => !newest.TryGetValue(file.Name, out var last) || last.PublishedBy == Publisher)
            .Where(file => !stored.Any(old => old.Name == file.Name && old.Digest.SequenceEqual(Digest(file))))
            .ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var replaced = changed.Select(file => file.Name).ToHashSet();
        var rules = RuleReading.Read([
            .. files.Where(file => file.Kind is "office" or "procedure"),
            .. newest.Values.Where(file => !replaced.Contains(file.Name)).Select(file => new RuleFile(file.Kind, file.Name, file.Content)),
            .. changed,
        ]);
        var act = new PublicationAct(Publisher, "随系统提供", "随系统提供", rules.Calendars.For(CalendarSet.National).Version, now);
        var proposed = changed.ConvertAll(file => Proposed(file, newest.ContainsKey(file.Name)));
        if (stored.Count == 0)
        {
            await PublicationWriting.WriteFirstAsync(connection, act, proposed, cancellation);
            return;
        }

        await PublicationWriting.CloseRulesAsync(connection, cancellation);
        await PublicationWriting.WriteAsync(connection, act, proposed, await CountOpenAsync(connection, cancellation), cancellation);
    }

    private static ProposedFile Proposed(RuleFile file, bool isRevision) => file.Name.Split('/') is [var region, var year]
        ? new ProposedFile(region, int.Parse(year, CultureInfo.InvariantCulture), file.Content, [.. CalendarReader.ReadYear(file.Name, file.Content).Year!.Notices.Select(notice => notice.Number)], isRevision)
        : new ProposedFile(file.Name, null, file.Content, [.. CalendarReader.ReadOverlay(file.Name, file.Content).Overlay!.Days.Select(day => day.Source).Distinct()], isRevision);

    private static byte[] Digest(RuleFile file) => SHA256.HashData(Encoding.UTF8.GetBytes(file.Content));

    private static async Task<long> CountOpenAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var count = new NpgsqlCommand("select count(*) from approval.permit_case where due_on is not null", connection);
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<List<StoredFile>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select region, year, revision, content, digest, published_by from approval.calendar_file", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var files = new List<StoredFile>();
        while (await reader.ReadAsync(cancellation))
        {
            var (region, year) = (reader.GetString(0), reader.GetInt32(1));
            files.Add(new StoredFile(
                year == 0 ? "overlay" : "year",
                year == 0 ? region : $"{region}/{year}",
                reader.GetInt32(2),
                reader.GetString(3),
                reader.GetFieldValue<byte[]>(4),
                reader.GetString(5)));
        }

        return files;
    }

    private sealed record StoredFile(string Kind, string Name, int Revision, string Content, byte[] Digest, string PublishedBy);
}
