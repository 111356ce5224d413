using System.Text.Json;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Publishing;

/// <summary>
/// What the next open cases come to, worked out while the database writes those before them. Nothing is locked, so it counts only for a
/// case that still has its version when it is locked, and only under the same rules.
/// </summary>
internal sealed class CasesAhead
{
    private readonly Dictionary<Guid, (int Version, RecomputedCase Outcome)> cases;
    private readonly (CalendarInForce Calendar, Rulebook Rules)? by;

    private CasesAhead(IEnumerable<(CaseRecord Record, RecomputedCase Outcome)> cases, (CalendarInForce Calendar, Rulebook Rules)? by) =>
        (this.cases, this.by) = (cases.ToDictionary(known => known.Record.Id, known => (known.Record.Version, known.Outcome)), by);

    public static CasesAhead None { get; } = new([], null);

    /// <summary>Null when the case has to be read and judged after it was locked.</summary>
    public RecomputedCase? Find(Guid id, int version, CalendarInForce calendar, Rulebook rules) =>
        by is var (knownCalendar, knownRules) && knownCalendar == calendar && ReferenceEquals(knownRules, rules) && cases.TryGetValue(id, out var known) && known.Version == version
            ? known.Outcome
            : null;

    /// <summary>The open cases after <paramref name="after"/>. A failure is none: they are read again when they are locked.</summary>
    public static async Task<CasesAhead> LookAsync(
        NpgsqlDataSource database, Guid after, int limit, CalendarInForce calendar, Rulebook rules, IOrchestrator orchestrator, Func<DateTimeOffset> clock, CancellationToken cancellation)
    {
        try
        {
            var page = await ReadAsync(database, after, limit, cancellation);
            var now = clock();
            return new CasesAhead(page.AsParallel().Select(record => (record, RecomputedCase.Of(calendar, record, rules, orchestrator, now))).ToList(), (calendar, rules));
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            return None;
        }
    }

    private static async Task<List<CaseRecord>> ReadAsync(NpgsqlDataSource database, Guid after, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_open_cases").With(after).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var page = new List<CaseRecord>(limit);
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                page.Add(CaseLoading.ReadRecord(reader));
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException)
            {
                // Told when it is locked and read again.
            }
        }

        return page;
    }
}
