using Npgsql;

namespace Approval.Workflows.Storage;

/// <summary>One try at a transaction. Rolled back when disposed before its commit.</summary>
internal sealed class StepTransaction(NpgsqlDataSource database) : IAsyncDisposable
{
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    /// <summary>From here on only the answer to COMMIT tells whether the step is stored.</summary>
    public bool CommitSent { get; private set; }

    public async Task<NpgsqlConnection> BeginAsync(CancellationToken cancellation)
    {
        connection = await database.OpenConnectionAsync(cancellation);
        transaction = await connection.BeginTransactionAsync(cancellation);
        return connection;
    }

    public Task CommitAsync(CancellationToken cancellation)
    {
        CommitSent = true;
        return transaction!.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
