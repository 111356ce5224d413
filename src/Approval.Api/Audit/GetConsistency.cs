using Approval.Api.Http;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

/// <param name="Path">Hashes in the order of RFC 6962, 2.1.2, hex.</param>
public sealed record ConsistencyView(long Older, long Newer, IReadOnlyList<string> Path);

public static class GetConsistency
{
    /// <param name="older">Size of the older checkpoint.</param>
    /// <param name="newer">Size of the newer one.</param>
    public static async Task<Results<Ok<ConsistencyView>, Refusal>> Handle(long older, long newer, CheckpointReader checkpoints, ProofReader proofs, CancellationToken cancellation)
    {
        var size = await checkpoints.ReadAsync(long.MaxValue, 1, cancellation) is [var last] ? last.Size : 0;
        if (older < 1 || newer < older || newer > size)
        {
            return (Refusal)Problems.BadRequest(
                "request.parameter", $"应满足 1 ≤ older ≤ newer ≤ {size}（最新检查点的行数）。", $"Expected 1 <= older <= newer <= {size}, the size of the newest checkpoint.");
        }

        var path = await proofs.ConsistencyAsync(older, newer, cancellation);
        return TypedResults.Ok(new ConsistencyView(older, newer, [.. path.Select(Convert.ToHexStringLower)]));
    }
}
