using System.Collections.Immutable;
using Approval.Engine.Offices;

namespace Approval.Engine.Procedures.Linting;

/// <summary>
/// Proves what can be proved of a version before it is published. Everything the reader refuses is an error; on a version that can
/// be read it adds what only the offices can tell, and what is allowed and unwise.
/// </summary>
public static class ProcedureLinter
{
    /// <param name="json">The text of the version.</param>
    /// <param name="offices">Those in force.</param>
    /// <param name="inForce">The procedures in force, one version of each: a successor is one of them.</param>
    public static ImmutableArray<LintFinding> Lint(string json, IReadOnlyCollection<Office> offices, IReadOnlyCollection<Procedure> inForce)
    {
        var reading = ProcedureReader.Read(json, "");
        return reading.IsValid
            ? Lint(reading.Procedure, offices, inForce)
            : [.. reading.Findings.Select(finding => new LintFinding(Severity.Error, finding.Path, finding.Reason))];
    }

    /// <param name="procedure">One that the reader has let through.</param>
    public static ImmutableArray<LintFinding> Lint(Procedure procedure, IReadOnlyCollection<Office> offices, IReadOnlyCollection<Procedure> inForce) =>
    [
        .. OfficeAdvice.Of(procedure, offices)
            .Concat(ConditionAdvice.Of(procedure))
            .Concat(BudgetAdvice.Of(procedure))
            .Concat(SuccessionAdvice.Of(procedure, inForce))
            .OrderBy(finding => finding.Severity),
    ];
}
