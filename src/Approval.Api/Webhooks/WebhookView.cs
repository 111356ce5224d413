using Approval.Api.Http;
using Approval.Workflows.Storage;

namespace Approval.Api.Webhooks;

/// <param name="DisabledReason">Why nothing is sent: what the endpoint answered, or that somebody disabled it.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs too.</param>
public sealed record WebhookView(
    Guid Id, string Url, string Description, bool Enabled, string? DisabledReason, DateTimeOffset? PreviousSecretUntil, int Version, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static WebhookView Of(WebhookEndpointRow row) =>
        new(row.Id, row.Url, row.Description, row.Enabled, row.DisabledReason, row.PreviousUntil, row.Version, row.CreatedAt, row.ChangedAt);
}

/// <param name="Secret">whsec_ and base64, as Standard Webhooks has it. Shown this once.</param>
public sealed record WebhookWithSecret(WebhookView Webhook, string Secret);

public static class WebhookProblems
{
    public static Problem NotFound { get; } = Problems.NotFound("webhook.not_found", "没有这个回调地址。", "There is no such webhook.");

    public static Problem TooMany { get; } = new(StatusCodes.Status409Conflict, "webhook.too_many", new("回调地址不得超过10个。", "At most 10 webhooks."));

    public static Problem ChangedMeanwhile { get; } = new(StatusCodes.Status412PreconditionFailed, "webhook.stale_version", new("已被更改，请重新读取。", "It has changed meanwhile; read it again."));

    public static Problem Target { get; } = Problems.Invalid(new FieldProblem("/url", "webhook.target", new(
        "应为可公开访问的 https 地址，不含用户名和片段，不指向内部网络。", "Expected an https address on the open Internet, without user name and fragment.")));
}
