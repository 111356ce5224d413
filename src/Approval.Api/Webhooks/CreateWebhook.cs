using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Webhooks;

public sealed record CreateWebhookRequest(string Url, string? Description = null);

public static class CreateWebhook
{
    public const int LongestDescription = 200;
    private const int Most = 10;

    public static FieldProblem DescriptionTooLong { get; } = new(
        "/description", "webhook.description", new($"不得超过{LongestDescription}个字符。", $"Expected at most {LongestDescription} characters."));

    public static async Task<Results<Created<WebhookWithSecret>, Refusal>> Handle(
        Posted<CreateWebhookRequest> body, Caller caller, WebhookDesk desk, ApprovalDb db, CancellationToken cancellation)
    {
        var description = body.Value.Description ?? "";
        if (description.Length > LongestDescription)
        {
            return (Refusal)Problems.Invalid(DescriptionTooLong);
        }

        if (!await desk.MayCallAsync(body.Value.Url, cancellation))
        {
            return (Refusal)WebhookProblems.Target;
        }

        if (await desk.Own(caller).CountAsync(cancellation) >= Most)
        {
            return (Refusal)WebhookProblems.TooMany;
        }

        var (shown, sealedSecret) = desk.NewSecret();
        var now = desk.Now();
        var webhook = new WebhookEndpointRow
        {
            Id = Guid.CreateVersion7(now), Organisation = caller.Actor.Organisation, OfficeCode = caller.Actor.Organisation is null ? caller.Actor.Office : null,
            Url = new Uri(body.Value.Url).AbsoluteUri, Description = description, Enabled = true, Secret = sealedSecret, CreatedBy = caller.Actor.Id, Version = 1, CreatedAt = now, ChangedAt = now,
        };
        db.Webhooks.Add(webhook);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", new WebhookWithSecret(WebhookView.Of(webhook), shown));
    }
}
