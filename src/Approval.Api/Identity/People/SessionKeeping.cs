using System.Buffers.Text;
using System.Net;
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

    /// <param name="from">Where the person sits, to be recognised in the list of own sessions; kept as long as the session.</param>
    /// <returns>What the browser is to keep.</returns>
    public async Task<string> OpenAsync(PersonRow person, IPAddress? from, CancellationToken cancellation)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await db.Sessions.Where(row => row.LastSeenAt < now - Idle || row.CreatedAt < now - Longest).ExecuteDeleteAsync(cancellation);
        db.Sessions.Add(new SessionRow
        {
            Hash = HashOf(token), Id = Guid.CreateVersion7(now), PersonId = person.Id, Address = AddressOf(from), Stamp = person.Stamp, CreatedAt = now, LastSeenAt = now,
        });
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

    /// <summary>Those of the person that still let somebody in, the latest first.</summary>
    public Task<List<SessionRow>> ListAsync(PersonRow person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.Where(row => row.PersonId == person.Id && row.Stamp == person.Stamp && row.LastSeenAt > now - Idle && row.CreatedAt > now - Longest)
            .OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>Ends some of a person's sessions.</summary>
    /// <param name="session">Which; null for all.</param>
    /// <param name="except">The one that stays.</param>
    /// <returns>How many there were.</returns>
    public Task<int> CloseAsync(Guid person, Guid? session, Guid except, CancellationToken cancellation) => db.Sessions
        .Where(row => row.PersonId == person && row.Id != except && (session == null || row.Id == session)).ExecuteDeleteAsync(cancellation);

    public Task CloseAllAsync(Guid person, CancellationToken cancellation) => db.Sessions.Where(row => row.PersonId == person).ExecuteDeleteAsync(cancellation);

    /// <summary>What a page of ours must send along with every change: it follows from the session, and no other site can read it.</summary>
    public static string AntiforgeryOf(string token) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "approval antiforgery v1"u8));

    private static string? AddressOf(IPAddress? from) => (from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from)?.ToString();

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
