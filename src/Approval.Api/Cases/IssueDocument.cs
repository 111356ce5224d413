using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="DocumentNumber">The number on the document; made from the case number unless given.</param>
public sealed record IssueDocumentRequest(string? DocumentNumber = null, DateTimeOffset? EffectiveAt = null);

public static class IssueDocument
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<IssueDocumentRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.Issue(body.Value.DocumentNumber) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
