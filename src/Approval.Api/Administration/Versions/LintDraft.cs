using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Engine.Procedures.Linting;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

/// <param name="Publishable">There is no error.</param>
public sealed record LintReport(bool Publishable, ImmutableArray<LintFinding> Findings);

public static class LintDraft
{
    public static async Task<Results<Ok<LintReport>, Refusal>> Handle(Guid id, ProcedureDrafts drafts, ProcedurePublication publication, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(id, cancellation) is not { } draft)
        {
            return (Refusal)GetDraft.NotFound;
        }

        var findings = publication.Lint(draft.Content);
        return TypedResults.Ok(new LintReport(findings.All(finding => finding.Severity != Severity.Error), findings));
    }
}
