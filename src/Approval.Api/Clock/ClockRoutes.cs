using Approval.Api.Identity;

namespace Approval.Api.Clock;

public static class ClockRoutes
{
    /// <summary>Only where time is simulated; elsewhere there is nothing at this address.</summary>
    public static void MapSimulatedClock(this IEndpointRouteBuilder api)
    {
        if (api.ServiceProvider.GetService<SimulatedClock>() is null)
        {
            return;
        }

        var group = api.MapGroup("/dev/clock").WithTags("Development");
        group.MapGet("/", GetClock.Handle).AllowAnonymous().WithName("GetClock").WithSummary("The simulated now");
        group.MapPost("/", AdvanceClock.Handle).RequireAuthorization(Policies.MoveClock).WithName("AdvanceClock").WithSummary("Moves the simulated clock forward; everything due fires first");
    }
}
