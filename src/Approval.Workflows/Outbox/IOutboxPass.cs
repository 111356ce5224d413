namespace Approval.Workflows.Outbox;

/// <summary>What is done with waiting messages: they are delivered, or discarded when there is nobody to tell.</summary>
public interface IOutboxPass
{
    /// <summary>Handles everything that is due now. May run on any number of nodes at once.</summary>
    /// <returns>How many messages left the queue.</returns>
    Task<int> RunAsync(CancellationToken cancellation);
}
