namespace Approval.Api.Clock;

/// <summary>A clock that stands until it is moved, and only forward. For Development: weeks of a case in a minute.</summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock moving = new();
    private DateTimeOffset now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow()
    {
        lock (moving)
        {
            return now;
        }
    }

    /// <summary>Earlier than now: does nothing.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        lock (moving)
        {
            now = instant > now ? instant.ToUniversalTime() : now;
        }
    }
}
