using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Tests;

/// <summary>What the rows of one case must say, told from its journal.</summary>
internal static class CaseOracle
{
    public static IEnumerable<string> Violations(Guid id, StoredCases stored)
    {
        var (row, journal) = (stored.Rows[id], stored.Journal[id].ToList());
        var history = History.Of(journal);
        return Chain(row, journal)
            .Concat(Columns(row, journal, history))
            .Concat(Differences("timers", stored.Timers[id], Timers(history.State)))
            .Concat(Differences("tasks", stored.Tasks[id].Select(task => task.ToString()), history.Tasks()))
            .Concat(Differences("messages", stored.Messages[id].Select(Span), Transactions(journal)));
    }

    /// <summary>Hashes are computed here by their definition, not by the product's code.</summary>
    private static IEnumerable<string> Chain(StoredCase row, List<StoredEvent> journal)
    {
        var head = new byte[32];
        foreach (var (entry, version) in journal.Select((entry, i) => (entry, i + 1)))
        {
            if (entry.Version != version)
            {
                yield return $"version {entry.Version} stands where {version} should";
            }

            if (!entry.Previous.AsSpan().SequenceEqual(head))
            {
                yield return $"version {entry.Version} does not follow the hash before it";
            }

            head = SHA256.HashData([0x00, .. entry.Previous, .. entry.Body]);
            if (!entry.Hash.AsSpan().SequenceEqual(head))
            {
                yield return $"version {entry.Version} does not have the hash of its body";
            }

            using var body = JsonDocument.Parse(entry.Body);
            var said = body.RootElement;
            if (said.GetProperty("version").GetInt32() != entry.Version || said.GetProperty("type").GetString() != entry.Type
                || said.GetProperty("actor").GetProperty("id").GetString() != entry.ActorId
                || said.GetProperty("recordedAt").GetDateTimeOffset() != entry.RecordedAt || said.GetProperty("effectiveAt").GetDateTimeOffset() != entry.EffectiveAt)
            {
                yield return $"the columns of version {entry.Version} say something else than its body";
            }
        }

        if (row.Version != journal.Count || !row.Head.AsSpan().SequenceEqual(head))
        {
            yield return $"the case stands at version {row.Version}, its journal at {journal.Count}, or their heads differ";
        }
    }

    private static IEnumerable<string> Columns(StoredCase row, List<StoredEvent> journal, History history)
    {
        if (Encoding.UTF8.GetString(row.State) != Encoding.UTF8.GetString(CaseJson.Write(history.State)))
        {
            yield return "the stored state is not the fold of the journal";
        }

        if (Encoding.UTF8.GetString(row.Application) != Encoding.UTF8.GetString(CaseJson.Write(history.Application)))
        {
            yield return "the stored application is not the one of the journal";
        }

        var file = history.State.File;
        var received = history.Received;
        var due = file.Clocks
            .Where(clock => clock is { StoppedOn: null, Deadline: not null } && clock.Status is ClockStatus.Running or ClockStatus.Breached)
            .MinBy(clock => clock.Deadline!.Due);
        string?[] expected =
        [
            file.Number, received.Procedure, $"{history.ProcedureVersion}", file.Office, received.Window, Camel(received.Channel), received.Organisation,
            received.Application.Project?.Name ?? "", received.Application.Applicant.Name, $"{received.ReceivedAt:O}", PhaseNames.Of(history.State).En,
            history.Determination is { } decided ? Camel(decided.Outcome) : null, history.AcceptedOn is null ? null : history.Deemed ? "deemed" : "explicit",
            Camel(file.Lamp), Camel(history.WorstLamp), Day(history.AcceptedOn), Day(history.Determination?.On), Day(due?.Deadline!.Due), due?.Id, $"{journal[^1].RecordedAt:O}",
        ];
        foreach (var (column, i) in expected.Select((column, i) => (column, i)))
        {
            if (row.Columns[i] != column)
            {
                yield return $"column {i} of the case says '{row.Columns[i]}', the journal '{column}'";
            }
        }
    }

    private static IEnumerable<string> Timers(CaseState.Known state) =>
        from clock in state.File.Clocks
        where clock.Status == ClockStatus.Running && clock.Deadline is not null
        let warns = !clock.Warned && clock.WarnsAt is not null
        select $"{clock.Id} {(warns ? "warn" : "breach")} {(warns ? clock.WarnsAt : clock.Deadline!.PassesAt):O} {clock.LedgerVersion}";

    /// <summary>One message for each transaction that wrote to the case, over exactly the versions it wrote.</summary>
    private static IEnumerable<string> Transactions(List<StoredEvent> journal) =>
        journal.GroupBy(entry => entry.Transaction).Select(step => Span((step.Min(entry => entry.Version) - 1, step.Max(entry => entry.Version))));

    private static string Span((int From, int To) message) => $"{message.From}-{message.To}";

    private static IEnumerable<string> Differences(string what, IEnumerable<string> stored, IEnumerable<string> expected)
    {
        var (has, wants) = (stored.Order(StringComparer.Ordinal).ToList(), expected.Order(StringComparer.Ordinal).ToList());
        if (!has.SequenceEqual(wants))
        {
            yield return $"{what}: stored {{{string.Join("; ", has.Except(wants))}}} (of {has.Count}), the journal says {{{string.Join("; ", wants.Except(has))}}} (of {wants.Count})";
        }
    }

    internal static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? Day(DateOnly? day) => day?.ToString("O");
}
