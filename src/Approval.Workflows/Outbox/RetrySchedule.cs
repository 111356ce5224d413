namespace Approval.Workflows.Outbox;

/// <summary>
/// When a message is tried: ten times over about three days, as Standard Webhooks suggests. The pause grows by up to a fifth at
/// random, so that a receiver that comes back does not get everything at one instant.
/// </summary>
public static class RetrySchedule
{
    /// <summary>The largest share of a pause that is added to it at random.</summary>
    public const double Jitter = 0.2;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Tries in all; the message is dead when the last has failed.</summary>
    public static int Attempts => Pauses.Length;

    /// <summary>The pause before an attempt without its random part; attempts count from 1.</summary>
    public static TimeSpan PauseBefore(int attempt) => Pauses[attempt - 1];

    /// <param name="attempt">The one that failed, counted from 1.</param>
    /// <param name="retryAfter">What the receiver asked for; it lengthens the pause and never shortens it, up to the longest one.</param>
    /// <returns>Null when that was the last.</returns>
    public static DateTimeOffset? Next(int attempt, DateTimeOffset now, TimeSpan? retryAfter)
    {
        if (attempt >= Attempts)
        {
            return null;
        }

        var pause = PauseBefore(attempt + 1) * (1 + (Jitter * Random.Shared.NextDouble()));
        return now + (retryAfter is { } asked && asked > pause ? asked : pause);
    }
}
