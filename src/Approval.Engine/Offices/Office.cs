using System.Collections.Immutable;
using Approval.Engine.Procedures;

namespace Approval.Engine.Offices;

/// <summary>A competent office (主管部门) of one administrative division.</summary>
/// <param name="Code">GB/T 2260 division code, which is also the office's id.</param>
/// <param name="Parent">The office above, or null for the province.</param>
/// <param name="CalendarRegion">Region whose working calendar binds the office.</param>
public sealed record Office(
    string Code,
    LocalText Name,
    OfficeLevel Level,
    string? Parent,
    string CalendarRegion,
    ImmutableArray<Window> Windows,
    ImmutableArray<OpenHours> Hours,
    string? ComplaintPhone)
{
    /// <summary>参与部门: the agencies that review jointly with this office (联审联批), each with people of its own.</summary>
    public ImmutableArray<Partner> Partners { get; init; } = [];

    /// <summary>The partner of that agency; null where the place has none, and the office does the step itself.</summary>
    public Partner? PartnerFor(string? agency) => agency is null ? null : Partners.FirstOrDefault(partner => partner.Agency == agency);

    /// <summary>Whether this office is that of <paramref name="division"/> or lies below it, by the digits of GB/T 2260 (430000 holds 430100 holds 430102).</summary>
    public bool IsWithin(string division) =>
        Code.StartsWith(Significant(division), StringComparison.Ordinal);

    private static string Significant(string division) =>
        division.EndsWith("0000", StringComparison.Ordinal) ? division[..2]
        : division.EndsWith("00", StringComparison.Ordinal) ? division[..4]
        : division;
}

/// <param name="Agency">Capital letters, the same in every place: ZRZY, ZJ and so on.</param>
/// <param name="Code">The office's code, a hyphen and the agency: 430100-ZRZY. Its people serve in it.</param>
public sealed record Partner(string Agency, string Code, LocalText Name);

/// <summary>An intake window, 430100-01 and so on.</summary>
public sealed record Window(string Code, LocalText Name);

/// <summary>One span of opening on a working day, local time.</summary>
public sealed record OpenHours(TimeOnly From, TimeOnly Until);
