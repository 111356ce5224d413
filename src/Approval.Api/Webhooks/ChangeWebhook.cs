using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Webhooks;

public sealed record ChangeWebhookRequest(string Url, string? Description = null);

/// <param name="Replay">Whether messages that were given up are sent after all.</param>
public sealed record EnableWebhookRequest(bool? Replay = null);

public static class ChangeWebhook
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public static async Task<Results<Answered<WebhookView>, Refusal>> Handle(
        Guid id, Posted<ChangeWebhookRequest> body, HttpRequest request, Caller caller, WebhookDesk desk, CancellationToken cancellation)
    {
        var (url, description) = (body.Value.Url, body.Value.Description ?? "");
        if (description.Length > CreateWebhook.LongestDescription)
        {
            return (Refusal)Problems.Invalid(CreateWebhook.DescriptionTooLong);
        }

        return await desk.MayCallAsync(url, cancellation)
            ? await desk.ChangeAsync(id, request, caller, webhook => (webhook.Url, webhook.Description) = (new Uri(url).AbsoluteUri, description), cancellation)
            : (Refusal)WebhookProblems.Target;
    }

    /// <summary>Both secrets sign for a day, so that the receiver can change over without losing a message.</summary>
    public static async Task<Results<Ok<WebhookWithSecret>, Refusal>> HandleSecret(Guid id, HttpRequest request, Caller caller, WebhookDesk desk, CancellationToken cancellation)
    {
        var (shown, sealedSecret) = desk.NewSecret();
        WebhookView? view = null;
        var answer = await desk.ChangeAsync(
            id,
            request,
            caller,
            webhook =>
            {
                (webhook.PreviousSecret, webhook.PreviousUntil, webhook.Secret) = (webhook.Secret, desk.Now() + Overlap, sealedSecret);
                view = WebhookView.Of(webhook);
            },
            cancellation);
        return answer.Result is Refusal refused ? refused : TypedResults.Ok(new WebhookWithSecret(view! with { Version = view.Version + 1 }, shown));
    }

    /// <summary>After the receiver is well again: what waits is sent now, what was given up on request.</summary>
    public static async Task<Results<Answered<WebhookView>, Refusal>> HandleEnabling(
        Guid id, Posted<EnableWebhookRequest> body, HttpRequest request, Caller caller, WebhookDesk desk, ApprovalDb db, CancellationToken cancellation)
    {
        var now = desk.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var answer = await desk.ChangeAsync(id, request, caller, webhook => (webhook.Enabled, webhook.DisabledReason) = (true, null), cancellation);
        if (answer.Result is Refusal refused)
        {
            return refused;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            update approval.webhook_delivery
            set state = 'waiting', settled_at = null, attempts = 0, next_try = {now}
            where endpoint_id = {id} and (state = 'waiting' or (state = 'dead' and {body.Value.Replay ?? false}))
            """,
            cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }

    public static async Task<Results<NoContent, Refusal>> HandleRemoval(Guid id, Caller caller, WebhookDesk desk, ApprovalDb db, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await desk.Own(caller).AnyAsync(row => row.Id == id, cancellation))
        {
            return (Refusal)WebhookProblems.NotFound;
        }

        await db.Database.ExecuteSqlAsync($"delete from approval.webhook_delivery where endpoint_id = {id}", cancellation);
        await db.Webhooks.Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
