using System.Collections.Immutable;
using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Parties">The applicant and every interested party, each with the day it was told.</param>
public sealed record TellHearingRightRequest(ImmutableArray<ToldParty> Parties, DateTimeOffset? EffectiveAt = null);

public static class TellHearingRight
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<TellHearingRightRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.TellHearingRight(body.Value.Parties) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
