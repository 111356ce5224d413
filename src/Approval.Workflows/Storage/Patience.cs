namespace Approval.Workflows.Storage;

/// <summary>How long one statement may run, and how long is waited for a connection, be it made or free (RELIABILITY 6.2, D7, D9).</summary>
/// <param name="Statement">Ended by the server after that.</param>
/// <param name="Connection">Whole seconds.</param>
public sealed record Patience(TimeSpan Statement, TimeSpan Connection)
{
    /// <summary>Somebody waits for the answer: better a clear "busy" than a crowd that holds all connections.</summary>
    public static Patience OfRequests { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

    /// <summary>What happens by itself: timers, delivery, housekeeping.</summary>
    public static Patience OfWork { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));

    /// <summary>What looks at everything: supervision, previews, rehearsals.</summary>
    public static Patience OfReports { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2));
}
