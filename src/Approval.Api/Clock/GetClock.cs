using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Clock;

public sealed record ClockReading(DateTimeOffset Now);

public static class GetClock
{
    public static Ok<ClockReading> Handle(SimulatedClock clock) => TypedResults.Ok(new ClockReading(clock.GetUtcNow()));
}
