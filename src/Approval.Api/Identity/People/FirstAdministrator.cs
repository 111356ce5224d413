using Approval.Api.Administration.People;
using Approval.Engine.Procedures;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity.People;

/// <summary>
/// Somebody must make the first account. Where Identity:FirstAdministrator names one and there is no administrator, it is made at the
/// start; the initial password goes into a file that only the service's user may read, never into a log.
/// </summary>
public static class FirstAdministrator
{
    public const string FileName = "first-administrator.txt";

    public static async Task EnsureAsync(IServiceProvider services, Settings settings)
    {
        if (settings.Identity.FirstAdministrator is not { Length: > 0 } userName)
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        var (db, people) = (scope.ServiceProvider.GetRequiredService<ApprovalDb>(), scope.ServiceProvider.GetRequiredService<UserManager<PersonRow>>());
        if (await db.People.AnyAsync(row => row.Enabled && row.Roles.Contains(Roles.Admin)))
        {
            return;
        }

        var now = scope.ServiceProvider.GetRequiredKeyedService<TimeProvider>(IdentitySetup.Clock).GetUtcNow();
        var password = InitialPassword.New();
        var person = new PersonRow
        {
            Id = Guid.CreateVersion7(now), UserName = userName, Name = userName, Roles = [Roles.Admin], Enabled = true, MustChangePassword = true, CreatedAt = now, ChangedAt = now,
        };
        person.PasswordHash = people.PasswordHasher.HashPassword(person, password);
        scope.ServiceProvider.GetRequiredService<IdentityRecord>().Add("system:start", SessionHandler.SubjectOf(userName), "created", new { person.Roles });

        // The file first: with it and no account the next start makes both anew; with an account and no file nobody could sign in.
        var path = Path.Combine(settings.DataFolder, FileName);
        Directory.CreateDirectory(settings.DataFolder);
        File.Delete(path);
        PrivateFile.Write(path, $"{userName}\n{password}\n");
        var made = await people.CreateAsync(person);
        if (!made.Succeeded)
        {
            File.Delete(path);
            throw new InvalidOperationException($"Identity:FirstAdministrator '{userName}' could not be made: {string.Join(", ", made.Errors.Select(error => error.Code))}.");
        }
    }
}
