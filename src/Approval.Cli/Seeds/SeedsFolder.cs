using System.CommandLine;

namespace Approval.Cli.Seeds;

/// <summary>The folder of rule files: the one named, else the nearest <c>seeds</c> above the current folder or above the program.</summary>
internal static class SeedsFolder
{
    public static Argument<string?> Argument() => new("FOLDER")
    {
        Description = "Folder with procedures/, calendars/ and offices.json; left out: the nearest folder named seeds.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string Find(string? named)
    {
        if (named is not null)
        {
            return Directory.Exists(named) ? named : throw new UsageException($"There is no folder {named}.");
        }

        return Above(Directory.GetCurrentDirectory()) ?? Above(AppContext.BaseDirectory)
            ?? throw new UsageException("There is no folder named seeds above this one: name it.");
    }

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var seeds = Path.Combine(folder.FullName, "seeds");
            if (File.Exists(Path.Combine(seeds, "offices.json")))
            {
                return seeds;
            }
        }

        return null;
    }
}
