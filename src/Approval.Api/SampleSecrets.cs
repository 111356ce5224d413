using Npgsql;

namespace Approval.Api;

/// <summary>Secrets that everybody knows: of examples, of this repository's tests and documents. Outside Development none of them starts.</summary>
public static class SampleSecrets
{
    private static readonly string[] Passwords = ["", "approval", "postgres", "password", "admin", "secret", "changeme", "change-me", "change_me", "123456", "test", "example"];

    private static readonly string[] Webhook = ["whsec_QXBwcm92YWwgdGVzdHMgb25seSwgMzIgYnl0ZXMuLi4=", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

    private static readonly string[] Logins = ["Approval", "Owner", "Worker", "Signer"];

    /// <exception cref="InvalidOperationException">Names the setting, never the secret.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        foreach (var login in Logins)
        {
            if (configuration.GetConnectionString(login) is { } connection
                && new NpgsqlConnectionStringBuilder(connection).Password is { } password && Passwords.Contains(password, StringComparer.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"ConnectionStrings:{login} holds a password that everybody knows. Give the database one of its own (PGPASSWORD or Passfile).");
            }
        }

        // Npgsql takes it where a connection string has none.
        if (configuration["PGPASSWORD"] is { } given && Passwords.Contains(given, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException("PGPASSWORD is a password that everybody knows. Give the database one of its own.");
        }

        if ((configuration["Outbox:Secret"] ?? "").Split(' ').Any(Webhook.Contains))
        {
            throw new InvalidOperationException("Outbox:Secret is one of an example. Make one: whsec_ and 32 random bytes in base64.");
        }
    }
}
