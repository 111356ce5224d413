using System.Collections.Concurrent;

namespace Approval.Workflows.Storage;

/// <summary>The statements of this assembly, kept as .sql files because there the SQL is the design.</summary>
internal static class Sql
{
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public static string Statement(string name) => Read($"Approval.Workflows.Storage.Sql.{name}.sql");

    public static string Migration(string name) => Read($"Approval.Workflows.Storage.Migrations.{name}.sql");

    private static string Read(string resource) => Texts.GetOrAdd(resource, static name =>
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no statement {name} in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });
}
