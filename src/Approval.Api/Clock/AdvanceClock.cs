using Approval.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Clock;

public sealed record AdvanceClockRequest(DateTimeOffset AdvanceTo);

/// <param name="Fired">How many warnings and deadlines passed on the way.</param>
public sealed record ClockAdvanced(DateTimeOffset Now, long Fired);

public static class AdvanceClock
{
    public static async Task<Results<Ok<ClockAdvanced>, Refusal>> Handle(Posted<AdvanceClockRequest> body, SimulatedClock clock, ClockMoving moving, CancellationToken cancellation)
    {
        if (body.Value.AdvanceTo < clock.GetUtcNow())
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/advanceTo", "clock.backwards", new("模拟时钟只能向前。", "The simulated clock only moves forward.")));
        }

        var fired = await moving.AdvanceAsync(body.Value.AdvanceTo, cancellation);
        return TypedResults.Ok(new ClockAdvanced(clock.GetUtcNow(), fired));
    }
}
