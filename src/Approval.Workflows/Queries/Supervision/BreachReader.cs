using System.Text.Json;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>Where the next page begins: after this breach, going back in time.</summary>
public sealed record BreachPosition(DateOnly BreachedOn, Guid CaseId, string ClockId, DateTimeOffset BreachedAt)
{
    public static BreachPosition Newest { get; } = new(DateOnly.MaxValue, Guid.AllBitsSet, "", DateTimeOffset.MaxValue.ToUniversalTime());
}

/// <param name="Procedure">Only this procedure; null for all.</param>
/// <param name="UnexplainedOnly">Only those whose public reason is missing.</param>
public sealed record BreachFilter(string? Procedure = null, bool UnexplainedOnly = false);

/// <param name="Next">Where to go on; null when this is the last page.</param>
public sealed record BreachPage(IReadOnlyList<Breach> Breaches, BreachPosition? Next);

/// <summary>The breaches of a reach, newest first; those an act in time has taken back are left out.</summary>
public sealed class BreachReader(NpgsqlDataSource database, RulebookStore rulebooks)
{
    /// <param name="today">Lateness of what still waits is counted to this day.</param>
    public async Task<BreachPage> ReadAsync(Reach reach, BreachFilter filter, BreachPosition after, int limit, DateOnly today, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement(filter.UnexplainedOnly ? "read_unexplained_breaches" : "read_breaches")
            .With(reach.Office).With(reach.Last).With(after.BreachedOn).With(after.CaseId).With(after.ClockId).With(after.BreachedAt)
            .With(NpgsqlDbType.Text, filter.Procedure).With(limit + 1));
        await using var reader = await batch.ReadSightedAsync(cancellation);
        var page = new List<Breach>();
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(Read(reader, today));
        }

        return new BreachPage([.. page.Take(limit)], page.Count > limit ? PositionOf(page[limit - 1]) : null);
    }

    private static BreachPosition PositionOf(Breach last) => new(last.BreachedOn, last.CaseId, last.ClockId, last.BreachedAt);

    private Breach Read(NpgsqlDataReader reader, DateOnly today)
    {
        var office = reader.GetString(4);
        var due = reader.GetFieldValue<DateOnly>(7);
        var ended = reader.IsDBNull(13) ? (DateOnly?)null : reader.GetFieldValue<DateOnly>(13);
        var resolved = reader.IsDBNull(20) ? null : ResolutionOf(reader.GetString(1), reader.GetFieldValue<byte[][]>(20));
        return new Breach(
            reader.GetGuid(0),
            reader.GetString(17),
            reader.GetString(18),
            reader.GetString(1),
            reader.GetString(3),
            office,
            reader.GetString(5),
            resolved?.DueBefore ?? due,
            reader.GetFieldValue<DateOnly>(8),
            reader.GetFieldValue<DateTimeOffset>(2),
            resolved is null ? WorkingDaysBetween(due, ended ?? today, office) : 0,
            ended,
            reader.GetString(6),
            reader.IsDBNull(19) ? [] : JsonSerializer.Deserialize<List<BreachHolder>>(reader.GetString(19), JsonSerializerOptions.Web)!,
            reader.IsDBNull(9) ? null : new BreachSuspension(reader.GetString(9), reader.GetFieldValue<DateOnly>(10), reader.IsDBNull(11) ? null : reader.GetFieldValue<DateOnly>(11), reader.GetInt32(12)),
            reader.IsDBNull(14) ? null : new PublishedReason(reader.GetString(14), reader.GetString(15), reader.GetFieldValue<DateTimeOffset>(16)),
            resolved);
    }

    /// <summary>The recomputation that first let the clock run again; null when none of these did.</summary>
    /// <param name="recomputations">Journal rows of the case since the breach, in order.</param>
    private static CalendarResolution? ResolutionOf(string clockId, byte[][] recomputations) =>
        (from entry in recomputations.Select(body => JournalRow.Open(body))
         let recomputed = (CaseEvent.ClocksRecomputed)entry.Event
         from move in recomputed.Moves
         where move.After.Id == clockId && move.After.Status == ClockStatus.Running
         select new CalendarResolution(recomputed.Publication, entry.EffectiveAt, move.Before!.Due, move.After.Deadline!.Due)).FirstOrDefault();

    /// <summary>By the calendar of the office; the national one for an office that is no more.</summary>
    private int WorkingDaysBetween(DateOnly due, DateOnly end, string office)
    {
        var rules = rulebooks.Current;
        var calendar = rules.Offices.TryGetValue(office, out var known) ? rules.CalendarOf(known) : rules.Calendars.For("CN");
        return calendar.Count(due, end);
    }
}
