using Npgsql;

namespace Approval.Workflows.Publishing;

/// <summary>
/// Recomputes the open cases of the publication that is under way, in batches, until none is left. Every node may run it at any time:
/// one works on a batch, the others find it taken. Whoever dies loses the batch in hand and nothing else. While the database writes a
/// batch the next one is read and judged; what is judged so counts for cases that nobody has touched meanwhile.
/// </summary>
public sealed class CalendarRecomputation(CaseRunner runner, int batchSize = CalendarRecomputation.BatchSize)
{
    /// <summary>Cases in one transaction: long enough to share its costs, short enough that nobody at a window waits for it.</summary>
    public const int BatchSize = 300;

    /// <summary>Works until nothing is left, or another node is at it.</summary>
    /// <param name="onBatch">Told how many cases each transaction examined.</param>
    /// <returns>How many cases were examined.</returns>
    public async Task<long> RunAsync(Action<int>? onBatch = null, CancellationToken cancellation = default)
    {
        var (examined, ahead) = (0L, CasesAhead.None);
        while (await BatchAsync(ahead, cancellation) is var (count, next))
        {
            examined += count;
            ahead = next;
            onBatch?.Invoke(count);
        }

        return examined;
    }

    /// <summary>
    /// Takes up the cases that were put aside, one transaction each. What fails again stays aside with the failure it had; asking again
    /// does no harm.
    /// </summary>
    /// <returns>How many are no longer aside.</returns>
    public async Task<int> RetryAsync(long publication, IReadOnlyList<CaseAside> aside, CancellationToken cancellation = default)
    {
        var settled = 0;
        foreach (var one in aside)
        {
            try
            {
                settled += await runner.RetryRecomputationAsync(publication, one.CaseId, cancellation) ? 1 : 0;
            }
            catch (PostgresException)
            {
                // The database refuses what this case comes to, or a step holds it: it stays aside.
            }
        }

        return settled;
    }

    private async Task<(int Examined, CasesAhead Ahead)?> BatchAsync(CasesAhead ahead, CancellationToken cancellation)
    {
        try
        {
            return await runner.RecomputeAsync(batchSize, ahead, cancellation);
        }
        catch (CasesNotWrittenException batch)
        {
            return (await OneByOneAsync(batch.Cases.Count, cancellation), CasesAhead.None);
        }
    }

    /// <summary>After a batch that the database refused: each case alone, so that the one at fault is found and put aside.</summary>
    private async Task<int> OneByOneAsync(int count, CancellationToken cancellation)
    {
        var examined = 0;
        while (examined < count && await OneAsync(cancellation) is { } one)
        {
            examined += one;
        }

        return examined;
    }

    private async Task<int?> OneAsync(CancellationToken cancellation)
    {
        try
        {
            return (await runner.RecomputeAsync(1, CasesAhead.None, cancellation))?.Examined;
        }
        catch (CasesNotWrittenException refused)
        {
            await runner.SkipRecomputationAsync(refused.Cases[0], refused.InnerException!, cancellation);
            return 1;
        }
    }
}

/// <summary>The database refused what a batch was to write. Nothing of it is stored.</summary>
internal sealed class CasesNotWrittenException(IReadOnlyList<Guid> cases, Exception failure) : Exception(failure.Message, failure)
{
    public IReadOnlyList<Guid> Cases { get; } = cases;
}
