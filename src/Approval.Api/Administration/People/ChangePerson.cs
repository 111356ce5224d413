using Approval.Api.Http;
using Approval.Api.Http.Texts;
using Approval.Api.Identity;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.People;

public sealed record ChangePersonRequest(string Name, string[] Roles, bool Enabled, string? Office = null, string? Organisation = null);

/// <summary>A change of rights ends every session: the next request is judged by what is so then.</summary>
public static class ChangePerson
{
    public static Task<Results<Answered<PersonView>, Refusal>> Handle(
        Guid id, Posted<ChangePersonRequest> body, HttpRequest request, Caller caller, PersonDesk desk, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var asked = body.Value;
        var faults = Seats.Faults(asked.Roles, asked.Office, asked.Organisation, rulebooks.Current);
        if (string.IsNullOrWhiteSpace(asked.Name) || asked.Name.Length > CreatePerson.LongestName || !PlainText.IsSeen(asked.Name))
        {
            faults.Add(new("/name", "person.name", new($"姓名应为1至{CreatePerson.LongestName}个字符。", $"Expected a name of 1 to {CreatePerson.LongestName} characters.")));
        }

        return faults.Count > 0
            ? throw new RefusedException(Problems.Invalid([.. faults]))
            : desk.ChangeAsync(id, request, caller, asked.Enabled ? "changed" : "disabled", person =>
                (person.Name, person.Roles, person.Office, person.Organisation, person.Enabled) = (asked.Name.Trim(), asked.Roles, asked.Office, asked.Organisation, asked.Enabled), cancellation);
    }

    /// <summary>The person stays on record, since the journal names it, and can be enabled again.</summary>
    public static Task<Results<Answered<PersonView>, Refusal>> HandleRemoval(Guid id, HttpRequest request, Caller caller, PersonDesk desk, CancellationToken cancellation) =>
        desk.ChangeAsync(id, request, caller, "disabled", person => person.Enabled = false, cancellation);
}
