using Approval.Api.Http;
using Approval.Api.Identity;

namespace Approval.Api.Webhooks;

public static class WebhookRoutes
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/webhooks").RequireAuthorization(Policies.ManageWebhooks).WithTags("Webhooks");
        group.MapGet("/", ListWebhooks.Handle).WithName("ListWebhooks").WithSummary("Where the own organisation or office wants to be told of its cases");
        group.MapPost("/", CreateWebhook.Handle).WithName("CreateWebhook").WithSummary("Register an address (Standard Webhooks); the secret is shown once");
        group.MapGet("/{id:guid}", GetWebhook.Handle).WithName("GetWebhook").WithSummary("A webhook");
        group.MapPut("/{id:guid}", ChangeWebhook.Handle).WithMetadata(new NeedsIfMatch()).WithName("ChangeWebhook").WithSummary("Another address or description");
        group.MapDelete("/{id:guid}", ChangeWebhook.HandleRemoval).WithName("RemoveWebhook").WithSummary("Removes it, and what it had not been told");
        group.MapPost("/{id:guid}/secret", ChangeWebhook.HandleSecret).WithMetadata(new NeedsIfMatch()).WithName("RotateWebhookSecret").WithSummary("A new secret; both sign for a day");
        group.MapPost("/{id:guid}/enable", ChangeWebhook.HandleEnabling).WithMetadata(new NeedsIfMatch()).WithName("EnableWebhook").WithSummary("Enables one that was disabled, and sends what waits");
    }
}
