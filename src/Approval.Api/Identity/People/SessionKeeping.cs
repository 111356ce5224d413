using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity.People;

/// <summary>
/// Sessions: 256 random bits in the browser, their digest in the database. One ends after half an hour without a request, after twelve
/// hours in any case, when it is closed, and when the person's account changes. Each request reads person and session anew.
/// </summary>
public sealed class SessionKeeping(ApprovalDb db, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How exactly the last request is remembered, so that not every one writes.</summary>
    private static readonly TimeSpan SeenGrain = TimeSpan.FromMinutes(1);

    /// <returns>What the browser is to keep.</returns>
    public async Task<string> OpenAsync(PersonRow person, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await db.Sessions.Where(row => row.LastSeenAt < now - Idle || row.CreatedAt < now - Longest).ExecuteDeleteAsync(cancellation);
        db.Sessions.Add(new SessionRow { Hash = HashOf(token), PersonId = person.Id, Stamp = person.Stamp, CreatedAt = now, LastSeenAt = now });
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return token;
    }

    /// <summary>Null for a session that is none, or no longer.</summary>
    public async Task<(PersonRow Person, SessionRow Session)?> FindAsync(string token, CancellationToken cancellation)
    {
        var hash = HashOf(token);
        var found = await db.Sessions.Where(row => row.Hash == hash).Join(db.People, row => row.PersonId, person => person.Id, (row, person) => new { Session = row, Person = person }).SingleOrDefaultAsync(cancellation);
        var now = clock.GetUtcNow();
        if (found is not { Person: { Enabled: true } person, Session: var session } || session.Stamp != person.Stamp || now - session.LastSeenAt >= Idle || now - session.CreatedAt >= Longest)
        {
            return null;
        }

        if (now - session.LastSeenAt >= SeenGrain)
        {
            await db.Sessions.Where(row => row.Hash == hash && row.LastSeenAt < now).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), cancellation);
        }

        return (person, session);
    }

    public Task CloseAsync(string token, CancellationToken cancellation)
    {
        var hash = HashOf(token);
        return db.Sessions.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancellation);
    }

    public Task CloseAllAsync(Guid person, CancellationToken cancellation) => db.Sessions.Where(row => row.PersonId == person).ExecuteDeleteAsync(cancellation);

    /// <summary>What a page of ours must send along with every change: it follows from the session, and no other site can read it.</summary>
    public static string AntiforgeryOf(string token) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "approval antiforgery v1"u8));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
