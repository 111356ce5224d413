using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

public static class GetProof
{
    public static async Task<Results<Ok<CaseProof>, Refusal>> Handle(
        Guid caseId, Caller caller, CaseReader reader, RulebookStore rulebooks, ProofReader proofs, AuditSettings audit, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(caseId, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        return await proofs.OfCaseAsync(caseId, stored.State.File.Number, cancellation) is { } proof
            ? TypedResults.Ok(proof)
            : (Refusal)NotYetSigned(audit.Every);
    }

    /// <summary>There will be one, and when: not 404, which says that there is nothing to come back for.</summary>
    private static Problem NotYetSigned(TimeSpan every)
    {
        var seconds = (int)Math.Ceiling(every.TotalSeconds);
        return new Problem(
            StatusCodes.Status409Conflict,
            "audit.not_yet_signed",
            new($"该办件尚未纳入签名检查点，{seconds}秒内将签署下一个。", $"No checkpoint covers this case yet; the next is signed within {seconds} seconds.")) { RetryAfter = seconds };
    }
}
