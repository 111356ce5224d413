using Approval.Engine.Audit;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries;

/// <summary>Where a reader of the feed stands: after this row, in the order of transactions.</summary>
public sealed record FeedPosition(ulong Transaction, Guid CaseId, int Version)
{
    public static FeedPosition Start { get; } = new(0, Guid.Empty, 0);
}

/// <param name="Office">The office that handles the case now.</param>
public sealed record FeedEvent(StoredEvent Event, string CaseNumber, string Procedure, int ProcedureVersion, string Office, string Organisation);

/// <param name="Next">Where to go on. Moves past what the reader may not see, so a quiet feed is not read again and again.</param>
public sealed record FeedPage(IReadOnlyList<FeedEvent> Events, FeedPosition Next);

/// <summary>All events in an order that never changes behind a reader: a transaction still open holds back everything after it.</summary>
public sealed class EventFeed(NpgsqlDataSource database)
{
    /// <param name="organisation">Only cases of this applicant; null for those of <paramref name="offices"/>.</param>
    /// <param name="offices">Only cases of these offices; null for all.</param>
    public async Task<FeedPage> ReadAsync(FeedPosition after, string? organisation, string[]? offices, int limit, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        var command = Statement(organisation is null ? "read_feed" : "read_feed_of_applicant").With(NpgsqlDbType.Xid8, after.Transaction).With(after.CaseId).With(after.Version);
        batch.BatchCommands.Add((organisation is null ? command.With(NpgsqlDbType.Array | NpgsqlDbType.Text, offices) : command.With(organisation)).With(limit));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var events = new List<FeedEvent>();
        var (next, horizon) = (after, 0UL);
        while (await reader.ReadAsync(cancellation))
        {
            horizon = reader.GetFieldValue<ulong>(0);
            if (reader.IsDBNull(1))
            {
                break;
            }

            var happened = new StoredEvent(
                reader.GetGuid(2),
                reader.GetInt32(3),
                JournalRow.Open(reader.GetFieldValue<byte[]>(4)),
                reader.GetFieldValue<DateTimeOffset>(7),
                reader.GetFieldValue<byte[]>(5),
                reader.GetFieldValue<byte[]>(6));
            events.Add(new FeedEvent(happened, reader.GetString(8), reader.GetString(9), reader.GetInt32(10), reader.GetString(11), reader.GetString(12)));
            next = new FeedPosition(reader.GetFieldValue<ulong>(1), happened.CaseId, happened.Version);
        }

        // A page that is not full has seen everything below the horizon.
        var caughtUp = new FeedPosition(horizon, Guid.Empty, 0);
        return new FeedPage(events, events.Count < limit && horizon > next.Transaction ? caughtUp : next);
    }
}
