namespace Approval.Engine.Tests.Audit;

/// <summary>Files that record what is stored. Written only when APPROVAL_UPDATE_GOLDEN=1; read the difference before you commit it.</summary>
internal static class Golden
{
    public static readonly string Root = FindRoot();

    public static readonly string Folder = Path.Combine(Root, "tests", "Approval.Engine.Tests", "Golden");

    private static bool IsUpdating => Environment.GetEnvironmentVariable("APPROVAL_UPDATE_GOLDEN") == "1";

    /// <summary>The text of the file, after it was rewritten if that was asked for.</summary>
    public static string Text(string path, string actual)
    {
        if (IsUpdating)
        {
            File.WriteAllText(path, actual);
        }

        Assert.That(File.Exists(path), $"{path} is missing: run the tests with APPROVAL_UPDATE_GOLDEN=1 and read what it writes.");
        return File.ReadAllText(path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Approval.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Approval.sln above the tests.");
        }

        return folder.FullName;
    }
}
