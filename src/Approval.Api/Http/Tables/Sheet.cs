using System.Globalization;
using System.Xml;
using Approval.Engine;

namespace Approval.Api.Http.Tables;

/// <summary>The one sheet of a workbook: headings that stay in sight, and cells that are what they say: numbers, days, instants or text, never a formula.</summary>
internal static class Sheet
{
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const int Narrowest = 8;
    private const int Widest = 60;
    private const int DayWidth = 11;
    private const int InstantWidth = 20;

    /// <summary>Points.</summary>
    private const int LineHeight = 15;
    private const int Highest = 405;

    /// <summary>Days are counted from here; right from March 1900 on, before which a spreadsheet knows a day that there never was.</summary>
    private static readonly DateOnly Origin = new(1899, 12, 30);
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    public static void Write(XmlWriter xml, IReadOnlyList<string> headings, IReadOnlyList<object?[]> rows)
    {
        xml.WriteStartElement("worksheet", Namespace);
        Element(xml, "sheetPr", () => Element(xml, "pageSetUpPr", ("fitToPage", "1")));
        Element(xml, "dimension", ("ref", $"A1:{Place(headings.Count - 1, rows.Count)}"));
        Element(xml, "sheetViews", () => Element(xml, "sheetView", () =>
        {
            Element(xml, "pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
            Element(xml, "selection", ("pane", "bottomLeft"), ("activeCell", "A2"), ("sqref", "A2"));
        }, ("tabSelected", "1"), ("workbookViewId", "0")));
        Element(xml, "sheetFormatPr", ("defaultRowHeight", Text(LineHeight)));
        var widths = headings.Select((heading, column) => Width(heading, rows.Select(row => row[column]))).ToArray();
        WriteColumns(xml, widths);
        xml.WriteStartElement("sheetData");
        WriteRow(xml, 0, [.. headings], CellStyles.Heading, 1);
        for (var row = 0; row < rows.Count; row++)
        {
            WriteRow(xml, row + 1, rows[row], null, rows[row].Select((cell, column) => LinesOf(cell, widths[column])).Append(1).Max());
        }

        xml.WriteEndElement();
        Element(xml, "pageMargins", ("left", "0.4"), ("right", "0.4"), ("top", "0.5"), ("bottom", "0.5"), ("header", "0.3"), ("footer", "0.3"));
        Element(xml, "pageSetup", ("paperSize", "9"), ("orientation", "landscape"), ("fitToHeight", "0"));

        // Case numbers are text of digits, which is no mistake to be pointed out.
        Element(xml, "ignoredErrors", () => Element(xml, "ignoredError", ("sqref", $"A1:{Place(headings.Count - 1, rows.Count)}"), ("numberStoredAsText", "1")));
        xml.WriteEndElement();
    }

    private static void WriteColumns(XmlWriter xml, int[] widths)
    {
        xml.WriteStartElement("cols");
        for (var column = 0; column < widths.Length; column++)
        {
            var number = Text(column + 1);
            Element(xml, "col", ("min", number), ("max", number), ("width", $"{Text(widths[column])}.7109375"), ("customWidth", "1"));
        }

        xml.WriteEndElement();
    }

    /// <param name="lines">Of its highest cell. Not every program measures by itself how high a row must be.</param>
    private static void WriteRow(XmlWriter xml, int row, object?[] cells, int? style, int lines)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", Text(row + 1));
        if (lines > 1)
        {
            xml.WriteAttributeString("ht", Text(Math.Min(lines * LineHeight, Highest)));
            xml.WriteAttributeString("customHeight", "1");
        }

        for (var column = 0; column < cells.Length; column++)
        {
            WriteCell(xml, Place(column, row), cells[column], style);
        }

        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string place, object? value, int? style)
    {
        switch (value)
        {
            case null or "":
                break;
            case DateOnly day when day >= FirstDay:
                WriteNumber(xml, place, Text(day.DayNumber - Origin.DayNumber), CellStyles.Day);
                break;
            case DateTimeOffset instant when CivilTime.DayOf(instant) >= FirstDay:
                WriteNumber(xml, place, SerialOf(instant), CellStyles.Instant);
                break;
            case sbyte or byte or short or ushort or int or uint or long or decimal:
                WriteNumber(xml, place, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), CellStyles.Number);
                break;
            case float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                WriteNumber(xml, place, ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture), CellStyles.Number);
                break;
            default:
                WriteText(xml, place, TextOf(value), style);
                break;
        }
    }

    private static void WriteNumber(XmlWriter xml, string place, string number, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", place);
        xml.WriteAttributeString("s", Text(style));
        xml.WriteElementString("v", number);
        xml.WriteEndElement();
    }

    private static void WriteText(XmlWriter xml, string place, string text, int? style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", place);
        xml.WriteAttributeString("s", Text(style ?? (CsvText.LooksLikeFormula(text) ? CellStyles.QuotedText : CellStyles.Text)));
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(CellText.Escape(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>The civil time of an instant, which is the only one a cell can tell: whole seconds, as part of a day.</summary>
    private static string SerialOf(DateTimeOffset instant)
    {
        var local = instant.ToOffset(CivilTime.Offset).DateTime;
        var seconds = (decimal)(local.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        return (DateOnly.FromDateTime(local).DayNumber - Origin.DayNumber + Math.Round(seconds / 86_400m, 10)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One more than the text, for the space at its sides.</summary>
    private static int Width(string heading, IEnumerable<object?> cells) => Math.Clamp(cells.Select(WidthOf).Append(CellText.WidthOf(heading)).Max() + 1, Narrowest, Widest);

    private static int LinesOf(object? cell, int width) => cell is string text ? text.Split('\n').Sum(line => Math.Max(1, (CellText.WidthOf(line) + width - 2) / (width - 1))) : 1;

    private static int WidthOf(object? value) => value switch
    {
        null => 0,
        DateOnly => DayWidth,
        DateTimeOffset => InstantWidth,
        _ => CellText.WidthOf(TextOf(value)),
    };

    private static string TextOf(object value) => value switch
    {
        string text => text,
        DateTimeOffset instant => InstantConverter.Format(instant),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A1 and so on, from zero.</summary>
    private static string Place(int column, int row)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return letters + Text(row + 1);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes) => Element(xml, name, () => { }, attributes);

    private static void Element(XmlWriter xml, string name, Action inside, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        inside();
        xml.WriteEndElement();
    }
}
