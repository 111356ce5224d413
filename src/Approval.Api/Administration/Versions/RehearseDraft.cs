using Approval.Api.Http;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Linting;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

/// <param name="Months">How far back, 1 to 36; left out: 3.</param>
public sealed record RehearseRequest(int? Months = null);

public static class RehearseDraft
{
    /// <summary>So many cases are replayed while the caller waits; the command line rehearses all.</summary>
    public const int MostCases = 2000;

    private const int UsualMonths = 3;
    private const int MostMonths = 36;

    /// <param name="limit">How many different cases to tell of; all are counted.</param>
    public static async Task<Results<Ok<RehearsalReport>, Refusal>> Handle(
        Guid id, int? limit, Posted<RehearseRequest> body, ProcedureDrafts drafts, CaseRehearsal rehearsal, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(id, cancellation) is not { } draft)
        {
            return (Refusal)GetDraft.NotFound;
        }

        var reading = ProcedureReader.Read(draft.Content, "");
        if (!reading.IsValid)
        {
            return (Refusal)Problem.Of(VersionRejections.Refused([.. reading.Findings.Select(finding => new LintFinding(Severity.Error, finding.Path, finding.Reason))]));
        }

        var months = body.Value.Months ?? UsualMonths;
        return months is >= 1 and <= MostMonths
            ? TypedResults.Ok(await rehearsal.OfAsync(reading.Procedure, months, MostCases, Paging.Limit(limit), null, cancellation))
            : (Refusal)Problems.Invalid(new FieldProblem("/months", "months.out_of_range", new($"months 应为1至{MostMonths}。", $"Expected months to be 1 to {MostMonths}.")));
    }
}
