using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

/// <param name="EffectiveFrom">First receipt day it takes cases on, today or later; left out: today.</param>
public sealed record PublishDraftRequest(string Reason, DateOnly? EffectiveFrom = null);

public static class PublishDraft
{
    public static async Task<Results<Ok<VersionView>, Refusal>> Handle(
        Guid id, Posted<PublishDraftRequest> body, HttpRequest request, Caller caller, ProcedurePublication publication, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await publication.PublishAsync(id, DraftTag.Seen(request), caller.Actor, body.Value.Reason, body.Value.EffectiveFrom, cancellation);
        return outcome.Version is { } version ? TypedResults.Ok(VersionView.Of(version, rulebooks.Current, clock)) : (Refusal)Problem.Of(outcome.Rejection!);
    }
}

/// <param name="From">First receipt day on which it takes no new cases, today or later; left out: today.</param>
public sealed record RetireVersionRequest(string Reason, DateOnly? From = null);

public static class RetireVersion
{
    public static async Task<Results<Ok<VersionView>, Refusal>> Handle(
        string code, int version, Posted<RetireVersionRequest> body, Caller caller, ProcedurePublication publication, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var outcome = await publication.RetireAsync(code, version, caller.Actor, body.Value.Reason, body.Value.From, cancellation);
        return outcome.Version is { } retired ? TypedResults.Ok(VersionView.Of(retired, rulebooks.Current, clock)) : (Refusal)Problem.Of(outcome.Rejection!);
    }
}
