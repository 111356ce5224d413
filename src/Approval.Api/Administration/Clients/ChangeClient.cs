using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Clients;

public sealed record ChangeClientRequest(string Name, string[] Roles, string[] Scopes, bool Enabled, string? Office = null, string? Organisation = null);

/// <summary>A change of rights makes the tokens given before useless.</summary>
public static class ChangeClient
{
    public static Task<Results<Answered<ClientView>, Refusal>> Handle(
        string id, Posted<ChangeClientRequest> body, HttpRequest request, Caller caller, ClientDesk desk, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var asked = body.Value;
        var faults = CreateClient.Faults(asked.Name, asked.Roles, asked.Office, asked.Organisation, asked.Scopes, rulebooks.Current);
        return faults.Count > 0
            ? throw new RefusedException(Problems.Invalid([.. faults]))
            : desk.ChangeAsync(id, request, caller, asked.Enabled ? "changed" : "disabled", (client, _) =>
            {
                (client.Name, client.Roles, client.Office, client.Organisation) = (asked.Name.Trim(), asked.Roles, asked.Office, asked.Organisation);
                (client.Scopes, client.Enabled, client.Stamp) = (asked.Scopes, asked.Enabled, Guid.NewGuid().ToString("N"));
                return Task.FromResult<Problem?>(null);
            }, cancellation);
    }

    /// <summary>The client stays on record, since the journal names it, and can be enabled again.</summary>
    public static Task<Results<Answered<ClientView>, Refusal>> HandleRemoval(string id, HttpRequest request, Caller caller, ClientDesk desk, CancellationToken cancellation) =>
        desk.ChangeAsync(id, request, caller, "disabled", (client, _) =>
        {
            (client.Enabled, client.Stamp) = (false, Guid.NewGuid().ToString("N"));
            return Task.FromResult<Problem?>(null);
        }, cancellation);
}
