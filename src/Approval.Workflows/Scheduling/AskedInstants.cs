namespace Approval.Workflows.Scheduling;

/// <summary>
/// Instants that this node has asked for already. Only a cache: forgetting one costs a question that changes nothing, so it is
/// emptied when it is full. Safe from any thread.
/// </summary>
internal sealed class AskedInstants(int capacity)
{
    private readonly Lock door = new();
    private readonly HashSet<DateTimeOffset> asked = [];

    /// <returns>True for an instant that was not there.</returns>
    public bool Add(DateTimeOffset instant)
    {
        lock (door)
        {
            if (asked.Count >= capacity)
            {
                asked.Clear();
            }

            return asked.Add(instant);
        }
    }

    public void Forget()
    {
        lock (door)
        {
            asked.Clear();
        }
    }
}
