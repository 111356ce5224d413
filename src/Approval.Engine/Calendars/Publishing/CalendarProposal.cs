using System.Collections.Immutable;

namespace Approval.Engine.Calendars.Publishing;

/// <summary>A file as it is to be stored.</summary>
/// <param name="Region">CN, or the region of an overlay.</param>
/// <param name="Year">Null for an overlay.</param>
/// <param name="Text">In our own format, whatever was imported.</param>
/// <param name="Notices">What the change rests on: numbers of notices, or the sources of an overlay's days.</param>
/// <param name="IsRevision">Whether a file of this region and year is published already.</param>
public sealed record ProposedFile(string Region, int? Year, string Text, ImmutableArray<string> Notices, bool IsRevision);

/// <summary>A checked new state of the calendars beside the one in force.</summary>
/// <param name="Files">The files that differ from those in force; none when everything is published already.</param>
/// <param name="LeftOut">Days of an import that no file can hold, because the calendar begins after them, or that are ordinary anyway.</param>
public sealed record CalendarProposal(CalendarSet Before, CalendarSet After, ImmutableArray<ProposedFile> Files, ImmutableArray<DateOnly> LeftOut)
{
    /// <summary>Notices that the change names for the first time.</summary>
    public IEnumerable<HolidayNotice> NewNotices =>
        After.Years.SelectMany(year => year.Notices).Except(Before.Years.SelectMany(year => year.Notices));

    public bool IsEmpty => Files.IsEmpty;

    public ImmutableArray<DayChange> Days() => CalendarDiff.Between(Before, After);

    /// <summary>
    /// Judges files against the calendars in force: everything a single file can get wrong, a gap between years, a year or region
    /// given twice, a revision that does not name its notice. What is published already as it is here is dropped.
    /// </summary>
    public static ProposalReading Of(CalendarSet inForce, params IReadOnlyCollection<CalendarImport> imports) =>
        new Proposing(inForce).Read(imports);
}

/// <summary>Either a proposal, or everything that is wrong with the files. Nothing of a refused import is to be kept.</summary>
public sealed record ProposalReading(CalendarProposal? Proposal, ImmutableArray<CalendarFinding> Findings);
