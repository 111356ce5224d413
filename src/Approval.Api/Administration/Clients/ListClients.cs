using Approval.Api.Http;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.Clients;

public static class ListClients
{
    public static async Task<Ok<Page<ClientView>>> Handle(string? cursor, int? limit, ApprovalDb db, CancellationToken cancellation)
    {
        var size = Paging.Limit(limit);
        var clients = db.Clients.AsQueryable();
        if (Paging.Parts(cursor, "clients", 1) is [var after])
        {
            clients = clients.Where(row => string.Compare(row.Id, after) > 0);
        }

        var rows = await clients.OrderBy(row => row.Id).Take(size + 1).ToListAsync(cancellation);
        var ids = rows.Select(row => row.Id).ToArray();
        var secrets = (await db.ClientSecrets.Where(secret => ids.Contains(secret.ClientId)).ToListAsync(cancellation)).ToLookup(secret => secret.ClientId);
        return TypedResults.Ok(Paging.PageOf(rows, size, last => Paging.Cursor("clients", last.Id), row => ClientView.Of(row, secrets[row.Id])));
    }
}

public static class GetClient
{
    public static Task<Results<Answered<ClientView>, Refusal>> Handle(string id, ClientDesk desk, CancellationToken cancellation) => desk.ShowAsync(id, cancellation);
}
