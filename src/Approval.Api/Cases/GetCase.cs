using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

public static class GetCase
{
    public static async Task<Results<Answered<CaseView>, Refusal>> Handle(
        Guid id, Caller caller, CaseReader reader, RulebookStore rulebooks, CaseViews views, CancellationToken cancellation) =>
        await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation) switch
        {
            (null, var refused) => (Refusal)refused!,
            ({ } stored, _) => Answers.Ok(views.Show(stored, caller), stored.Version),
        };
}

/// <summary>A case that the caller may see, or why not.</summary>
public static class SeenCase
{
    public static async Task<(StoredCase? Case, Problem? Refused)> FindAsync(Guid id, Caller caller, CaseReader reader, RulebookStore rulebooks, CancellationToken cancellation)
    {
        if (await reader.FindAsync(id, cancellation) is not { State.File: var file } stored)
        {
            return (null, await WhyNotAsync(id, caller, reader, cancellation));
        }

        // To whom it was copied may read it, wherever they serve.
        return CaseSight.Of(caller, rulebooks.Current).Refuse(file.Organisation, file.Office, file.Participants) is { } refused && !await reader.IsCopiedToAsync(id, caller.Actor.Id, cancellation)
            ? (null, refused)
            : (stored, null);
    }

    /// <summary>An officer is told whose matter a case is not; for an applicant those of others do not exist.</summary>
    public static async Task<Problem> WhyNotAsync(Guid id, Caller caller, CaseReader reader, CancellationToken cancellation) =>
        !caller.IsApplicant && await reader.IsHiddenAsync(id, cancellation) ? Problems.WrongOffice : Problems.CaseNotFound;
}
