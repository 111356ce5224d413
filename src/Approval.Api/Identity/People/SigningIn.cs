using System.Security.Cryptography;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity.People;

/// <summary>
/// Checks name, password and code. Whatever is wrong, the answer is the same and takes the same work: nobody learns whether a name
/// exists, is locked, or has a second factor.
/// </summary>
public sealed partial class SigningIn(
    UserManager<PersonRow> people, ApprovalDb db, SecretBox box, PasswordWork work, IdentityRecord record,
    [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock, ILogger<SigningIn> log)
{
    private static readonly PersonRow Nobody = new() { UserName = "nobody", PasswordHash = "" };
    private static readonly string DecoyHash = MakeDecoy();

    /// <returns>Null when anything is wrong.</returns>
    public async Task<PersonRow?> CheckAsync(string userName, string password, string? code, CancellationToken cancellation)
    {
        var person = await people.FindByNameAsync(userName);
        var rightPassword = await work.RunAsync(() => Task.FromResult(Verify(person, password)), cancellation);
        if (person is null)
        {
            return null;
        }

        if (person.LockedUntil > clock.GetUtcNow() || !person.Enabled)
        {
            LogRefused(log, person.Id);
            return null;
        }

        if (!rightPassword || !await HasFactorAsync(person, code, cancellation))
        {
            await CountFailureAsync(person, cancellation);
            LogRefused(log, person.Id);
            return null;
        }

        await db.People.Where(row => row.Id == person.Id && row.FailedCount > 0).ExecuteUpdateAsync(set => set.SetProperty(row => row.FailedCount, 0), cancellation);
        LogSignedIn(log, person.Id);
        return person;
    }

    /// <summary>Takes a code once (RELIABILITY J10): the half minute must be after the last one used.</summary>
    public async Task<bool> TakeCodeAsync(PersonRow person, string code, CancellationToken cancellation)
    {
        if (person.Authenticator is not { } sealedKey || OneTimeCode.StepOf(box.Open(sealedKey), code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        return await db.People.Where(row => row.Id == person.Id && row.LastCodeStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastCodeStep, step), cancellation) == 1;
    }

    public async Task<bool> IsPasswordAsync(PersonRow person, string password, CancellationToken cancellation) =>
        await work.RunAsync(() => Task.FromResult(Verify(person, password)), cancellation);

    private bool Verify(PersonRow? person, string password) =>
        people.PasswordHasher.VerifyHashedPassword(person ?? Nobody, person?.PasswordHash ?? DecoyHash, password) != PasswordVerificationResult.Failed && person is not null;

    private async Task<bool> HasFactorAsync(PersonRow person, string? code, CancellationToken cancellation) =>
        !person.SecondFactor || (code is not null && await TakeCodeAsync(person, code, cancellation));

    /// <summary>By statements of their own, so that guesses sent side by side are all counted, and the account's version stays what its administrators saw.</summary>
    private async Task CountFailureAsync(PersonRow person, CancellationToken cancellation)
    {
        var (lockout, until) = (people.Options.Lockout, clock.GetUtcNow() + people.Options.Lockout.DefaultLockoutTimeSpan);
        var its = db.People.Where(row => row.Id == person.Id);
        await its.ExecuteUpdateAsync(set => set.SetProperty(row => row.FailedCount, row => row.FailedCount + 1), cancellation);
        var locked = await its.Where(row => row.FailedCount >= lockout.MaxFailedAccessAttempts)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until).SetProperty(row => row.FailedCount, 0), cancellation);
        if (locked > 0)
        {
            LogLocked(log, person.Id, until);
            record.Add("system:sign-in", SessionHandler.SubjectOf(person.UserName), "lockedOut", new { until });
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static string MakeDecoy()
    {
        var hasher = new PasswordHasher<PersonRow>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = PeopleSetup.Iterations }));
        return hasher.HashPassword(Nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in of person {Person} was refused")]
    private static partial void LogRefused(ILogger logger, Guid person);

    [LoggerMessage(Level = LogLevel.Information, Message = "Person {Person} signed in")]
    private static partial void LogSignedIn(ILogger logger, Guid person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Person {Person} is locked out until {Until:O}")]
    private static partial void LogLocked(ILogger logger, Guid person, DateTimeOffset until);
}
