using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Identity.People;

/// <summary>ASP.NET Core Identity on our own table: names, password hashes, stamps. Failures are counted where people sign in.</summary>
public sealed class PersonStore(ApprovalDb db, [FromKeyedServices(IdentitySetup.Clock)] TimeProvider clock)
    : IUserPasswordStore<PersonRow>, IUserSecurityStampStore<PersonRow>
{
    public Task<string> GetUserIdAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(PersonRow user, string? userName, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A name is given once, for good.");

    public Task<string?> GetNormalizedUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    /// <summary>Names are lower case as they are; the database looks.</summary>
    public Task SetNormalizedUserNameAsync(PersonRow user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IdentityResult> CreateAsync(PersonRow user, CancellationToken cancellationToken)
    {
        user.Version = 1;
        db.People.Add(user);
        return await SaveAsync(user, cancellationToken);
    }

    public async Task<IdentityResult> UpdateAsync(PersonRow user, CancellationToken cancellationToken)
    {
        var entry = db.Entry(user);
        entry.State = EntityState.Modified;
        entry.Property(row => row.Version).OriginalValue = user.Version;
        user.Version++;

        // Counted by one statement each; what was read before is older.
        entry.Property(row => row.FailedCount).IsModified = false;
        entry.Property(row => row.LastCodeStep).IsModified = false;
        user.ChangedAt = clock.GetUtcNow();
        return await SaveAsync(user, cancellationToken);
    }

    public Task<IdentityResult> DeleteAsync(PersonRow user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are disabled, never removed: the journal names them.");

    public async Task<PersonRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id) ? await db.People.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;

    public async Task<PersonRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        await db.People.SingleOrDefaultAsync(row => row.UserName == normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(PersonRow user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash ?? throw new ArgumentNullException(nameof(passwordHash));
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.PasswordHash.Length == 0 ? null : user.PasswordHash);

    public Task<bool> HasPasswordAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash.Length > 0);

    public Task SetSecurityStampAsync(PersonRow user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public void Dispose()
    {
        // The context belongs to the request.
    }

    private async Task<IdentityResult> SaveAsync(PersonRow user, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        }
        catch (DbUpdateException taken) when (taken.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.UserName));
        }
        finally
        {
            db.Entry(user).State = EntityState.Detached;
        }
    }
}
