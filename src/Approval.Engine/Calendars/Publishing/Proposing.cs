using System.Collections.Immutable;

namespace Approval.Engine.Calendars.Publishing;

/// <summary>Puts imports beside the calendars in force.</summary>
internal sealed class Proposing(CalendarSet inForce)
{
    private readonly List<CalendarFinding> findings = [];
    private readonly List<DateOnly> leftOut = [];
    private readonly Dictionary<(string Region, int? Year), Proposed> proposed = [];

    public ProposalReading Read(IReadOnlyCollection<CalendarImport> imports)
    {
        foreach (var import in imports)
        {
            Read(import);
        }

        var years = inForce.Years.ToDictionary(year => year.Year);
        var overlays = inForce.Overlays.ToDictionary(overlay => overlay.Region);
        foreach (var file in proposed.Values)
        {
            _ = file.Year is { } year ? years[year.Year] = year : null;
            _ = file.Overlay is { } overlay ? overlays[overlay.Region] = overlay : null;
        }

        if (findings.Count == 0)
        {
            var build = CalendarSet.Build(years.Values, overlays.Values);
            findings.AddRange(build.Findings);
            if (build.Set is { } after)
            {
                return new ProposalReading(new CalendarProposal(inForce, after, [.. proposed.Values.Select(file => file.File)], [.. leftOut]), []);
            }
        }

        return new ProposalReading(null, [.. findings]);
    }

    private void Read(CalendarImport import)
    {
        switch (import)
        {
            case CalendarImport.Year file:
                var year = Checked(CalendarReader.ReadYear(file.File, file.Text));
                Propose(file.File, file.Text, year, file.Notice);
                break;
            case CalendarImport.Overlay file:
                Propose(file, CalendarReader.ReadOverlay(file.File, file.Text));
                break;
            case CalendarImport.HolidayCn file:
                Propose(file, HolidayCnReader.Read(file.File, file.Text));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(import), import, "Unknown format.");
        }
    }

    private void Propose(CalendarImport.Overlay file, OverlayReading reading)
    {
        findings.AddRange(reading.Findings);
        if (reading.Overlay is not { } overlay)
        {
            return;
        }

        var known = inForce.Overlays.FirstOrDefault(other => other.Region == overlay.Region);
        if (known is null || known.Inherits != overlay.Inherits || !SameDays(known.Days, overlay.Days))
        {
            Add(file.File, new ProposedFile(overlay.Region, null, file.Text, [.. overlay.Days.Select(day => day.Source).Distinct()], known is not null), null, overlay);
        }
    }

    private void Propose(CalendarImport.HolidayCn file, HolidayCnReading reading)
    {
        findings.AddRange(reading.Findings);
        if (reading.Year is not { } listed)
        {
            return;
        }

        var merging = new NoticeYear(inForce, listed, file.Notice);
        leftOut.AddRange(listed.Ordinary.Concat(merging.BeforeFirst));
        foreach (var date in merging.PastHorizon)
        {
            findings.Add(new CalendarFinding(file.File, "$.days", $"{date:yyyy-MM-dd} lies in {date.Year}, which is not published yet."));
        }

        foreach (var year in merging.Years())
        {
            var text = CalendarText.Of(year);
            Propose(file.File, text, Checked(CalendarReader.ReadYear(file.File, text)), file.Notice.Number);
        }
    }

    private CalendarYear? Checked(YearReading reading)
    {
        findings.AddRange(reading.Findings);
        return reading.Year;
    }

    private void Propose(string file, string text, CalendarYear? year, string? notice)
    {
        if (year is null)
        {
            return;
        }

        var known = inForce.Years.FirstOrDefault(other => other.Year == year.Year);
        if (known is null)
        {
            Add(file, new ProposedFile(CalendarSet.National, year.Year, text, [.. year.Notices.Select(n => n.Number)], false), year, null);
        }
        else if (!SameDays(known.Days, year.Days) || !known.Notices.ToHashSet().SetEquals(year.Notices))
        {
            var named = Named(file, known, year, notice);
            Add(file, new ProposedFile(CalendarSet.National, year.Year, text, named, true), year, null);
        }
    }

    /// <summary>A published year is changed by a notice alone: the file names it, and every day that it changes does too.</summary>
    private ImmutableArray<string> Named(string file, CalendarYear known, CalendarYear revised, string? notice)
    {
        var numbers = revised.Notices.Select(n => n.Number).ToList();
        ImmutableArray<string> named = notice is null ? [.. numbers.Except(known.Notices.Select(n => n.Number))] : [notice];
        if (named.IsEmpty)
        {
            findings.Add(new CalendarFinding(file, "$.notices", $"{revised.Year} is published already: a revision names the notice it rests on, but no notice here is new."));
            return named;
        }

        if (notice is not null && !numbers.Contains(notice))
        {
            findings.Add(new CalendarFinding(file, "$.notices", $"{notice} is not among the notices of this file."));
            return named;
        }

        var before = known.Days.ToDictionary(day => day.Date, day => day.Kind);
        foreach (var (index, day) in revised.Days.Index().Where(entry => before.GetValueOrDefault(entry.Item.Date, DayKind.WorkingDay) != entry.Item.Kind && !named.Contains(entry.Item.Source)))
        {
            findings.Add(new CalendarFinding(file, $"$.days[{index}].notice", $"{day.Date:yyyy-MM-dd} is changed, but names {day.Source} and not {string.Join(" or ", named)}."));
        }

        return named;
    }

    private void Add(string file, ProposedFile content, CalendarYear? year, CalendarOverlay? overlay)
    {
        if (!proposed.TryAdd((content.Region, content.Year), new Proposed(content, year, overlay)))
        {
            findings.Add(new CalendarFinding(file, content.Year is null ? "$.region" : "$.year", $"{content.Region}{(content.Year is { } number ? $" {number}" : "")} is given by another file of this import already."));
        }
    }

    private static bool SameDays(IEnumerable<CalendarDay> some, IEnumerable<CalendarDay> others) => some.ToHashSet().SetEquals(others);

    private sealed record Proposed(ProposedFile File, CalendarYear? Year, CalendarOverlay? Overlay);
}
