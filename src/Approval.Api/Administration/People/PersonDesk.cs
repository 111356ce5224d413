using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Administration.People;

/// <summary>Changes accounts: at the version that was seen, never taking away the last administrator. Every change ends the person's sessions.</summary>
public sealed class PersonDesk(ApprovalDb db, UserManager<PersonRow> people, SessionKeeping sessions, IdentityRecord record)
{
    private const string OneAtATime = "select pg_advisory_xact_lock(4301009)";

    public Task<Results<Answered<PersonView>, Refusal>> ChangeAsync(Guid id, HttpRequest request, Caller caller, string what, Action<PersonRow> change, CancellationToken cancellation) => ChangeAsync(
        id,
        request,
        caller,
        what,
        person =>
        {
            change(person);
            return null;
        },
        person => new { person.Roles, person.Office, person.Organisation, person.Enabled },
        PersonView.Of,
        cancellation);

    /// <param name="change">Answers a problem to stop.</param>
    /// <param name="detail">What the record of changes says of it.</param>
    public async Task<Results<Answered<TView>, Refusal>> ChangeAsync<TView>(
        Guid id, HttpRequest request, Caller caller, string what, Func<PersonRow, Problem?> change, Func<PersonRow, object> detail, Func<PersonRow, TView> show, CancellationToken cancellation)
        where TView : notnull
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
        if (change(person) is { } stopped)
        {
            return (Refusal)stopped;
        }

        if (administered && !IsAdministrator(person) && !await db.People.AnyAsync(row => row.Id != id && row.Enabled && row.Roles.Contains(Roles.Admin), cancellation))
        {
            return (Refusal)PersonProblems.LastAdministrator;
        }

        record.Add(caller.Actor.Id, PersonProblems.SubjectOf(person), what, detail(person));
        if (!(await people.UpdateSecurityStampAsync(person)).Succeeded)
        {
            return (Refusal)PersonProblems.ChangedMeanwhile;
        }

        await sessions.CloseAllAsync(id, cancellation);
        await transaction.CommitAsync(cancellation);
        return Answers.Ok(show(person), person.Version);
    }

    private static bool IsAdministrator(PersonRow person) => person.Enabled && person.Roles.Contains(Roles.Admin);
}
