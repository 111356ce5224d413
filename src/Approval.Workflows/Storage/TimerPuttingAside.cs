using Approval.Workflows.Stepping;
using Npgsql;

namespace Approval.Workflows.Storage;

/// <summary>Timers that could not be fired wait, longer each time, and at last are left for people as incidents. None is dropped.</summary>
internal static class TimerPuttingAside
{
    public const int AttemptsBeforeIncident = 5;

    private const int LongestText = 1000;

    public static NpgsqlBatchCommand Statement(IReadOnlyCollection<FailedTimer> failed, DateTimeOffset now) => Parameters.Statement("put_timers_aside")
        .With(now)
        .With(AttemptsBeforeIncident)
        .With(failed.Select(timer => timer.Row.CaseId).ToArray())
        .With(failed.Select(timer => timer.Row.ClockId).ToArray())
        .With(failed.Select(timer => timer.Row.Attempts).ToArray())
        .With(failed.Select(timer => Describe(timer.Failure)).ToArray());

    private static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}".Replace('\0', ' ');
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
