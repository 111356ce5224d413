using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Approval.Engine.Procedures.Reading;

namespace Approval.Engine.Offices;

internal static class OfficeRules
{
    public static void Apply(ImmutableArray<Office> offices, FindingLog log)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var windows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, office) in offices.Index())
        {
            var path = $"$.offices[{index}]";
            if (!codes.Add(office.Code))
            {
                log.Note($"{path}.code", $"Expected one office {office.Code}, but there is an earlier one.");
            }

            if (office.Level != DivisionCode.LevelOf(office.Code))
            {
                log.Note($"{path}.level", $"Expected {DivisionCode.LevelOf(office.Code)}, as the code {office.Code} says (GB/T 2260), but it is {office.Level}.");
            }

            Parent(offices, office, path, log);
            Windows(office, path, windows, log);
            Hours(office, path, log);
            Partners(office, path, log);
        }
    }

    private static void Partners(Office office, string path, FindingLog log)
    {
        foreach (var (index, partner) in office.Partners.Index())
        {
            if (!Regex.IsMatch(partner.Agency, @"\A[A-Z]{2,12}\z") || partner.Code != $"{office.Code}-{partner.Agency}")
            {
                log.Note($"{path}.partners[{index}].code", $"Expected {office.Code}, a hyphen and an agency in capital letters, but it is {partner.Code} of {partner.Agency}.");
            }

            if (office.Partners.Take(index).Any(other => other.Code == partner.Code))
            {
                log.Note($"{path}.partners[{index}].code", $"Expected one partner {partner.Code}, but there is an earlier one.");
            }
        }
    }

    private static void Parent(ImmutableArray<Office> offices, Office office, string path, FindingLog log)
    {
        if (office.Parent is not { } parent)
        {
            if (office.Level != Procedures.OfficeLevel.Province)
            {
                log.Note($"{path}.parent", "Expected the office above, because only a province has none, but it is missing.");
            }

            return;
        }

        var above = offices.FirstOrDefault(other => other.Code == parent);
        if (above is null)
        {
            log.Note($"{path}.parent", $"Expected an office of this file, but {parent} is not in it.");
        }
        else if (above.Level >= office.Level || !office.IsWithin(parent))
        {
            log.Note($"{path}.parent", $"Expected an office of a higher level whose division holds {office.Code}, but {parent} is not one.");
        }
    }

    private static void Windows(Office office, string path, HashSet<string> seen, FindingLog log)
    {
        foreach (var (index, window) in office.Windows.Index())
        {
            if (!Regex.IsMatch(window.Code, $@"\A{office.Code}-[0-9]{{2}}\z"))
            {
                log.Note($"{path}.windows[{index}].code", $"Expected {office.Code}-NN, but it is {window.Code}.");
            }

            if (!seen.Add(window.Code))
            {
                log.Note($"{path}.windows[{index}].code", $"Expected one window {window.Code}, but there is an earlier one.");
            }
        }
    }

    private static void Hours(Office office, string path, FindingLog log)
    {
        var closed = TimeOnly.MinValue;
        foreach (var (index, span) in office.Hours.Index())
        {
            if (span.From < closed)
            {
                log.Note($"{path}.hours[{index}].from", $"Expected hours in order and apart, but {span.From:HH:mm} is before {closed:HH:mm}, when the span before it ends.");
            }

            if (span.Until <= span.From)
            {
                log.Note($"{path}.hours[{index}].until", $"Expected a time after {span.From:HH:mm}, but it is {span.Until:HH:mm}.");
            }

            closed = span.Until > closed ? span.Until : closed;
        }
    }
}
