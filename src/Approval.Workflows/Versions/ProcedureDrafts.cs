using System.Text.Json;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Versions;

/// <summary>Drafts of procedure versions: kept with who and when, changed until they are published.</summary>
public sealed class ProcedureDrafts(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<DraftRecord?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_draft").With(id));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? DraftRecord.Read(reader) : null;
    }

    /// <summary>Those changed before a place in the list, the last changed first.</summary>
    public async Task<IReadOnlyList<DraftRecord>> ListAsync(int limit, DateTimeOffset before, Guid beforeId, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_drafts").With(before.ToUniversalTime()).With(beforeId).With(limit));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var drafts = new List<DraftRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            drafts.Add(DraftRecord.Read(reader));
        }

        return drafts;
    }

    /// <param name="content">Any JSON object: what is wrong with it as a procedure is for the linter to say.</param>
    public async Task<DraftRecord> CreateAsync(string content, string? note, Actor author, CancellationToken cancellation = default)
    {
        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), CivilTime.Stored(clock.GetUtcNow()));
        await ExecuteAsync(
            Statement("insert_draft").With(id).With(NpgsqlDbType.Text, CodeIn(content)).With(content).With(NpgsqlDbType.Text, note).With(author.Id).With(author.Name).With(now),
            cancellation);
        return (await FindAsync(id, cancellation))!;
    }

    /// <summary>Puts another text in the place of the one that was seen.</summary>
    public async Task<DraftOutcome> ChangeAsync(Guid id, int revision, string content, string? note, Actor author, CancellationToken cancellation = default) =>
        await ExecuteAsync(
            Statement("change_draft").With(id).With(revision).With(NpgsqlDbType.Text, CodeIn(content)).With(content).With(NpgsqlDbType.Text, note)
                .With(author.Id).With(author.Name).With(CivilTime.Stored(clock.GetUtcNow())),
            cancellation) == 1
            ? new DraftOutcome(await FindAsync(id, cancellation), null)
            : new DraftOutcome(null, await WhyNotAsync(id, revision, cancellation));

    /// <returns>Null when it is gone.</returns>
    public async Task<Rejection?> DeleteAsync(Guid id, int revision, CancellationToken cancellation = default) =>
        await ExecuteAsync(Statement("delete_draft").With(id).With(revision), cancellation) == 1 ? null : await WhyNotAsync(id, revision, cancellation);

    /// <summary>Why a draft of this revision cannot be changed or published.</summary>
    internal async Task<Rejection> WhyNotAsync(Guid id, int revision, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) switch
        {
            null => VersionRejections.DraftNotFound,
            { PublishedVersion: { } version } draft => VersionRejections.DraftPublished(draft.Code!, version),
            { } draft => VersionRejections.DraftStale(revision, draft.Revision),
        };

    private async Task<int> ExecuteAsync(NpgsqlBatchCommand statement, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(statement);
        return await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>For the list only, so a text without a code is no fault here.</summary>
    private static string? CodeIn(string content)
    {
        using var json = JsonDocument.Parse(content);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
            ? code.GetString()
            : null;
    }
}

/// <summary>What became of a change: the draft as it is now, or why it was not changed.</summary>
public sealed record DraftOutcome(DraftRecord? Draft, Rejection? Rejection);
