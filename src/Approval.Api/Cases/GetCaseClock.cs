using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Clocks;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <param name="Ledger">The acts that moved the deadlines, in order of effect; every clock is derived from them.</param>
/// <param name="Exclusions">Spans whose days do not count: after the first day, through the last.</param>
public sealed record CaseClockView(
    Guid CaseId,
    string CaseNumber,
    Lamp Lamp,
    Lamp WorstLamp,
    ImmutableArray<ClockView> Clocks,
    ImmutableArray<LedgerEntry> Ledger,
    ImmutableArray<Exclusion> Exclusions,
    int Version);

public static class GetCaseClock
{
    public static async Task<Results<Answered<CaseClockView>, Refusal>> Handle(
        Guid id, Caller caller, CaseReader reader, RulebookStore rulebooks, CaseViews views, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        var file = stored.State.File;
        var view = new CaseClockView(
            file.Id, file.Number, file.Lamp, file.WorstLamp, views.Clocks(stored.State), file.Ledger.Entries, [.. file.Ledger.Exclusions()], stored.Version);
        return Answers.Ok(view, stored.Version);
    }
}
