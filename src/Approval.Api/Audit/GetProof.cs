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
        Guid caseId, Caller caller, CaseReader reader, RulebookStore rulebooks, ProofReader proofs, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(caseId, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        return await proofs.OfCaseAsync(caseId, stored.State.File.Number, cancellation) is { } proof
            ? TypedResults.Ok(proof)
            : (Refusal)Problems.NotFound("audit.not_yet_signed", "该办件尚未纳入签名检查点，请数分钟后再试。", "No checkpoint covers this case yet; try again in a few minutes.");
    }
}
