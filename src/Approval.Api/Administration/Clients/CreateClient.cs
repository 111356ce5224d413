using System.Text.RegularExpressions;
using Approval.Api.Http;
using Approval.Api.Http.Texts;
using Approval.Api.Identity;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Approval.Api.Administration.Clients;

/// <param name="Scopes">What its tokens may be used for; all that the roles allow unless said.</param>
public sealed record CreateClientRequest(string Id, string Name, string[] Roles, string? Office = null, string? Organisation = null, string[]? Scopes = null);

public static partial class CreateClient
{
    public static async Task<Results<Created<ClientWithSecret>, Refusal>> Handle(
        Posted<CreateClientRequest> body, Caller caller, ApprovalDb db, IdentityRecord record, RulebookStore rulebooks,
        [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, CancellationToken cancellation)
    {
        var asked = body.Value;
        var scopes = asked.Scopes ?? [.. Scopes.All.Where(scope => Policies.Table.Values.Any(right => right.Scope == scope && right.Roles.Intersect(asked.Roles).Any()))];
        var faults = Faults(asked.Name, asked.Roles, asked.Office, asked.Organisation, scopes, rulebooks.Current);
        if (!ClientId().IsMatch(asked.Id) || DemoClients.IsReserved(asked.Id))
        {
            faults.Add(new("/id", "client.id", new("标识应为3至64个小写字母、数字、点、下划线或连字符，以字母或数字开头，不以 demo- 开头。",
                "Expected an id of 3 to 64 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or digit, and not with demo-.")));
        }

        if (faults.Count > 0)
        {
            return (Refusal)Problems.Invalid([.. faults]);
        }

        var now = clock.GetUtcNow();
        var client = new ApiClientRow
        {
            Id = asked.Id, Name = asked.Name.Trim(), Roles = asked.Roles, Office = asked.Office, Organisation = asked.Organisation, Scopes = scopes,
            Enabled = true, Stamp = Guid.NewGuid().ToString("N"), Version = 1, CreatedAt = now, ChangedAt = now,
        };
        var (secret, hash) = ClientDesk.NewSecret();
        var kept = new ApiClientSecretRow { Id = Guid.CreateVersion7(now), ClientId = asked.Id, Hash = hash, CreatedAt = now };
        db.Clients.Add(client);
        db.ClientSecrets.Add(kept);
        record.Add(caller.Actor.Id, ClientProblems.SubjectOf(client.Id), "created", new { client.Roles, client.Office, client.Organisation, client.Scopes });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return (Refusal)ClientProblems.Exists;
        }

        return TypedResults.Created($"/api/v1/admin/clients/{client.Id}", new ClientWithSecret(ClientView.Of(client, [kept]), secret));
    }

    public static List<FieldProblem> Faults(string name, string[] roles, string? office, string? organisation, string[] scopes, Rulebook rules)
    {
        var faults = Seats.Faults(roles, office, organisation, rules);
        if (roles.Contains(Roles.Admin))
        {
            faults.Add(new("/roles", "role.people_only", new("管理员角色只授予有第二因子的个人。", "Administration is for people, who have a second factor.")));
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > People.CreatePerson.LongestName || !PlainText.IsSeen(name))
        {
            faults.Add(new("/name", "client.name", new($"名称应为1至{People.CreatePerson.LongestName}个字符。", $"Expected a name of 1 to {People.CreatePerson.LongestName} characters.")));
        }

        if (scopes.Length == 0 || scopes.Except(Scopes.All).Any() || scopes.Distinct().Count() != scopes.Length)
        {
            faults.Add(new("/scopes", "scope.unknown", new($"范围应为：{string.Join("、", Scopes.All)}。", $"Expected scopes out of {string.Join(", ", Scopes.All)}.")));
        }

        return faults;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{2,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ClientId();
}
