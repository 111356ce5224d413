namespace Approval.Workflows.Tests.Publishing;

/// <summary>The procedures and offices of the repository beside other calendars.</summary>
internal sealed class SeedFolder : IDisposable
{
    private SeedFolder(string path) => Path = path;

    public string Path { get; }

    public static SeedFolder With(params IEnumerable<(int Year, string Text)> years)
    {
        var folder = Directory.CreateTempSubdirectory("approval-seeds-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "procedures"));
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "calendars", "CN"));
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(World.Seeds, "procedures")).Append(System.IO.Path.Combine(World.Seeds, "offices.json")))
        {
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetRelativePath(World.Seeds, file)));
        }

        foreach (var (year, text) in years)
        {
            File.WriteAllText(System.IO.Path.Combine(folder, "calendars", "CN", $"{year}.json"), text);
        }

        return new SeedFolder(folder);
    }

    /// <summary>The calendars of the repository.</summary>
    public static IEnumerable<(int Year, string Text)> Calendars() =>
        Enumerable.Range(2019, 8).Select(year => (year, File.ReadAllText(System.IO.Path.Combine(World.Seeds, "calendars", "CN", $"{year}.json"))));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
