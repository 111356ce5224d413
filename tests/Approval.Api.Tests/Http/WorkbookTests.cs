using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Approval.Api.Http;
using Approval.Api.Http.Tables;
using Approval.Api.Tests.Fuzzing;
using Approval.Api.Tests.Host;
using Microsoft.AspNetCore.Http;

namespace Approval.Api.Tests.Http;

/// <summary>Workbooks, read back by a reader that is not ours (SheetJS), and taken apart (ECMA-376).</summary>
internal sealed class WorkbookTests
{
    private const string ReadCells = """
        import * as XLSX from 'xlsx';
        let text = '';
        for await (const chunk of process.stdin.setEncoding('ascii')) text += chunk;
        const book = XLSX.read(text, { type: 'base64', cellNF: true });
        const sheet = book.Sheets[book.SheetNames[0]];
        const cells = Object.entries(sheet).filter(([place]) => place[0] !== '!');
        console.log(JSON.stringify({
          sheets: book.SheetNames,
          cells: Object.fromEntries(cells.map(([place, cell]) => [place, { kind: cell.t, value: String(cell.v), formula: cell.f ?? null, shown: cell.w ?? null }])),
        }));
        """;

    private const string Main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}";

    /// <summary>What people type, and what would be read as an escape of the format itself or cannot be in XML at all.</summary>
    private static readonly string[] Texts =
    [
        .. NastyTexts.Storable, "=1+1", "_x000D_", "_x005F_x000D_", "_X0041_", "a_x0041_b", "_x00G1_", "一\r\n二\r三\n四", "\uFFFE\uFFFF", "\b\v\f", " leading and trailing ", "&amp;<b>\"'", "4301000120260212000011",
    ];

    private static readonly Table<string> OneColumn = new("texts", "文本", [("文本", text => text)]);

    private static readonly Table<(string Number, DateOnly? On, DateTimeOffset At, int? Count, decimal Share)> Mixed = new(
        "mixed", "表 1", [("办件编号", row => row.Number), ("到期日", row => row.On), ("收件时间", row => row.At), ("剩余工作日", row => row.Count), ("比例", row => row.Share)]);

    [OneTimeSetUp]
    public Task Install() => NodeScript.InstallAsync();

    [Test]
    public async Task Every_text_comes_back_as_it_was_typed_and_is_no_formula()
    {
        var read = await ReadAsync(await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, Texts)));

        Assert.That(Texts.Select((_, row) => read.Cells[$"A{row + 2}"].Value), Is.EqualTo(Texts));
        Assert.That(read.Cells.Values.Select(cell => (cell.Kind, cell.Formula)).Distinct(), Is.EqualTo(new[] { ("s", (string?)null) }));
    }

    [TestCase("2026-03-02", "2026-02-11T16:30:05Z", "2026-03-02", "2026-02-12 00:30:05")]
    [TestCase("2024-02-29", "2024-02-29T15:59:59Z", "2024-02-29", "2024-02-29 23:59:59")]
    [TestCase("2099-12-31", "2099-12-31T04:00:00Z", "2099-12-31", "2099-12-31 12:00:00")]
    public async Task Days_and_instants_are_dates_to_a_spreadsheet_and_civil_time_at_Shanghai(string on, string at, string day, string instant)
    {
        var row = ("4301000120260212000011", (DateOnly?)DateOnly.Parse(on, CultureInfo.InvariantCulture), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), (int?)-3, 0.125m);
        var read = await ReadAsync(await BytesAsync(Mixed.Answer(TableFormat.Xlsx, [row, row with { Item2 = null, Item4 = null }])));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((read.Cells["A2"].Kind, read.Cells["A2"].Value), Is.EqualTo(("s", "4301000120260212000011")), "twenty-two digits are a name, not a number");
            Assert.That((read.Cells["B2"].Kind, read.Cells["B2"].Shown), Is.EqualTo(("n", day)));
            Assert.That((read.Cells["C2"].Kind, read.Cells["C2"].Shown), Is.EqualTo(("n", instant)));
            Assert.That((read.Cells["D2"].Kind, read.Cells["D2"].Value), Is.EqualTo(("n", "-3")));
            Assert.That((read.Cells["E2"].Kind, read.Cells["E2"].Value), Is.EqualTo(("n", "0.125")));
            Assert.That(read.Cells.Keys, Has.None.AnyOf("B3", "D3"), "what is not known is an empty cell");
            Assert.That(read.Sheets, Is.EqualTo(new[] { "表 1" }));
            Assert.That(read.Cells["C1"].Value, Is.EqualTo("收件时间"));
        }
    }

    /// <summary>A day before March 1900 would be shown as another.</summary>
    [Test]
    public async Task What_a_spreadsheet_would_miscount_is_told_as_text()
    {
        var old = new DateOnly(1900, 2, 28);
        var read = await ReadAsync(await BytesAsync(Mixed.Answer(TableFormat.Xlsx, [("x", old, CivilNoon(old), 1, 1m)])));

        Assert.That((read.Cells["B2"].Kind, read.Cells["B2"].Value), Is.EqualTo(("s", "1900-02-28")));
        Assert.That((read.Cells["C2"].Kind, read.Cells["C2"].Value), Is.EqualTo(("s", "1900-02-28T12:00:00+08:00")));
    }

    [Test]
    public async Task The_package_is_whole()
    {
        using var package = new ZipArchive(new MemoryStream(await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, Texts))), ZipArchiveMode.Read);
        var parts = package.Entries.ToDictionary(entry => entry.FullName, Load);
        var types = parts["[Content_Types].xml"].Root!.Elements().ToList();
        var named = types.Where(type => type.Name.LocalName == "Override").Select(type => type.Attribute("PartName")!.Value.TrimStart('/')).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(named, Is.SubsetOf(parts.Keys));
            Assert.That(parts.Keys.Where(part => !named.Contains(part) && part != "[Content_Types].xml"), Has.All.EndWith(".rels"), "every part has its type");
            Assert.That(types.Where(type => type.Name.LocalName == "Default").Select(type => type.Attribute("Extension")!.Value), Does.Contain("rels"));
            Assert.That(Targets(parts["_rels/.rels"]), Is.EqualTo(new[] { "xl/workbook.xml" }));
            Assert.That(Targets(parts["xl/_rels/workbook.xml.rels"]).Select(target => "xl/" + target), Is.SubsetOf(parts.Keys));
            var sheet = parts["xl/workbook.xml"].Descendants(Main + "sheet").Single();
            Assert.That(parts["xl/_rels/workbook.xml.rels"].Root!.Elements().Select(relation => relation.Attribute("Id")!.Value), Does.Contain(sheet.Attributes().Single(attribute => attribute.Name.LocalName == "id").Value));
            Assert.That(package.Entries.Select(entry => entry.LastWriteTime.Year), Is.All.EqualTo(1980));
        }

        static IEnumerable<string> Targets(XDocument relations) => relations.Root!.Elements().Select(relation => relation.Attribute("Target")!.Value);
    }

    [Test]
    public async Task Headings_are_bold_stay_in_sight_and_Chinese_has_the_room_it_needs()
    {
        var row = ("4301000120260212000011", (DateOnly?)new DateOnly(2026, 3, 2), DateTimeOffset.UnixEpoch, (int?)3, 1m);
        using var package = new ZipArchive(new MemoryStream(await BytesAsync(Mixed.Answer(TableFormat.Xlsx, [row]))), ZipArchiveMode.Read);
        var (sheet, styles) = (Load(package.GetEntry("xl/worksheets/sheet1.xml")!), Load(package.GetEntry("xl/styles.xml")!));
        var pane = sheet.Descendants(Main + "pane").Single();
        var heading = int.Parse(sheet.Descendants(Main + "c").First().Attribute("s")!.Value, CultureInfo.InvariantCulture);
        var font = int.Parse(styles.Descendants(Main + "cellXfs").Single().Elements().ElementAt(heading).Attribute("fontId")!.Value, CultureInfo.InvariantCulture);
        var widths = sheet.Descendants(Main + "col").Select(column => (int)double.Parse(column.Attribute("width")!.Value, CultureInfo.InvariantCulture));

        Assert.That((pane.Attribute("ySplit")!.Value, pane.Attribute("topLeftCell")!.Value, pane.Attribute("state")!.Value), Is.EqualTo(("1", "A2", "frozen")));
        Assert.That(styles.Descendants(Main + "font").ElementAt(font).Element(Main + "b"), Is.Not.Null);
        Assert.That(widths, Is.EqualTo(new[] { 23, 12, 21, 11, 8 }), "22 digits; a day; an instant; five characters of two digits' width; the narrowest");
    }

    [TestCase("一行", null)]
    [TestCase("一\n二\n三", "45")]
    [TestCase("因审查人员培训，本件的审查于承诺期限届满之后完成，已经向申请人说明，并且已经安排代理人员，今后不再发生", "30")]
    public async Task Rows_are_as_high_as_their_text(string text, string? height)
    {
        using var package = new ZipArchive(new MemoryStream(await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, [text]))), ZipArchiveMode.Read);

        Assert.That(Load(package.GetEntry("xl/worksheets/sheet1.xml")!).Descendants(Main + "row").Last().Attribute("ht")?.Value, Is.EqualTo(height));
    }

    [Test]
    public async Task Texts_that_would_be_formulas_if_they_were_typed_are_marked_and_unchanged()
    {
        using var package = new ZipArchive(new MemoryStream(await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, ["=1+1", "1+1"]))), ZipArchiveMode.Read);
        var styles = Load(package.GetEntry("xl/styles.xml")!).Descendants(Main + "cellXfs").Single().Elements().ToList();
        var cells = Load(package.GetEntry("xl/worksheets/sheet1.xml")!).Descendants(Main + "c").Skip(1).Select(cell => styles[int.Parse(cell.Attribute("s")!.Value, CultureInfo.InvariantCulture)]);

        Assert.That(cells.Select(style => style.Attribute("quotePrefix")?.Value), Is.EqualTo(new[] { "1", null }));
        Assert.That(styles.Select(style => style.Attribute("numFmtId")!.Value).Skip(2).Take(2), Is.All.EqualTo("49"), "text, also once it was edited");
    }

    [TestCase(32_767, 32_767, 'x')]
    [TestCase(32_768, 32_767, '…')]
    public async Task A_text_too_long_for_a_cell_is_cut(int length, int kept, char last)
    {
        var read = await ReadAsync(await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, [new string('x', length)])));

        Assert.That((read.Cells["A2"].Value.Length, read.Cells["A2"].Value[^1]), Is.EqualTo((kept, last)));
    }

    [Test]
    public async Task The_same_table_is_the_same_file()
    {
        var (first, second) = (await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, Texts)), await BytesAsync(OneColumn.Answer(TableFormat.Xlsx, Texts)));

        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("../x", "x")]
    [TestCase("a\"b", "x")]
    [TestCase("", "x")]
    [TestCase("x", "")]
    [TestCase("x", "a:b")]
    [TestCase("x", "[a]")]
    [TestCase("x", "a/b")]
    [TestCase("x", "'a")]
    [TestCase("x", "history")]
    [TestCase("x", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二")]
    public void Names_that_no_file_or_sheet_can_have_are_refused(string name, string sheet) =>
        Assert.That(() => new Table<string>(name, sheet, []), Throws.ArgumentException);

    [Test]
    public void More_rows_than_an_export_has_are_refused() => Assert.That(
        () => OneColumn.Answer(TableFormat.Csv, [.. Enumerable.Repeat("x", Table.MostRows + 1)]), Throws.TypeOf<RefusedException>().With.Property("Problem").Property("Code").EqualTo("export.too_many"));

    [TestCase("text/csv", "csv")]
    [TestCase("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")]
    [TestCase("text/csv, application/json;q=0.5", "csv")]
    [TestCase("text/csv;q=0.5, application/json", null)]
    [TestCase("*/*, text/csv", "csv")]
    [TestCase("text/csv;q=0.9, */*;q=0.1", "csv")]
    [TestCase("text/csv;q=0.1, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;q=0.2", "xlsx")]
    [TestCase("text/csv;q=0", null)]
    [TestCase("text/html", null)]
    [TestCase("*/*", null)]
    [TestCase("", null)]
    [TestCase("nonsense", null)]
    public void What_is_asked_for_by_name_is_given(string accept, string? extension)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;

        Assert.That(TableFormat.Wanted(context.Request)?.Extension, Is.EqualTo(extension));
    }

    private static DateTimeOffset CivilNoon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8));

    private static XDocument Load(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        return XDocument.Load(stream);
    }

    private static async Task<byte[]> BytesAsync(TableAnswer answer)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await answer.ExecuteAsync(context);
        return body.ToArray();
    }

    internal static async Task<Read> ReadAsync(byte[] workbook) =>
        JsonSerializer.Deserialize<Read>(await NodeScript.RunAsync(ReadCells, Convert.ToBase64String(workbook)), JsonSerializerOptions.Web)!;

    internal sealed record Read(string[] Sheets, Dictionary<string, Cell> Cells);

    internal sealed record Cell(string Kind, string Value, string? Formula, string? Shown);
}
