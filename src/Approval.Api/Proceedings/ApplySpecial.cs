using System.Collections.Immutable;
using Approval.Api.Cases;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Proceedings;

/// <param name="Kind">One of the suspensions of the procedure, except the hearing.</param>
/// <param name="ExpectedDays">Working days needed.</param>
/// <param name="Staff">Those assigned to it; needed where the procedure asks for staff (art 55).</param>
public sealed record ApplySpecialRequest(string Kind, int ExpectedDays, string Reason, ImmutableArray<Officer>? Staff = null, DateTimeOffset? EffectiveAt = null);

public static class ApplySpecial
{
    public static Task<Results<Answered<CaseView>, Refusal>> Handle(Guid id, Posted<ApplySpecialRequest> body, CaseDesk desk, CancellationToken cancellation) =>
        desk.RunAsync(
            id,
            body.Bytes,
            new CaseCommand.ApplySpecial(body.Value.Kind, body.Value.ExpectedDays, body.Value.Reason, body.Value.Staff ?? []) { EffectiveAt = body.Value.EffectiveAt },
            cancellation);
}
