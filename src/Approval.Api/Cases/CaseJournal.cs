using Approval.Engine.Cases;
using Approval.Workflows.Queries;

namespace Approval.Api.Cases;

/// <summary>The whole journal of a case as the Engine reads it.</summary>
public static class CaseJournal
{
    public static async Task<List<(CaseEntry Entry, DateTimeOffset RecordedAt)>> ReadAsync(CaseReader reader, Guid id, CancellationToken cancellation) =>
        [.. (await reader.EventsAsync(id, 0, int.MaxValue, cancellation)).Select(row => (row.Entry, row.RecordedAt))];
}
