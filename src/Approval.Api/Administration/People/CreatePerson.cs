using System.Text.RegularExpressions;
using Approval.Api.Http;
using Approval.Api.Http.Texts;
using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Administration.People;

public sealed record CreatePersonRequest(string UserName, string Name, string[] Roles, string? Office = null, string? Organisation = null);

public static partial class CreatePerson
{
    public const int LongestName = 100;

    public static async Task<Results<Created<PersonWithPassword>, Refusal>> Handle(
        Posted<CreatePersonRequest> body, Caller caller, UserManager<PersonRow> people, PasswordWork work, IdentityRecord record, RulebookStore rulebooks,
        [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, CancellationToken cancellation)
    {
        var asked = body.Value;
        var faults = Seats.Faults(asked.Roles, asked.Office, asked.Organisation, rulebooks.Current);
        if (!UserName().IsMatch(asked.UserName))
        {
            faults.Add(new("/userName", "person.user_name", new("用户名应为3至64个小写字母、数字、点、下划线或连字符，以字母或数字开头。",
                "Expected a user name of 3 to 64 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter or digit.")));
        }

        if (string.IsNullOrWhiteSpace(asked.Name) || asked.Name.Length > LongestName || !PlainText.IsSeen(asked.Name))
        {
            faults.Add(new("/name", "person.name", new($"姓名应为1至{LongestName}个字符。", $"Expected a name of 1 to {LongestName} characters.")));
        }

        if (faults.Count > 0)
        {
            return (Refusal)Problems.Invalid([.. faults]);
        }

        var now = clock.GetUtcNow();
        var password = InitialPassword.New();
        var person = new PersonRow
        {
            Id = Guid.CreateVersion7(now), UserName = asked.UserName, Name = asked.Name.Trim(), Roles = asked.Roles, Office = asked.Office, Organisation = asked.Organisation,
            Enabled = true, MustChangePassword = true, CreatedAt = now, ChangedAt = now,
        };
        person.PasswordHash = await work.RunAsync(() => Task.FromResult(people.PasswordHasher.HashPassword(person, password)), cancellation);
        record.Add(caller.Actor.Id, PersonProblems.SubjectOf(person), "created", new { person.Roles, person.Office, person.Organisation });
        return (await people.CreateAsync(person)).Succeeded
            ? TypedResults.Created($"/api/v1/admin/users/{person.Id}", new PersonWithPassword(PersonView.Of(person), password))
            : (Refusal)PersonProblems.Exists;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{2,63}\z", RegexOptions.NonBacktracking)]
    private static partial Regex UserName();
}
