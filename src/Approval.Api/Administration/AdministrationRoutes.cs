using Approval.Api.Administration.Clients;
using Approval.Api.Administration.People;
using Approval.Api.Administration.Receiver;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Pictures.Importing;
using Microsoft.AspNetCore.Mvc;

namespace Approval.Api.Administration;

public static class AdministrationRoutes
{
    public static void MapAdministration(this IEndpointRouteBuilder api)
    {
        var calendars = api.MapGroup("/admin/calendars").RequireAuthorization(Policies.PublishCalendars).WithTags("Administration");
        calendars.MapPost("/preview", PreviewCalendars.Handle).WithRequestTimeout(EdgeSetup.LongLook).WithName("PreviewCalendars").WithSummary("Which days, open cases and lamps a calendar would move; writes nothing");
        calendars.MapPost("/preview/moves", PreviewMoves.Handle).WithRequestTimeout(EdgeSetup.LongLook).WithName("PreviewCalendarMoves").WithSummary("The open cases that a calendar would move, page by page; writes nothing");
        calendars.MapPost("/publish", PublishCalendars.Handle).WithRequestTimeout(EdgeSetup.LongLook).WithName("PublishCalendars").WithSummary("Puts a calendar in force and recomputes the open cases");
        calendars.MapGet("/publications", ListPublications.Handle).WithName("ListPublications").WithSummary("Who published which calendar, and how far the recomputation is");
        calendars.MapGet("/publications/{id:long}", GetPublication.Handle).WithName("GetPublication").WithSummary("A publication");
        calendars.MapPost("/publications/{id:long}/retry", RetryPublication.Handle).WithName("RetryPublication").WithSummary("Takes up the cases that the recomputation put aside");
        api.MapPost("/admin/procedures/import-bpmn", ImportBpmn.Handle).RequireAuthorization(Policies.ImportProcedures).WithTags("Administration")
            .Accepts<string>(ImportBpmn.MediaTypes[0], ImportBpmn.MediaTypes[1..])
            .WithMetadata(new RequestSizeLimitAttribute(BpmnImport.MaxBytes + (64 * 1024)))
            .WithName("ImportBpmn").WithSummary("A block-structured BPMN 2.0 file as a chain, for a draft; stores nothing");

        var people = api.MapGroup("/admin/users").RequireAuthorization(Policies.Administer).WithTags("Administration");
        people.MapGet("/", ListPeople.Handle).WithName("ListPeople").WithSummary("Who can sign in");
        people.MapPost("/", CreatePerson.Handle).WithName("CreatePerson").WithSummary("A person, with an initial password that is shown once");
        people.MapGet("/{id:guid}", GetPerson.Handle).WithName("GetPerson").WithSummary("A person");
        people.MapPut("/{id:guid}", ChangePerson.Handle).WithMetadata(new NeedsIfMatch()).WithName("ChangePerson").WithSummary("Other rights; ends the person's sessions");
        people.MapDelete("/{id:guid}", ChangePerson.HandleRemoval).WithMetadata(new NeedsIfMatch()).WithName("DisablePerson").WithSummary("Disables a person, who stays on record");
        people.MapPost("/{id:guid}/reset", ResetPerson.Handle).WithMetadata(new NeedsIfMatch()).WithName("ResetPerson").WithSummary("A new initial password, and no second factor");

        people.MapGet("/{id:guid}/interests", Interests.HandleList).WithName("ListInterests").WithSummary("回避: what the person keeps away from; numbers are masked");
        people.MapPost("/{id:guid}/interests", Interests.Handle).WithMetadata(new NeedsIfMatch()).WithName("AddInterest").WithSummary("An identity number or credit code to keep away from (公务员法 art 76)");
        people.MapDelete("/{id:guid}/interests/{interestId:guid}", Interests.HandleRemoval).WithMetadata(new NeedsIfMatch()).WithName("RemoveInterest").WithSummary("The person need no longer keep away from it");

        var receiver = api.MapGroup("/admin/receiver").RequireAuthorization(Policies.ManageReceiver).WithTags("Administration");
        receiver.MapGet("/", OperatorsReceiver.Handle).WithName("GetReceiver").WithSummary("The operator's one receiver of changes: whether it is sent to, and what waits");
        receiver.MapPost("/enable", OperatorsReceiver.HandleEnabling).WithName("EnableReceiver").WithSummary("Enables it after it answered 410, and sends what waits");

        var clients = api.MapGroup("/admin/clients").RequireAuthorization(Policies.Administer).WithTags("Administration");
        clients.MapGet("/", ListClients.Handle).WithName("ListClients").WithSummary("Which systems get tokens");
        clients.MapPost("/", CreateClient.Handle).WithName("CreateClient").WithSummary("A client, with a secret that is shown once");
        clients.MapGet("/{id}", GetClient.Handle).WithName("GetClient").WithSummary("A client");
        clients.MapPut("/{id}", ChangeClient.Handle).WithMetadata(new NeedsIfMatch()).WithName("ChangeClient").WithSummary("Other rights or scopes; ends the tokens given before");
        clients.MapDelete("/{id}", ChangeClient.HandleRemoval).WithMetadata(new NeedsIfMatch()).WithName("DisableClient").WithSummary("Disables a client, which stays on record");
        clients.MapPost("/{id}/secrets", RotateSecret.Handle).WithMetadata(new NeedsIfMatch()).WithName("RotateSecret").WithSummary("A second secret; the first stays valid for a while");
        clients.MapDelete("/{id}/secrets/{secretId:guid}", RotateSecret.HandleRemoval).WithMetadata(new NeedsIfMatch()).WithName("RemoveSecret").WithSummary("Removes a secret at once");
    }
}
