namespace Approval.Workflows.Scheduling;

/// <summary>
/// Work that comes round, such as housekeeping, reports and checks. The scheduler runs it on one node of the cluster at a time,
/// once at the first start and then at every interval; a run that fails is logged and the next one follows. Nothing that must
/// happen may hang on it alone: while the scheduler is down it is not run.
/// </summary>
public interface IRecurringWork
{
    /// <summary>Names the work in the scheduler's tables: a stored name, never changed.</summary>
    string Name { get; }

    TimeSpan Every { get; }

    Task RunAsync(CancellationToken cancellation);
}
