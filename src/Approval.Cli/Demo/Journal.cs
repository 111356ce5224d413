using System.Text.Json;

namespace Approval.Cli.Demo;

/// <summary>The journal of the case as read so far: entries, which step each task is for, and the clocks and the lamp after each entry.</summary>
internal sealed class Journal(Words words)
{
    private readonly List<JournalRow> rows = [];
    private readonly Dictionary<Guid, string> tasks = [];
    private readonly JournalWords act = new(words);
    private string lamp = "green";

    /// <summary>The acts in order; what the system derived from an act (clocks, lamp) stands in the row of that act.</summary>
    public IReadOnlyList<JournalRow> Rows => rows;

    public int LastVersion { get; private set; }

    /// <summary>Takes in the entries that are new, and answers their rows.</summary>
    public IReadOnlyList<JournalRow> Read(IEnumerable<JournalEntry> entries)
    {
        var known = rows.Count;
        foreach (var entry in entries.Where(entry => entry.Version > LastVersion).OrderBy(entry => entry.Version))
        {
            Take(entry);
            LastVersion = entry.Version;
        }

        return rows[known..];
    }

    private void Take(JournalEntry entry)
    {
        if (entry.Type == "clocks.recorded.v1" && rows.Count > 0)
        {
            rows[^1] = rows[^1] with { LastVersion = entry.Version, Clocks = [.. rows[^1].Clocks, .. Moved(entry.Data)] };
            return;
        }

        if (entry.Type == "lamp.changed.v1")
        {
            lamp = JournalWords.Text(entry.Data, "to");
        }

        foreach (var task in JournalWords.Items(entry.Data, "tasks"))
        {
            tasks[task.GetProperty("id").GetGuid()] = JournalWords.Text(task, "step");
        }

        if (entry.Data.TryGetProperty("added", out var added))
        {
            tasks[added.GetProperty("id").GetGuid()] = JournalWords.Text(added, "step");
        }

        rows.Add(new JournalRow(entry, entry.Version, act.Of(entry, tasks), [], lamp));
    }

    private IEnumerable<string> Moved(JsonElement data) => JournalWords.Items(data, "clocks").Select(clock =>
    {
        var name = words.Clock(JournalWords.Text(clock, "id"));
        return JournalWords.Text(clock, "status") switch
        {
            "stopped" => $"{name}停",
            "breached" => $"{name}超期",
            "suspended" => $"{name}中止",
            _ => $"{name}至{Due(clock)}",
        };
    });

    private static string Due(JsonElement clock) =>
        clock.TryGetProperty("deadline", out var deadline) && deadline.TryGetProperty("due", out var due) && due.TryGetDateTime(out var day)
            ? Words.Day(DateOnly.FromDateTime(day))
            : "?";
}

/// <param name="Clocks">What became of the clocks.</param>
/// <param name="Lamp">The lamp after it.</param>
internal sealed record JournalRow(JournalEntry Entry, int LastVersion, string Act, string[] Clocks, string Lamp)
{
    public bool BySystem => Entry.Actor.Id.StartsWith("system:", StringComparison.Ordinal);

    public string Who => BySystem ? "系统" : Entry.Actor.Name;
}
