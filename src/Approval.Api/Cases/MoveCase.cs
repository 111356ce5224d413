using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Version">Of the case's own procedure.</param>
public sealed record MoveCaseRequest(int Version, string Reason);

public static class MoveCase
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<MoveCaseRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(id, body.Bytes, new CaseCommand.MoveToVersion(body.Value.Version, body.Value.Reason), cancellation);
}
