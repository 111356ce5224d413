using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Approval.Api.Http.Tables;

/// <summary>
/// A workbook of one sheet (ECMA-376, SpreadsheetML), as small as a spreadsheet takes it. The same table gives the same bytes.
/// </summary>
internal static class Workbook
{
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Part = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private const int LongestSheetName = 31;

    private static readonly SearchValues<char> NotInSheetNames = SearchValues.Create("[]:*?/\\");

    private const string ContentTypes = $"""
        {Declaration}
        <Types xmlns="{Package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Part}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Part}styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Part}worksheet+xml"/></Types>
        """;

    private const string Roots = $"""
        {Declaration}
        <Relationships xmlns="{Package}relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    private const string Parts = $"""
        {Declaration}
        <Relationships xmlns="{Package}relationships"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>
        """;

    /// <summary>A fixed moment, the earliest a ZIP can tell.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsSheetName(string name) =>
        name.Length is > 0 and <= LongestSheetName && !name.AsSpan().ContainsAny(NotInSheetNames) && name[0] != '\'' && name[^1] != '\'' && !name.Any(char.IsControl)
        && !name.Equals("History", StringComparison.OrdinalIgnoreCase);

    public static byte[] Write(string sheet, IReadOnlyList<string> headings, IReadOnlyList<object?[]> rows)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(package, "[Content_Types].xml", ContentTypes);
            Add(package, "_rels/.rels", Roots);
            Add(package, "xl/_rels/workbook.xml.rels", Parts);
            Add(package, "xl/styles.xml", CellStyles.Xml);
            Add(package, "xl/workbook.xml", xml => WriteWorkbook(xml, sheet));
            Add(package, "xl/worksheets/sheet1.xml", xml => Sheet.Write(xml, headings, rows));
        }

        return bytes.ToArray();
    }

    private static void WriteWorkbook(XmlWriter xml, string sheet)
    {
        xml.WriteStartElement("workbook", Sheet.Namespace);
        xml.WriteAttributeString("xmlns", "r", null, Office);
        xml.WriteStartElement("sheets");
        xml.WriteStartElement("sheet");
        xml.WriteAttributeString("name", sheet);
        xml.WriteAttributeString("sheetId", "1");
        xml.WriteAttributeString("id", Office, "rId1");
        xml.WriteEndElement();
        xml.WriteEndElement();

        // On paper each page begins with the headings.
        xml.WriteStartElement("definedNames");
        xml.WriteStartElement("definedName");
        xml.WriteAttributeString("name", "_xlnm.Print_Titles");
        xml.WriteAttributeString("localSheetId", "0");
        xml.WriteString($"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'!$1:$1");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Add(ZipArchive package, string path, string text)
    {
        using var part = Open(package, path);
        part.Write(Encoding.UTF8.GetBytes(text));
    }

    private static void Add(ZipArchive package, string path, Action<XmlWriter> write)
    {
        using var part = Open(package, path);
        using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.None });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static Stream Open(ZipArchive package, string path)
    {
        var entry = package.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Stamp;
        return entry.Open();
    }
}
