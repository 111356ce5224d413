using System.Collections.Immutable;

namespace Approval.Engine.Procedures.Reading;

/// <summary>
/// The findings of one file. It also knows which values could not be read, so that a rule is judged only on values that
/// are there: one missing limit is one finding, and the rules about everything else still speak.
/// </summary>
internal sealed class FindingLog(string file)
{
    private readonly List<Finding> findings = [];
    private readonly List<string> unusable = [];

    public ImmutableArray<Finding> Findings => [.. findings];

    /// <summary>Refuses the file for a value that could still be read.</summary>
    public void Note(string path, string reason) => findings.Add(new Finding(file, path, reason));

    /// <summary>Refuses the file for a value that is missing or cannot be read.</summary>
    public void NoteUnusable(string path, string reason)
    {
        Note(path, reason);
        unusable.Add(path);
    }

    /// <summary>Whether the value at the path, all it holds and all that holds it could be read.</summary>
    public bool CanUse(string path) => !unusable.Exists(broken => IsAtOrIn(broken, path) || IsAtOrIn(path, broken));

    private static bool IsAtOrIn(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal)
        && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}
