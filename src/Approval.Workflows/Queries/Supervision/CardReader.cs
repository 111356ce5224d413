using Approval.Engine.Clocks;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>Where the next page begins: after this card, going back in time.</summary>
public sealed record CardPosition(DateTimeOffset IssuedAt, Guid Id)
{
    public static CardPosition Newest { get; } = new(DateTimeOffset.MaxValue.ToUniversalTime(), Guid.AllBitsSet);
}

/// <param name="Level">Only this level; null for all.</param>
/// <param name="Open">True: not written off; false: written off; null: both.</param>
public sealed record CardFilter(CardLevel? Level = null, bool? Open = null);

/// <param name="Next">Where to go on; null when this is the last page.</param>
public sealed record CardPage(IReadOnlyList<SupervisionCard> Cards, CardPosition? Next);

/// <summary>The cards of a reach, newest first, and single ones.</summary>
public sealed class CardReader(NpgsqlDataSource database)
{
    public async Task<CardPage> ReadAsync(Reach reach, CardFilter filter, CardPosition after, int limit, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement(filter.Open switch { null => "read_cards", true => "read_open_cards", false => "read_written_off_cards" })
            .With(reach.Office).With(reach.Last).With(after.IssuedAt).With(after.Id)
            .With(NpgsqlDbType.Text, filter.Level is { } level ? StoredNames.Of(level) : null).With(limit + 1));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var page = new List<SupervisionCard>();
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(SupervisionCard.Read(reader));
        }

        return new CardPage([.. page.Take(limit)], page.Count > limit ? new CardPosition(page[limit - 1].IssuedAt, page[limit - 1].Id) : null);
    }

    /// <summary>Null when there is no such card within the reach: of others' cards not even the existence is told.</summary>
    public async Task<SupervisionCard?> FindAsync(Reach reach, Guid id, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_card").With(id).With(reach.Office).With(reach.Last));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? SupervisionCard.Read(reader) : null;
    }
}
