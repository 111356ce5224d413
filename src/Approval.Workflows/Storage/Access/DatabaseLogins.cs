using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Approval.Workflows.Storage.Access;

/// <summary>
/// As whom this process connects. The owner migrates and seeds, and nothing else; what people do, what happens by itself and what is
/// signed each have a login that may do no more (docs/adr/0021).
/// </summary>
/// <param name="Owner">Null: this process does not migrate.</param>
/// <param name="Made">The logins that are ours to make, with passwords that follow from the owner's.</param>
/// <param name="Signer">Null: this process signs no checkpoints.</param>
public sealed record DatabaseLogins(string? Owner, string Service, string Worker, string? Signer, IReadOnlyList<string> Made)
{
    public const string ServiceRole = "approval_service";
    public const string WorkerRole = "approval_worker";
    public const string SignerRole = "approval_signer";

    /// <summary>Everything as one user, for tests and tools.</summary>
    public static DatabaseLogins Same(string connectionString) => new(connectionString, connectionString, connectionString, connectionString, []);

    /// <summary>Reads ConnectionStrings:Approval, :Owner, :Worker and :Signer.</summary>
    /// <exception cref="InvalidOperationException">Names what is missing.</exception>
    public static DatabaseLogins From(string? service, string? owner, string? worker, string? signer, bool isDevelopment)
    {
        // One connection string is the owner's, as a developer has it. A service that knows only its own login names the worker's too.
        if (owner is null && worker is null && service is not null && isDevelopment)
        {
            (owner, service) = (service, null);
        }

        if (owner is null)
        {
            return new DatabaseLogins(
                null,
                service ?? throw new InvalidOperationException("ConnectionStrings:Approval is not set."),
                worker ?? throw new InvalidOperationException($"ConnectionStrings:Worker is not set: outside Development the service connects as {ServiceRole} and {WorkerRole}. With ConnectionStrings:Owner it makes these logins by itself."),
                signer,
                []);
        }

        if (!isDevelopment && PasswordOf(owner) is null && (service is null || worker is null || signer is null))
        {
            throw new InvalidOperationException("ConnectionStrings:Owner has no password that those of the other logins could follow from: set ConnectionStrings:Approval, :Worker and :Signer.");
        }

        List<string> made = [.. service is null ? [ServiceRole] : Array.Empty<string>(), .. worker is null ? [WorkerRole] : Array.Empty<string>(), .. signer is null ? [SignerRole] : Array.Empty<string>()];
        return new DatabaseLogins(owner, service ?? As(owner, ServiceRole), worker ?? As(owner, WorkerRole), signer ?? As(owner, SignerRole), made);
    }

    /// <summary>Gives the roles that are ours to make their logins. Several nodes, and databases of one cluster, may do it at once.</summary>
    public async Task MakeAsync(CancellationToken cancellation = default)
    {
        foreach (var role in Made)
        {
            for (var attempt = 1; !await EntersAsync(As(Owner!, role), cancellation); attempt++)
            {
                try
                {
                    await AllowAsync(role, cancellation);
                }
                catch (PostgresException another) when (another.SqlState == PostgresErrorCodes.InternalError && attempt < 10)
                {
                    // "tuple concurrently updated": somebody else gives it the same password.
                }
            }
        }
    }

    /// <summary>The same server and database as another user, with a password that only who knows the owner's can work out.</summary>
    private static string As(string owner, string role) => new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = PasswordFor(owner, role), Passfile = null }.ConnectionString;

    private static string PasswordFor(string owner, string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PasswordOf(owner) ?? ""), Encoding.UTF8.GetBytes($"approval login {role}")));

    private static string? PasswordOf(string owner) =>
        new NpgsqlConnectionStringBuilder(owner).Password is { Length: > 0 } password ? password : Environment.GetEnvironmentVariable("PGPASSWORD") is { Length: > 0 } told ? told : null;

    private static async Task<bool> EntersAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return false;
        }
    }

    private async Task AllowAsync(string role, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Owner!) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var allow = new NpgsqlCommand($"alter role {role} login password '{PasswordFor(Owner!, role)}'", connection);
        await allow.ExecuteNonQueryAsync(cancellation);
    }
}
