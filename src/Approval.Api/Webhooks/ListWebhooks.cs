using Approval.Api.Http;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Webhooks;

public static class ListWebhooks
{
    /// <summary>All of them: there are at most ten.</summary>
    public static async Task<Ok<Page<WebhookView>>> Handle(Caller caller, WebhookDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<WebhookView>([.. (await desk.Own(caller).OrderBy(row => row.Id).ToListAsync(cancellation)).Select(WebhookView.Of)], null));
}

public static class GetWebhook
{
    public static async Task<Results<Answered<WebhookView>, Refusal>> Handle(Guid id, Caller caller, WebhookDesk desk, CancellationToken cancellation) =>
        await desk.Own(caller).SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } webhook
            ? Answers.Ok(WebhookView.Of(webhook), webhook.Version)
            : (Refusal)WebhookProblems.NotFound;
}
