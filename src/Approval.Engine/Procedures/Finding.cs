namespace Approval.Engine.Procedures;

/// <summary>One reason why a file of rules is refused at load.</summary>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Path">The place inside the file, such as <c>$.limits.promised.amount</c>; <c>$</c> is the whole.</param>
/// <param name="Reason">What was expected, what was found, and the article where there is one.</param>
public sealed record Finding(string File, string Path, string Reason)
{
    public override string ToString() => $"{File}: {Path}: {Reason}";
}
