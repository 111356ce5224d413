using Approval.Engine;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Storage;

/// <summary>
/// Counts sign-in attempts of the present window over all nodes, one round trip each. A window that has passed is begun anew by the next
/// attempt, and old ones are removed along the way, so the table holds what the last minutes brought and no more.
/// </summary>
/// <param name="window">How long attempts are counted together.</param>
public sealed class SignInAttempts(NpgsqlDataSource database, TimeProvider clock, TimeSpan window, int ofOneName, int ofOneAddress)
{
    /// <param name="address">Digest of whence; always the first to be locked, so that two attempts never wait for each other in a circle.</param>
    /// <param name="name">Digest of as whom.</param>
    /// <returns>How long to wait; null when it may be tried.</returns>
    public async Task<TimeSpan?> CountAsync(byte[] address, byte[] name, CancellationToken cancellation = default)
    {
        var now = CivilTime.Stored(clock.GetUtcNow());
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("count_sign_in_attempt").With(address).With(now).With(now - window));
        batch.BatchCommands.Add(Statement("count_sign_in_attempt").With(name).With(now).With(now - window));

        // Last, and passing over what others hold: after it nothing is waited for.
        batch.BatchCommands.Add(Statement("remove_sign_in_attempts").With(now - window));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var byAddress = await WaitAsync(reader, ofOneAddress, now, cancellation);
        await reader.NextResultAsync(cancellation);
        return await WaitAsync(reader, ofOneName, now, cancellation) ?? byAddress;
    }

    private async Task<TimeSpan?> WaitAsync(NpgsqlDataReader reader, int most, DateTimeOffset now, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        return reader.GetInt32(0) > most ? reader.GetFieldValue<DateTimeOffset>(1) + window - now : null;
    }
}
