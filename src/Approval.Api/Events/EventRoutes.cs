using Approval.Api.Audit;
using Approval.Api.Identity;

namespace Approval.Api.Events;

public static class EventRoutes
{
    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/").RequireAuthorization(Policies.ReadCases).WithTags("Events");
        group.MapGet("/cases/{id:guid}/events", ReadCaseEvents.Handle).WithMetadata(new ReadsPersonalData()).WithName("ReadCaseEvents").WithSummary("The journal of a case");
        group.MapGet("/events", ReadFeed.Handle).WithMetadata(new ReadsPersonalData()).WithName("ReadFeed").WithSummary("The feed of all that the caller may see: gapless, in order, replayable from the start");
    }
}
