using System.Security.Cryptography;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Outbox;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Webhooks;

/// <summary>The endpoints of the caller's own organisation or office; others do not exist for it.</summary>
public sealed class WebhookDesk(ApprovalDb db, ConnectionGuard guard, SecretBox box, IHostEnvironment environment, TimeProvider clock)
{
    private const int LongestAddress = 500;
    private const int SecretLength = 32;

    public IQueryable<WebhookEndpointRow> Own(Caller caller)
    {
        var (organisation, office) = (caller.Actor.Organisation, caller.Actor.Office);
        return organisation is not null ? db.Webhooks.Where(row => row.Organisation == organisation) : db.Webhooks.Where(row => row.OfficeCode == office);
    }

    /// <summary>Whether an address may be registered now. Each connection is judged again.</summary>
    public async Task<bool> MayCallAsync(string url, CancellationToken cancellation) =>
        url.Length <= LongestAddress
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (environment.IsDevelopment() && address.Scheme == Uri.UriSchemeHttp))
        && address.UserInfo.Length == 0
        && address.Fragment.Length == 0
        && await guard.AllowsAsync(address, cancellation);

    public (string Shown, byte[] Sealed) NewSecret()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        return ("whsec_" + Convert.ToBase64String(secret), box.Seal(secret));
    }

    public DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());

    public async Task<Results<Answered<WebhookView>, Refusal>> ChangeAsync(Guid id, HttpRequest request, Caller caller, Action<WebhookEndpointRow> change, CancellationToken cancellation)
    {
        var expected = EntityTag.IfMatch(request);
        if (await Own(caller).AsTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } webhook)
        {
            return (Refusal)WebhookProblems.NotFound;
        }

        if (expected != webhook.Version)
        {
            return (Refusal)(expected is null ? EntityTag.Required : WebhookProblems.ChangedMeanwhile);
        }

        change(webhook);
        (webhook.Version, webhook.ChangedAt) = (webhook.Version + 1, Now());
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (Refusal)WebhookProblems.ChangedMeanwhile;
        }

        return Answers.Ok(WebhookView.Of(webhook), webhook.Version);
    }
}
