using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="ServedAt">When it reached the applicant; now unless said.</param>
public sealed record ServeDocumentRequest(ServiceMethod Method, DateTimeOffset? ServedAt = null, DateTimeOffset? EffectiveAt = null);

public static class ServeDocument
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ServeDocumentRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Serve(body.Value.Method) { EffectiveAt = body.Value.ServedAt ?? body.Value.EffectiveAt },
            cancellation);
}
