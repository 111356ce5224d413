using Approval.Api.Http;
using Approval.Api.Http.Texts;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Changes accounts: at the version that was seen, never taking away the last administrator.</summary>
public sealed class PersonDesk(ApprovalDb db, UserManager<PersonRow> people, SessionKeeping sessions, IdentityRecord record)
{
    private const string OneAtATime = "select pg_advisory_xact_lock(4301009)";

    public async Task<Results<Answered<PersonView>, Refusal>> ChangeAsync(Guid id, HttpRequest request, Caller caller, string what, Action<PersonRow> change, CancellationToken cancellation)
    {
        var expected = EntityTag.IfMatch(request);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(OneAtATime, cancellation);
        if (await db.People.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } person)
        {
            return (Refusal)PersonProblems.NotFound;
        }

        if (expected != person.Version)
        {
            return (Refusal)(expected is null ? EntityTag.Required : PersonProblems.ChangedMeanwhile);
        }

        var administered = IsAdministrator(person);
        change(person);
        if (administered && !IsAdministrator(person) && !await db.People.AnyAsync(row => row.Id != id && row.Enabled && row.Roles.Contains(Roles.Admin), cancellation))
        {
            return (Refusal)PersonProblems.LastAdministrator;
        }

        record.Add(caller.Actor.Id, PersonProblems.SubjectOf(person), what, new { person.Roles, person.Office, person.Organisation, person.Enabled });
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded)
        {
            return (Refusal)PersonProblems.ChangedMeanwhile;
        }

        await sessions.CloseAllAsync(id, cancellation);
        await transaction.CommitAsync(cancellation);
        return Answers.Ok(PersonView.Of(person), person.Version);
    }

    private static bool IsAdministrator(PersonRow person) => person.Enabled && person.Roles.Contains(Roles.Admin);
}
