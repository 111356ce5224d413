using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Administration.People;

public static class ResetPerson
{
    /// <summary>For a password or telephone that was lost: a new initial password, no second factor, no lock.</summary>
    public static async Task<Results<Ok<PersonWithPassword>, Refusal>> Handle(
        Guid id, HttpRequest request, Caller caller, PersonDesk desk, UserManager<PersonRow> people, PasswordWork work, CancellationToken cancellation)
    {
        var password = InitialPassword.New();
        var hash = await work.RunAsync(() => Task.FromResult(people.PasswordHasher.HashPassword(new PersonRow(), password)), cancellation);
        PersonView? reset = null;
        var answer = await desk.ChangeAsync(
            id,
            request,
            caller,
            "reset",
            person =>
            {
                (person.PasswordHash, person.MustChangePassword, person.Authenticator, person.SecondFactor, person.LockedUntil) = (hash, true, null, false, null);
                reset = PersonView.Of(person);
            },
            cancellation);
        return answer.Result is Refusal refused ? refused : TypedResults.Ok(new PersonWithPassword(reset! with { Version = reset.Version + 1 }, password));
    }
}
