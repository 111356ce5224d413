using System.Text;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>
/// The oracle of every test on the database (RELIABILITY 3): journal, projection and timers of every case agree, worked out here
/// from the journal alone.
/// </summary>
internal static class Invariants
{
    public static async Task CheckAsync(NpgsqlDataSource source)
    {
        var journal = await JournalAsync(source);
        var cases = await RowsAsync(source, "select id, version, head, state, phase, lamp, due_on from approval.permit_case", reader => new
        {
            Id = reader.GetGuid(0),
            Version = reader.GetInt32(1),
            Head = reader.GetFieldValue<byte[]>(2),
            State = reader.GetFieldValue<byte[]>(3),
            Phase = reader.GetString(4),
            Lamp = reader.GetString(5),
        });
        Assert.That(journal.Keys, Is.EquivalentTo(cases.Select(c => c.Id)), "Every case has a journal and every journal a case.");

        var timers = (await RowsAsync(source, "select case_id, clock_id, kind, fire_at, ledger_version from approval.case_timer", reader =>
            (Case: reader.GetGuid(0), Text: $"{reader.GetString(1)} {reader.GetString(2)} {reader.GetFieldValue<DateTimeOffset>(3):O} {reader.GetInt32(4)}"))).ToLookup(row => row.Case, row => row.Text);
        var openTasks = (await RowsAsync(source, "select case_id, id from approval.case_task where status in ('offered', 'claimed')", reader => (Case: reader.GetGuid(0), Id: reader.GetGuid(1)))).ToLookup(row => row.Case, row => row.Id);
        var messages = (await RowsAsync(source, "select case_id, from_version, to_version from approval.outbox order by id", reader => (Case: reader.GetGuid(0), From: reader.GetInt32(1), To: reader.GetInt32(2)))).ToLookup(row => row.Case);

        foreach (var row in cases)
        {
            var head = HashChain.Genesis;
            var state = CaseState.Initial;
            foreach (var (version, previous, hash, body) in journal[row.Id])
            {
                Assert.That(previous, Is.EqualTo(head), $"Link of {row.Id} version {version}");
                head = HashChain.Next(previous, body);
                Assert.That(hash, Is.EqualTo(head), $"Hash of {row.Id} version {version}");
                state = CaseEvolution.Evolve(state, JournalRow.Open(body));
            }

            var file = ((CaseState.Known)state).File;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(journal[row.Id].Select(r => r.Version), Is.EqualTo(Enumerable.Range(1, row.Version)), "Versions are 1..n without a gap.");
                Assert.That(row.Head, Is.EqualTo(head), "The case row knows the head of its journal.");
                Assert.That(Encoding.UTF8.GetString(row.State), Is.EqualTo(Encoding.UTF8.GetString(CaseJson.Write(state))), "The stored state is the fold of the journal.");
                Assert.That(row.Phase, Is.EqualTo(PhaseNames.Of(state).En));
                Assert.That(row.Lamp, Is.EqualTo(file.Lamp.ToString()).IgnoreCase);
                Assert.That(
                    timers[row.Id],
                    Is.EquivalentTo(TimerPlan.For(file.Clocks).Select(t => $"{t.ClockId} {(t.Kind == TimerKind.Warn ? "warn" : "breach")} {t.FireAt:O} {t.LedgerVersion}")),
                    "Every running clock has exactly one timer.");
                Assert.That(openTasks[row.Id], Is.EquivalentTo(OpenTasks(state)), "Open tasks are those of the state.");
                Assert.That(messages[row.Id].Select(m => m.From).Skip(1), Is.EqualTo(messages[row.Id].Select(m => m.To).SkipLast(1)), "Messages follow each other without a gap.");
                Assert.That(messages[row.Id].LastOrDefault().To, Is.EqualTo(row.Version), "The last step has posted its message.");
            }
        }
    }

    private static IEnumerable<Guid> OpenTasks(CaseState state) => state switch
    {
        CaseState.InReview s => s.Review.Tasks.Where(task => task.IsOpen).Select(task => task.Id),
        CaseState.Suspended { Review: { } review } => review.Tasks.Where(task => task.IsOpen).Select(task => task.Id),
        _ => [],
    };

    private static async Task<Dictionary<Guid, List<(int Version, byte[] Previous, byte[] Hash, byte[] Body)>>> JournalAsync(NpgsqlDataSource source)
    {
        var rows = await RowsAsync(source, "select case_id, version, previous_hash, hash, body from approval.case_event order by case_id, version", reader =>
            (Case: reader.GetGuid(0), Version: reader.GetInt32(1), Previous: reader.GetFieldValue<byte[]>(2), Hash: reader.GetFieldValue<byte[]>(3), Body: reader.GetFieldValue<byte[]>(4)));
        return rows.GroupBy(row => row.Case).ToDictionary(group => group.Key, group => group.Select(row => (row.Version, row.Previous, row.Hash, row.Body)).ToList());
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
