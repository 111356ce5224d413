using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

public static class ChangeDraft
{
    public static async Task<Results<Answered<DraftView>, Refusal>> Handle(
        Guid id, Posted<DraftRequest> body, HttpRequest request, Caller caller, ProcedureDrafts drafts, CancellationToken cancellation)
    {
        var (content, refused) = body.Value.Read();
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var outcome = await drafts.ChangeAsync(id, DraftTag.Seen(request), content, body.Value.Note, caller.Actor, cancellation);
        return outcome.Draft is { } draft ? Answers.Ok(DraftView.Of(draft), draft.Revision) : (Refusal)Problem.Of(outcome.Rejection!);
    }
}

public static class DeleteDraft
{
    public static async Task<Results<NoContent, Refusal>> Handle(Guid id, HttpRequest request, ProcedureDrafts drafts, CancellationToken cancellation) =>
        await drafts.DeleteAsync(id, DraftTag.Seen(request), cancellation) is { } rejection ? (Refusal)Problem.Of(rejection) : TypedResults.NoContent();
}
