using Approval.Engine;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Versions;

/// <summary>
/// Moves open cases of a procedure to another version, a page at a time: first to look, then to do. Each case is judged by itself, and
/// what does not fit stays where it is and says why. What was done is done: a page broken off is begun again and passes over the cases
/// that have moved.
/// </summary>
public sealed class VersionMove(NpgsqlDataSource database, RulebookStore rulebooks, CaseRunner runner, IOrchestrator orchestrator, TimeProvider clock)
{
    /// <summary>Cases in one transaction.</summary>
    private const int BatchSize = 50;

    /// <summary>What would happen to the next cases; writes and locks nothing. It asks the same decision as the move.</summary>
    /// <param name="cases">Only these; null: all open cases of other versions.</param>
    /// <param name="after">Where the page before ended: <see cref="MovePage.Next"/>.</param>
    public async Task<(MovePage? Page, Rejection? Rejection)> PreviewAsync(
        string code, int version, Actor actor, IReadOnlyCollection<Guid>? cases, Guid after, int limit, CancellationToken cancellation = default)
    {
        var rules = rulebooks.Current;
        if (Check(rules, code, version, actor, "preview") is { } notSo)
        {
            return (null, notSo);
        }

        var now = CivilTime.Stored(clock.GetUtcNow());
        var records = await ReadAsync(code, version, cases, after, limit, cancellation);
        return (Page(records, limit, [.. records.Select(record =>
        {
            var step = CaseStep.Take(record, new CaseCommand.MoveToVersion(version, "preview"), actor, null, rules, orchestrator, now);
            return MoveImpact.Of(((CaseState.Known)record.State).File, step.After.State, step.Entries.Select(entry => entry.Event), version, step.Rejection);
        })]), null);
    }

    /// <summary>Moves the next cases, in batches of a transaction each.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    public async Task<(MovePage? Page, Rejection? Rejection)> MoveAsync(
        string code, int version, Actor actor, string reason, IReadOnlyCollection<Guid>? cases, Guid after, int limit, CancellationToken cancellation = default)
    {
        if (Check(rulebooks.Current, code, version, actor, reason) is { } notSo)
        {
            return (null, notSo);
        }

        var records = await ReadAsync(code, version, cases, after, limit, cancellation);
        var impacts = new List<MoveImpact>(records.Count);
        foreach (var batch in records.Chunk(BatchSize))
        {
            var outcomes = await runner.RunAsync([.. batch.Select(record => new CaseRequest(record.Id, new CaseCommand.MoveToVersion(version, reason), actor))], cancellation);
            impacts.AddRange(batch.Zip(outcomes).Select(pair => MoveImpact.Of(
                ((CaseState.Known)pair.First.State).File, pair.Second.State, pair.Second.Rows.Select(row => JournalRow.Open(row.Body).Event), version, pair.Second.Rejection)));
        }

        return (Page(records, limit, impacts), null);
    }

    private static Rejection? Check(Rulebook rules, string code, int version, Actor actor, string reason) =>
        actor.Kind != ActorKind.Person || !actor.Has(Roles.Admin) ? VersionRejections.NotCompetent(actor)
        : rules.Find(code, version) is null ? VersionRejections.VersionNotFound(code, version)
        : string.IsNullOrWhiteSpace(reason) ? VersionRejections.ReasonMissing
        : null;

    private static MovePage Page(List<CaseRecord> records, int limit, List<MoveImpact> impacts) => new(
        impacts.FindAll(impact => impact.Rejection is null),
        impacts.FindAll(impact => impact.Rejection is not null),
        records.Count == limit ? records[^1].Id : null);

    private async Task<List<CaseRecord>> ReadAsync(string code, int version, IReadOnlyCollection<Guid>? cases, Guid after, int limit, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_cases_to_move").With(code).With(version).With(after).With(NpgsqlDbType.Array | NpgsqlDbType.Uuid, cases?.ToArray()).With(limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var records = new List<CaseRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            records.Add(CaseLoading.ReadRecord(reader));
        }

        return records;
    }
}
