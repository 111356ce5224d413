using Approval.Api.Identity;
using Approval.Workflows;
using Approval.Workflows.Scheduling;
using Npgsql;

namespace Approval.Api.Files;

/// <summary>
/// Removes bytes that no row names, and what a crash left half taken in (RELIABILITY U5), once they are older than a day by the machine's
/// clock. Nothing is removed under an upload's hands: whoever takes bytes in holds their lock until the row is there (docs/adr/0031).
/// </summary>
public sealed partial class FileSweep(
    FileStore store,
    [FromKeyedServices(WorkflowsSetup.DeskPool)] NpgsqlDataSource database,
    [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock,
    ILogger<FileSweep> log) : IRecurringWork
{
    public static readonly TimeSpan OldEnough = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public string Name => "file-sweep";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - OldEnough;
        var (leftovers, removed) = (store.RemoveIncoming(before), 0);
        foreach (var digests in store.Digests(before).Chunk(BatchSize))
        {
            var named = await NamedAsync(digests, cancellation);
            foreach (var digest in digests.Where(digest => !named.Contains(Convert.ToHexString(digest))))
            {
                removed += await RemoveAsync(digest, before, cancellation) ? 1 : 0;
            }
        }

        LogSwept(log, removed, leftovers);
    }

    private async Task<HashSet<string>> NamedAsync(byte[][] digests, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select digest from approval.uploaded_file where digest = any($1)");
        command.Parameters.AddWithValue(digests);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var named = new HashSet<string>();
        while (await reader.ReadAsync(cancellation))
        {
            named.Add(Convert.ToHexString(reader.GetFieldValue<byte[]>(0)));
        }

        return named;
    }

    /// <summary>False when somebody is taking the same bytes in, or has.</summary>
    private async Task<bool> RemoveAsync(byte[] digest, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Two statements, so that the second sees what was committed before the lock was had.
        await using var locking = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection, transaction) { Parameters = { new() { Value = FileStore.LockOf(digest) } } };
        await using var asking = new NpgsqlCommand("select exists (select from approval.uploaded_file where digest = $1)", connection, transaction) { Parameters = { new() { Value = digest } } };
        var removed = await locking.ExecuteScalarAsync(cancellation) is true && await asking.ExecuteScalarAsync(cancellation) is false && store.Remove(digest, before);
        await transaction.CommitAsync(cancellation);
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The sweep of files removed {Removed} that no row names and {Leftovers} left by interrupted uploads")]
    private static partial void LogSwept(ILogger logger, int removed, int leftovers);
}
