namespace Approval.Engine.Tests.Cases;

/// <summary>Reads the tables and the diagram of a page of docs/.</summary>
internal static class Tables
{
    public static string[] Page(string name) => File.ReadAllLines(Path.Combine(Audit.Golden.Root, "docs", name));

    /// <summary>The cells of the rows under the header that begins with a word.</summary>
    public static IEnumerable<string[]> Rows(string page, string header) =>
        Page(page).SkipWhile(line => !line.StartsWith($"| {header} |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    /// <summary>A cell that lists things, or a dash for none.</summary>
    public static string[] List(string cell, char separator = ',') =>
        cell == "–" ? [] : [.. cell.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim('`'))];
}
