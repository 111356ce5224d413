using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>Shows the case as it goes: each act with its facts, then the clocks that run and the lamp.</summary>
internal sealed class Timeline(IAnsiConsole console, Words words)
{
    private int acts;

    /// <summary>Acts of people are numbered; what the system did stands below them.</summary>
    public void Show(IReadOnlyList<JournalRow> fresh, PermitCase permit, params IReadOnlyList<(string Label, string Value)> facts)
    {
        console.WriteLine();
        if (fresh.LastOrDefault(row => !row.BySystem) is { } act)
        {
            acts++;
            console.MarkupLine($"[bold]{acts.ToString(CultureInfo.InvariantCulture),2}  {When(act)}  {Markup.Escape(act.Who)}  {Markup.Escape(act.Act)}[/]");
        }

        foreach (var (label, value) in facts)
        {
            Fact(label, value);
        }

        foreach (var row in fresh.Where(row => row.BySystem))
        {
            Fact("系统", $"{When(row)}  {row.Act}");
        }

        Fact("状态", string.Join("  ", new[] { Words.State(permit.State), Lamp(permit.Lamp), Clocks(permit) }.Where(part => part.Length > 0)), markup: true);
    }

    /// <summary>A command that the API refused, with its reason and legal basis.</summary>
    public void ShowRefusal(string asked, Problem problem)
    {
        console.WriteLine();
        console.MarkupLine($"[bold] ✗  {Markup.Escape(asked)}[/]");
        Fact("拒绝", $"{problem.Detail}（{problem.Status} {problem.Code}）");
        if (problem.LegalBasis is { } basis)
        {
            Fact("依据", basis);
        }
    }

    private static string When(JournalRow row)
    {
        var at = row.Entry.EffectiveAt;
        return $"{at.ToString("MM-dd", CultureInfo.InvariantCulture)} 周{Words.Weekday(DateOnly.FromDateTime(at.DateTime))} {at.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    private void Fact(string label, string value, bool markup = false) =>
        console.Write(new Padder(new Columns(new Text(label), markup ? new Markup(value) : new Text(value)) { Expand = false, Padding = new Padding(0, 0, 2, 0) }, new Padding(4, 0, 0, 0)));

    private static string Lamp(string lamp) => $"[{Words.LampColour(lamp)}]{Words.Lamp(lamp)}[/]";

    private string Clocks(PermitCase permit) => Markup.Escape(string.Join("  ", permit.Clocks
        .Where(clock => clock is { State: "running", Due: not null })
        .Select(clock => $"{words.Clock(clock.Id)} {Words.Day(clock.Due!.Value)}（剩{clock.RemainingWorkingDays?.ToString(CultureInfo.InvariantCulture)}）{(clock.Provisional ? "暂定" : "")}")));
}
