using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries;

/// <summary>
/// Whether there is a case, or a task, that the asker cannot see: an officer is told that it is another office's matter and not that there is
/// none. Asked with the worker's login, and answers nothing else.
/// </summary>
public sealed class CaseWhereabouts(NpgsqlDataSource database)
{
    public Task<bool> CaseExistsAsync(Guid caseId, CancellationToken cancellation = default) => AskAsync("case_exists", caseId, cancellation);

    public Task<bool> TaskExistsAsync(Guid taskId, CancellationToken cancellation = default) => AskAsync("task_exists", taskId, cancellation);

    private async Task<bool> AskAsync(string statement, Guid id, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement(statement).With(id));
        return await batch.ExecuteScalarAsync(cancellation) is true;
    }
}
