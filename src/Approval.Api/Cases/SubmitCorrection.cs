using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Materials">At least every material that the notice names.</param>
public sealed record SubmitCorrectionRequest(IReadOnlyList<MaterialInput> Materials, string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class SubmitCorrection
{
    public static async Task<Results<Answered<CaseView>, Refusal>> Handle(
        Guid id, Posted<SubmitCorrectionRequest> body, Caller caller, SubmittedMaterials submitted, CaseDesk desk, CancellationToken cancellation)
    {
        var (materials, errors) = await submitted.ReadAsync(body.Value.Materials, caller, cancellation);
        return errors.Count > 0
            ? (Refusal)Problems.Invalid([.. errors])
            : await desk.RunAsync(
                id,
                body.Bytes,
                new CaseCommand.SubmitCorrection(materials, body.Value.Note) { EffectiveAt = body.Value.EffectiveAt },
                cancellation);
    }
}
