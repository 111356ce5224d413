using Approval.Testing;

namespace Approval.Cli.Tests;

/// <summary>The seeds of the repository in a folder of their own, to be spoilt.</summary>
internal sealed class SeedsCopy : IDisposable
{
    public SeedsCopy()
    {
        var seeds = System.IO.Path.Combine(RepositoryRoot.Path, "seeds");
        foreach (var file in Directory.EnumerateFiles(seeds, "*.json", SearchOption.AllDirectories))
        {
            var copy = Of(System.IO.Path.GetRelativePath(seeds, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("approval-seeds-").FullName;

    public string Of(string file) => System.IO.Path.Combine(Path, file);

    public void Change(string file, string from, string to)
    {
        var text = File.ReadAllText(Of(file));
        Assert.That(text, Does.Contain(from), "The change would change nothing.");
        File.WriteAllText(Of(file), text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
