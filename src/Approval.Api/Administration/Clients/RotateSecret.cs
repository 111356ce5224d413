using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.Clients;

/// <param name="OverlapHours">How long the secret in use stays valid beside the new one; a day unless said, at most 30 days.</param>
public sealed record AddSecretRequest(int? OverlapHours = null);

/// <summary>A secret is replaced without a moment in which none is valid: two at once, the old one for so long.</summary>
public static class RotateSecret
{
    private const int UsualOverlap = 24;
    private const int LongestOverlap = 30 * 24;

    public static async Task<Results<Ok<ClientWithSecret>, Refusal>> Handle(
        string id, Posted<AddSecretRequest> body, HttpRequest request, Caller caller, ClientDesk desk, ApprovalDb db, CancellationToken cancellation)
    {
        var hours = body.Value.OverlapHours ?? UsualOverlap;
        if (hours is < 0 or > LongestOverlap)
        {
            return (Refusal)Problems.Invalid(new FieldProblem("/overlapHours", "client.overlap", new($"应为0至{LongestOverlap}小时。", $"Expected 0 to {LongestOverlap} hours.")));
        }

        var (secret, hash) = ClientDesk.NewSecret();
        ClientView? rotated = null;
        var answer = await desk.ChangeAsync(
            id,
            request,
            caller,
            "secretAdded",
            async (client, now) =>
            {
                var valid = await desk.SecretsAsync(id, cancellation);
                if (valid.Count > 1)
                {
                    return ClientProblems.TwoSecrets;
                }

                await db.ClientSecrets.Where(row => row.ClientId == id && row.ExpiresAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, now.AddHours(hours)), cancellation);
                var kept = new ApiClientSecretRow { Id = Guid.CreateVersion7(now), ClientId = id, Hash = hash, CreatedAt = now };
                db.ClientSecrets.Add(kept);
                valid.ForEach(row => row.ExpiresAt ??= now.AddHours(hours));
                rotated = ClientView.Of(client, [.. valid.Where(row => row.ExpiresAt > now), kept]);
                return null;
            },
            cancellation);
        return answer.Result is Refusal refused ? refused : TypedResults.Ok(new ClientWithSecret(rotated! with { Version = rotated.Version + 1 }, secret));
    }

    /// <summary>At once, for one that became known. The tokens given for it end too.</summary>
    public static Task<Results<Answered<ClientView>, Refusal>> HandleRemoval(
        string id, Guid secretId, HttpRequest request, Caller caller, ClientDesk desk, ApprovalDb db, CancellationToken cancellation) =>
        desk.ChangeAsync(
            id,
            request,
            caller,
            "secretRemoved",
            async (client, _) =>
            {
                client.Stamp = Guid.NewGuid().ToString("N");
                return await db.ClientSecrets.Where(row => row.Id == secretId && row.ClientId == id).ExecuteDeleteAsync(cancellation) == 1 ? null : Problems.NotFound("secret.not_found", "没有这个密钥。", "There is no such secret.");
            },
            cancellation);
}
