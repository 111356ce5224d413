using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.Clients;

/// <summary>Changes API clients, at the version that was seen, and writes down who did.</summary>
public sealed class ClientDesk(ApprovalDb db, IdentityRecord record, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock)
{
    public static (string Secret, byte[] Hash) NewSecret()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (secret, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    public async Task<Results<Answered<ClientView>, Refusal>> ShowAsync(string id, CancellationToken cancellation) =>
        await db.Clients.SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } client
            ? Answers.Ok(ClientView.Of(client, await SecretsAsync(id, cancellation)), client.Version)
            : (Refusal)ClientProblems.NotFound;

    /// <param name="change">Answers a problem to stop.</param>
    public async Task<Results<Answered<ClientView>, Refusal>> ChangeAsync(
        string id, HttpRequest request, Caller caller, string what, Func<ApiClientRow, DateTimeOffset, Task<Problem?>> change, CancellationToken cancellation)
    {
        var expected = EntityTag.IfMatch(request);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Clients.FromSql($"select * from approval.api_client where id = {id} for update").AsTracking().SingleOrDefaultAsync(cancellation) is not { } client)
        {
            return (Refusal)ClientProblems.NotFound;
        }

        if (expected != client.Version)
        {
            return (Refusal)(expected is null ? EntityTag.Required : People.PersonProblems.ChangedMeanwhile);
        }

        var now = clock.GetUtcNow();
        if (await change(client, now) is { } stopped)
        {
            return (Refusal)stopped;
        }

        (client.Version, client.ChangedAt) = (client.Version + 1, now);
        record.Add(caller.Actor.Id, ClientProblems.SubjectOf(id), what, new { client.Roles, client.Office, client.Organisation, client.Scopes, client.Enabled });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Answers.Ok(ClientView.Of(client, await SecretsAsync(id, cancellation)), client.Version);
    }

    /// <summary>Those still valid; older ones are of no interest.</summary>
    public Task<List<ApiClientSecretRow>> SecretsAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.ClientSecrets.Where(secret => secret.ClientId == id && (secret.ExpiresAt == null || secret.ExpiresAt > now)).ToListAsync(cancellation);
    }
}
