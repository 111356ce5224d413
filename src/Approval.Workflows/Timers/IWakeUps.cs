namespace Approval.Workflows.Timers;

/// <summary>
/// The scheduler port: hints and rhythm, never truth. Timers are rows and every node sweeps them; a scheduler that loses, doubles
/// or delays a wake-up costs at most one polling pause.
/// </summary>
public interface IWakeUps
{
    /// <summary>Asks for a sweep on some node at each of these instants; an instant asked for before is asked for once.</summary>
    Task WakeAtAsync(IReadOnlyCollection<DateTimeOffset> instants, CancellationToken cancellation);
}
