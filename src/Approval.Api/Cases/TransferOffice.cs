using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="ToOffice">Code of the office that is competent.</param>
public sealed record TransferOfficeRequest(string ToOffice, string Reason, DateTimeOffset? EffectiveAt = null);

public static class TransferOffice
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<TransferOfficeRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.TransferOffice(body.Value.ToOffice, body.Value.Reason) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
