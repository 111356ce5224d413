using Approval.Api.Http;
using Approval.Engine;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Versions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Versions;

/// <summary>What a version is to a case received today.</summary>
public enum VersionStanding
{
    /// <summary>Its first day has not come.</summary>
    Scheduled,
    InForce,

    /// <summary>A newer version takes the new cases; this one still has its own.</summary>
    Superseded,

    /// <summary>No new cases.</summary>
    Retired,
}

public sealed record VersionView(
    string Code,
    int Version,
    LocalText Name,
    VersionStanding Standing,
    DateOnly? EffectiveFrom,
    RetirementRecord? Retirement,
    string PublishedBy,
    string PublishedByName,
    DateTimeOffset PublishedAt,
    string Reason,
    Guid? Draft,
    Succession? Successor)
{
    public static VersionView Of(VersionRecord record, Rulebook rules, TimeProvider clock)
    {
        var (procedure, today) = (rules.Procedure(record.Code, record.Version), CivilTime.DayOf(clock.GetUtcNow()));
        var standing = record.Retirement?.From <= today ? VersionStanding.Retired
            : record.EffectiveFrom > today ? VersionStanding.Scheduled
            : rules.InForce(record.Code, today)?.Version == record.Version ? VersionStanding.InForce
            : VersionStanding.Superseded;
        return new VersionView(
            record.Code, record.Version, procedure.Name, standing, record.EffectiveFrom, record.Retirement, record.PublishedBy, record.PublishedByName, record.PublishedAt, record.Reason, record.Draft,
            procedure.Successor);
    }
}

public static class ListVersions
{
    /// <param name="procedure">Only the versions of this one.</param>
    public static async Task<Ok<Page<VersionView>>> Handle(string? procedure, ProcedurePublication publication, RulebookStore rulebooks, TimeProvider clock, CancellationToken cancellation)
    {
        var records = await publication.ListAsync(procedure, cancellation);
        var rules = rulebooks.Current;
        return TypedResults.Ok(new Page<VersionView>([.. records.Where(record => rules.Find(record.Code, record.Version) is not null).Select(record => VersionView.Of(record, rules, clock))], null));
    }
}
