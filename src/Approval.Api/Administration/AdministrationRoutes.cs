using Approval.Api.Identity;
using Approval.Engine.Pictures.Importing;
using Microsoft.AspNetCore.Mvc;

namespace Approval.Api.Administration;

public static class AdministrationRoutes
{
    public static void MapAdministration(this IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/admin/calendars").RequireAuthorization(Policies.PublishCalendars).WithTags("Administration");
        calendars.MapPost("/preview", PreviewCalendars.Handle).WithName("PreviewCalendars").WithSummary("Which days, open cases and lamps a calendar would move; writes nothing");
        calendars.MapPost("/preview/moves", PreviewMoves.Handle).WithName("PreviewCalendarMoves").WithSummary("The open cases that a calendar would move, page by page; writes nothing");
        calendars.MapPost("/publish", PublishCalendars.Handle).WithName("PublishCalendars").WithSummary("Puts a calendar in force and recomputes the open cases");
        calendars.MapGet("/publications", ListPublications.Handle).WithName("ListPublications").WithSummary("Who published which calendar, and how far the recomputation is");
        calendars.MapGet("/publications/{id:long}", GetPublication.Handle).WithName("GetPublication").WithSummary("A publication");
        calendars.MapPost("/publications/{id:long}/retry", RetryPublication.Handle).WithName("RetryPublication").WithSummary("Takes up the cases that the recomputation put aside");
        api.MapPost("/admin/procedures/import-bpmn", ImportBpmn.Handle).RequireAuthorization(Policies.ImportProcedures).WithTags("Administration")
            .Accepts<string>(ImportBpmn.MediaTypes[0], ImportBpmn.MediaTypes[1..])
            .WithMetadata(new RequestSizeLimitAttribute(BpmnImport.MaxBytes + (64 * 1024)))
            .WithName("ImportBpmn").WithSummary("A block-structured BPMN 2.0 file as a chain, for a draft; stores nothing");
    }
}
