using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>The whole journal: when, who, what, and the clocks and the lamp after it.</summary>
internal static class JournalTable
{
    private const int NameWidth = 16;
    private const int ClocksWidth = 24;

    public static void Show(IAnsiConsole console, IReadOnlyList<JournalRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("序号", "时间", "谁", "做了什么", "时钟", "灯");
        foreach (var column in table.Columns)
        {
            column.Padding = new Padding(0, 0, 2, 0);
        }

        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[2].Width = NameWidth;
        table.Columns[4].Width = ClocksWidth;
        table.Columns[5].NoWrap();

        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.LastVersion == row.Entry.Version ? Number(row.LastVersion) : $"{Number(row.Entry.Version)}-{Number(row.LastVersion)}"),
                new Text(Words.Instant(row.Entry.EffectiveAt)),
                new Text(row.Who),
                new Text(row.Act),
                new Text(string.Join(" ", row.Clocks)),
                new Markup($"[{Words.LampColour(row.Lamp)}]{Words.Lamp(row.Lamp)}[/]"));
        }

        console.Write(table);
    }

    private static string Number(int version) => version.ToString(CultureInfo.InvariantCulture);
}
