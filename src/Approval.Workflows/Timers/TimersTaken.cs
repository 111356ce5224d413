using Approval.Workflows.Stepping;

namespace Approval.Workflows.Timers;

/// <summary>What one transaction of a sweep did.</summary>
/// <param name="Failed">Put aside for later, or for people.</param>
internal sealed record TimersTaken(int Fired, IReadOnlyCollection<FailedTimer> Failed)
{
    public static TimersTaken None { get; } = new(0, []);

    public bool IsNone => Fired == 0 && Failed.Count == 0;
}

/// <summary>The database refused what the timers taken were to write. Nothing of it is stored.</summary>
internal sealed class TimersNotFiredException(IEnumerable<TimerRow> rows, Exception failure) : Exception(failure.Message, failure)
{
    public IReadOnlyCollection<TimerRow> Rows { get; } = [.. rows];
}
