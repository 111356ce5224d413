using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

public static class CreateDraft
{
    public static async Task<Results<Answered<DraftView>, Refusal>> Handle(Posted<DraftRequest> body, Caller caller, ProcedureDrafts drafts, CancellationToken cancellation)
    {
        var (content, refused) = body.Value.Read();
        if (refused is not null)
        {
            return (Refusal)refused;
        }

        var draft = await drafts.CreateAsync(content, body.Value.Note, caller.Actor, cancellation);
        return new Answered<DraftView>(
            Answers.Render(StatusCodes.Status201Created, DraftView.Of(draft), draft.Revision, $"/api/v1/admin/procedures/drafts/{draft.Id}"), replayed: false);
    }
}
