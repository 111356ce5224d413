using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Cases;
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
    /// <param name="asKnownAt">An instant (RFC 3339, with its offset): the answer is what the record said then, by time of entry. Now unless said.</param>
    public static async Task<Results<Answered<CaseClockView>, Refusal>> Handle(
        Guid id, string? asKnownAt, Caller caller, CaseReader reader, RulebookStore rulebooks, CaseViews views, CancellationToken cancellation)
    {
        var (stored, refused) = await SeenCase.FindAsync(id, caller, reader, rulebooks, cancellation);
        if (stored is null)
        {
            return (Refusal)refused!;
        }

        if (asKnownAt is null)
        {
            return Answers.Ok(Show(stored.State, stored.Version, views.Clocks(stored.State)), stored.Version);
        }

        if (!InstantConverter.TryParse(asKnownAt, out var instant))
        {
            return (Refusal)Problems.BadRequest(
                "request.parameter", "asKnownAt 应为带时区的时刻，如 2026-02-12T09:00:00+08:00（+ 写作 %2B）。", "Expected asKnownAt to be an instant with an offset, such as 2026-02-12T09:00:00+08:00 (+ written as %2B).");
        }

        var journal = await CaseJournal.ReadAsync(reader, id, cancellation);
        return KnownAt.Fold(journal, instant) is CaseState.Known believed
            ? Answers.Ok(Show(believed, KnownAt.Rows(journal, instant).Count(), views.Clocks(believed, instant)), stored.Version)
            : (Refusal)Problems.NotFound("case.not_known_yet", "该时刻尚未收件。", "The case had not been received at that instant.");
    }

    private static CaseClockView Show(CaseState.Known state, int version, ImmutableArray<ClockView> clocks)
    {
        var file = state.File;
        return new CaseClockView(
            file.Id, file.Number, file.Lamp, file.WorstLamp, clocks, file.Ledger.Entries, [.. file.Ledger.Exclusions()], version);
    }
}
