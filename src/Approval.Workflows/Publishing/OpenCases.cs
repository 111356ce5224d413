using System.Runtime.CompilerServices;
using Approval.Engine.Cases;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Publishing;

/// <summary>Walks the open cases in the order of their ids, a page in memory at a time, and asks of each what a calendar does to it.</summary>
internal sealed class OpenCases(NpgsqlDataSource database, Rulebook rules, DateTimeOffset now)
{
    private const int PageSize = 500;

    private static readonly Actor Asking = Actor.Rule("calendar:preview");

    /// <summary>Each open case after <paramref name="after"/>, with its impact or null when nothing of it moves. Nothing is locked.</summary>
    public async IAsyncEnumerable<(Guid CaseId, CaseImpact? Impact)> ImpactsAsync(Guid after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await ReadAsync(after, cancellation);
            foreach (var (record, impact) in page.AsParallel().AsOrdered().WithCancellation(cancellation).Select(record => (record, Impact(record))).ToList())
            {
                yield return (record.Id, impact);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }

    private async Task<List<CaseRecord>> ReadAsync(Guid after, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_open_cases").With(after).With(PageSize) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var page = new List<CaseRecord>(PageSize);
        while (await reader.ReadAsync(cancellation))
        {
            page.Add(CaseLoading.ReadRecord(reader));
        }

        return page;
    }

    /// <summary>Judged by the very decision that a publication at this moment would come to.</summary>
    private CaseImpact? Impact(CaseRecord record)
    {
        var (procedure, office) = (rules.Procedure(record.Procedure, record.ProcedureVersion), rules.Offices[record.Office]);
        var facts = new Facts(now, Asking, procedure, office, rules.CalendarOf(office), rules.Offices);
        var decision = CaseDecider.Decide(record.State, new CaseCommand.RecomputeClocks("preview", Asking.Id) { EffectiveAt = now }, facts);
        return decision.Rejection is null && record.State is CaseState.Known before && decision.State is CaseState.Known after
            ? CaseImpact.Of(before.File, decision.Entries, after.File)
            : null;
    }
}
