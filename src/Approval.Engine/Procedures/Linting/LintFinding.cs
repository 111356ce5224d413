namespace Approval.Engine.Procedures.Linting;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>The version cannot be published.</summary>
    Error,

    /// <summary>It may be published, and somebody will be sorry.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Notice,
}

/// <param name="Path">The place in the file, such as <c>$.chain.stages[1].when</c>.</param>
/// <param name="Reason">What was expected, what was found, and the article where there is one.</param>
public sealed record LintFinding(Severity Severity, string Path, string Reason)
{
    public override string ToString() => $"{Severity}: {Path}: {Reason}";
}
