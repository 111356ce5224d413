namespace Approval.Api.Health;

public static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // Public: asked by load balancers, and says nothing that helps a stranger.
        var group = app.MapGroup("/health").AllowAnonymous().DisableRateLimiting().WithTags("Health");
        group.MapGet("/live", Live.Handle).WithName("Live").WithSummary("The process runs");
        group.MapGet("/ready", Ready.Handle).WithName("Ready").WithSummary("Database, rulebook and timers are as they should be");
    }
}
