namespace Approval.Engine.Procedures.Linting;

/// <summary>Whether an applicant who is sent on arrives somewhere.</summary>
internal static class SuccessionAdvice
{
    private const string Path = "$.successor.procedure";

    public static IEnumerable<LintFinding> Of(Procedure procedure, IReadOnlyCollection<Procedure> others)
    {
        if (procedure.Successor is not { } successor)
        {
            yield break;
        }

        var byCode = others.Where(other => other.Code != procedure.Code).ToDictionary(other => other.Code);
        if (!byCode.TryGetValue(successor.Procedure, out var next))
        {
            yield return new LintFinding(Severity.Error, Path, $"Expected a procedure in force, but {successor.Procedure} is none: applicants would be sent nowhere.");
            yield break;
        }

        var passed = new HashSet<string>(StringComparer.Ordinal) { procedure.Code };
        for (var at = next; at is not null; at = at.Successor is { } further ? byCode.GetValueOrDefault(further.Procedure) : null)
        {
            if (!passed.Add(at.Code) || at.Successor?.Procedure == procedure.Code)
            {
                yield return new LintFinding(Severity.Error, Path, $"Expected a procedure that is applied for in the end, but {successor.Procedure} leads in a circle.");
                yield break;
            }
        }

        if (next.Successor is not null)
        {
            yield return new LintFinding(Severity.Warning, Path, $"{successor.Procedure} has a successor itself: name the one that is applied for in the end.");
        }
    }
}
