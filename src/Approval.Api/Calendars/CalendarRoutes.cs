using Approval.Api.Http;

namespace Approval.Api.Calendars;

public static class CalendarRoutes
{
    public static Problem UnknownRegion { get; } = Problems.NotFound("calendar.unknown_region", "地区应为 CN 或六位行政区划代码。", "Expected a region: CN or a six-digit GB/T 2260 code.");

    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        // Public: a deadline that cannot be recomputed by the applicant is no deadline.
        var group = api.MapGroup("/calendars/{region}").AllowAnonymous().WithTags("Calendars");
        group.MapGet("/{year:int}", GetCalendarYear.Handle).WithName("GetCalendarYear").WithSummary("Every day of a year, its kind and the notice that makes it so");
        group.MapGet("/deadline", ComputeDeadline.Handle).WithName("ComputeDeadline").WithSummary("The last day of a time limit, derived day by day");
    }
}
