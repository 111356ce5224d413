using System.Security.Cryptography;
using System.Text;
using Approval.Engine.Calendars.Publishing;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Publishing;

/// <summary>Stores a publication. From its commit on every step decides by the new calendar, and the open cases are being recomputed.</summary>
internal static class PublicationWriting
{
    /// <summary>Waits for the steps under way and holds back those to come until the transaction ends.</summary>
    /// <returns>The number of the rules in force.</returns>
    public static async Task<long> CloseRulesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var close = new NpgsqlCommand("select approval.close_rules()", connection);
        return (long)(await close.ExecuteScalarAsync(cancellation))!;
    }

    /// <param name="openCases">How many cases there are to recompute, for people to see how far it is.</param>
    /// <returns>The number of the publication.</returns>
    public static async Task<long> WriteAsync(NpgsqlConnection connection, PublicationAct act, IReadOnlyList<ProposedFile> files, long openCases, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement("insert_publication").With(act.PublishedBy).With(act.PublishedByName).With(act.Reason)
                    .With(files.SelectMany(file => file.Notices).Distinct().ToArray()).With(act.CalendarVersion).With(act.PublishedAt),
            },
        };
        var publication = (long)(await insert.ExecuteScalarAsync(cancellation))!;
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statement("supersede_recomputation").With(publication).With(act.PublishedAt),
                Statement("start_recomputation").With(publication).With(openCases),
                Statement("set_recomputing").With(publication),
                Store(act, files).With(publication),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        return publication;
    }

    /// <summary>The first calendars of a database, before there is any case.</summary>
    public static async Task WriteFirstAsync(NpgsqlConnection connection, PublicationAct act, IReadOnlyList<ProposedFile> files, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Store(act, files).With(NpgsqlTypes.NpgsqlDbType.Bigint, null) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Store(PublicationAct act, IReadOnlyList<ProposedFile> files) => Statement("store_calendar_files")
        .With(files.Select(file => file.Region).ToArray())
        .With(files.Select(file => file.Year ?? 0).ToArray())
        .With(files.Select(file => file.Text).ToArray())
        .With(files.Select(file => SHA256.HashData(Encoding.UTF8.GetBytes(file.Text))).ToArray())
        .With(act.PublishedAt)
        .With(act.PublishedBy)
        .With(act.Reason);
}

/// <summary>Who publishes, why and when, and which national calendar results.</summary>
internal sealed record PublicationAct(string PublishedBy, string PublishedByName, string Reason, string CalendarVersion, DateTimeOffset PublishedAt);
