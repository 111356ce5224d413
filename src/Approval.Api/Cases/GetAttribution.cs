using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Attribution;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>Who held the time of a case. Every minute belongs to one holder, and the parts sum to the whole.</summary>
public static class GetAttribution
{
    public static async Task<Results<Ok<TimeAttribution>, Refusal>> Handle(
        Guid id, Caller caller, CaseReader reader, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        var office = rulebooks.Current.Offices[stored.State.File.Office];
        var journal = await CaseJournal.ReadAsync(reader, id, cancellation);
        return TimeAttribution.Of(journal, clock.GetUtcNow(), rulebooks.Current.CalendarOf(office), office.Hours) is { } attribution
            ? TypedResults.Ok(attribution)
            : (Refusal)Problems.CaseNotFound;
    }
}
