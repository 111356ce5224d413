using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Items">All that must be corrected: a material of the published list and what is wrong with it.</param>
public sealed record RequestCorrectionRequest(IReadOnlyList<CorrectionItem> Items, string? Note = null, DateTimeOffset? EffectiveAt = null);

public static class RequestCorrection
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<RequestCorrectionRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.RequestCorrection([.. body.Value.Items], body.Value.Note) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
