namespace Approval.Cli.Storage;

/// <summary>The database, from the same setting the API reads. Not an argument: those are shown to every user of the machine.</summary>
internal static class ConnectionSetting
{
    public const string Name = "ConnectionStrings__Approval";

    /// <exception cref="UsageException">It is not set.</exception>
    public static string Read() => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } value
        ? value
        : throw new UsageException($"{Name} is not set: expected the connection string of a PostgreSQL database.");
}
