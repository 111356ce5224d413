using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity;

/// <summary>A client that has proved who it is.</summary>
/// <param name="Scopes">All it may ask for.</param>
/// <param name="Stamp">Null for the demo's.</param>
public sealed record KnownClient(Actor Actor, IReadOnlyList<string> Scopes, string? Stamp);

/// <summary>Finds clients by id and secret, and tells whether a token of one is still good.</summary>
public sealed class ClientTokens(IServiceScopeFactory scopes, DemoClients demo, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock)
{
    /// <summary>How long a change of rights may go unnoticed by a node.</summary>
    public static readonly TimeSpan LongestUnnoticed = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string? Stamp, long ReadAt)> stamps = new();

    /// <summary>Apart from people and other issuers, so that no two of them are ever one.</summary>
    public static string SubjectOf(string id) => $"client:{id}";

    /// <summary>Null when id or secret are wrong or the client is disabled. Every valid secret is compared, in the same time.</summary>
    public async Task<KnownClient?> FindAsync(string id, string secret, CancellationToken cancellation)
    {
        if (demo.Find(id, secret) is { } known)
        {
            return new KnownClient(known, Scopes.All, null);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        var now = clock.GetUtcNow();
        var hashes = await db.ClientSecrets.Where(row => row.ClientId == id && (row.ExpiresAt == null || row.ExpiresAt > now)).Select(row => row.Hash).ToListAsync(cancellation);
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var isRight = hashes.Aggregate(false, (found, hash) => found | CryptographicOperations.FixedTimeEquals(hash, given));
        return isRight && await db.Clients.SingleOrDefaultAsync(row => row.Id == id && row.Enabled, cancellation) is { } client
            ? new KnownClient(ActorOf(client), client.Scopes, client.Stamp)
            : null;
    }

    /// <summary>False once the client was changed or disabled after the token was given.</summary>
    public async Task<bool> IsCurrentAsync(string id, string stamp, CancellationToken cancellation)
    {
        if (!stamps.TryGetValue(id, out var read) || clock.GetElapsedTime(read.ReadAt) >= LongestUnnoticed)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
            read = (await db.Clients.Where(row => row.Id == id && row.Enabled).Select(row => row.Stamp).SingleOrDefaultAsync(cancellation), clock.GetTimestamp());
            stamps[id] = read;
        }

        return read.Stamp is not null && read.Stamp == stamp;
    }

    private static Actor ActorOf(ApiClientRow client) => new(
        SubjectOf(client.Id), client.Name, client.Roles.Contains(Roles.Applicant) ? ActorKind.Client : ActorKind.Person, [.. client.Roles], client.Office, client.Organisation);
}
