using System.Collections.Immutable;
using Approval.Api.Http;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Procedures;

public sealed record ProcedureSummary(
    string Code,
    int Version,
    LocalText Name,
    ProcedureKind Kind,
    HandlingType Handling,
    ImmutableArray<OfficeLevel> Levels,
    LimitView Promised,
    LimitView Statutory);

public static class ListProcedures
{
    /// <param name="kind">licence, filing, registration, levy, review, disposition, disclosure or other.</param>
    /// <param name="level">province, city or county.</param>
    /// <param name="q">Part of the code or of either name.</param>
    public static Ok<Page<ProcedureSummary>> Handle(RulebookStore rulebooks, TimeProvider clock, Word<ProcedureKind>? kind, Word<OfficeLevel>? level, string? q)
    {
        var today = CivilTime.DayOf(clock.GetUtcNow());
        var rules = rulebooks.Current;
        var found = rules.Current
            .Select(newest => rules.InForce(newest.Code, today))
            .OfType<Procedure>()
            .Where(p => rules.TakesCases(p, today))
            .Where(p => kind is null || p.Kind == kind.Value.Value)
            .Where(p => level is null || p.Levels.Contains(level.Value.Value))
            .Where(p => string.IsNullOrWhiteSpace(q) || new[] { p.Code, p.Name.Zh, p.Name.En }.Any(text => text.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase)))
            .Select(p => new ProcedureSummary(p.Code, p.Version, p.Name, p.Kind, p.Handling, p.Levels, LimitView.Of(p.Limits.Promised), LimitView.Of(p.Limits.Statutory)));
        return TypedResults.Ok(new Page<ProcedureSummary>([.. found], null));
    }
}
