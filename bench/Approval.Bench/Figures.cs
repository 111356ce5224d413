using System.Globalization;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>The table that storm and recomputation end with.</summary>
internal static class Figures
{
    public static void Print(
        string title,
        int scale,
        double seconds,
        ProcessorTime used,
        (int Cases, FloorRun Before, FloorRun After) floor,
        MemoryCurve memory,
        (string What, string Rows) written)
    {
        var rate = scale / seconds;
        var floorRate = 2 / ((1 / floor.Before.Rate) + (1 / floor.After.Rate));
        var table = new Table().Title(title).AddColumns("figure", "value", "target");
        Row("a second", rate, "20,000");
        table.AddRow(written.What, written.Rows, "");
        Row("floor: the same rows by plain SQL, a second", floorRate, "");
        table.AddRow("  before, after", $"{Number(floor.Before.Rate)}, {Number(floor.After.Rate)}", "");
        table.AddRow("ratio to the floor", (rate / floorRate).ToString("0.00", CultureInfo.InvariantCulture), "");
        table.AddRow("processor time of one, µs, here + PostgreSQL", used.Each(scale), "");
        table.AddRow("  of the floor, before and after", $"{floor.Before.Used.Each(floor.Cases)}, {floor.After.Used.Each(floor.Cases)}", "");
        table.AddRow("memory of this process, MB", memory.Marks(), "flat");
        table.AddRow("  peak", memory.Peak(), "");
        AnsiConsole.Write(table);

        void Row(string figure, double value, string target) => table.AddRow(figure, Number(value), target);
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <param name="Rate">Cases a second.</param>
internal sealed record FloorRun(double Rate, ProcessorTime Used);
