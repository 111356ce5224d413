using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows.Stepping;
using Npgsql;
using Spectre.Console;

namespace Approval.Bench;

/// <summary>
/// Puts many cases into a database quickly: copies of a case that real steps wrote, in every table but the outbox (its messages count as
/// delivered and removed). The copies are judged by the write path like any other case; a sample is read back and checked.
/// </summary>
internal sealed class CaseStock : IAsyncDisposable
{
    private const int Batch = 1000;
    private const int Writers = 2;

    private readonly NpgsqlDataSource database;
    private int next;

    /// <param name="connectionString">Of a database made for the bench.</param>
    public CaseStock(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.CommandTimeout = 0;

        // References are right by construction and are not looked up row by row; what a crash loses is made again.
        builder.ConnectionStringBuilder.Options = "-c session_replication_role=replica -c synchronous_commit=off";
        database = builder.Build();
    }

    /// <returns>The ids of the copies, ascending: as time passes, so do ids.</returns>
    public async Task<Guid[]> FillAsync(string purpose, CaseModel model, int count, DateTimeOffset at)
    {
        var columns = await ColumnsAsync();
        var ids = Enumerable.Range(0, count).Select(i => Guid.CreateVersion7(at.AddMilliseconds(1 + next + i))).ToArray();
        await AnsiConsole.Progress().HideCompleted(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask($"{purpose}: {count:N0} cases", maxValue: count);
            await Parallel.ForEachAsync(
                ids.Index().Chunk(Batch),
                new ParallelOptions { MaxDegreeOfParallelism = Writers },
                async (chunk, _) =>
                {
                    var copies = chunk.Select(item => model.Copy(item.Item, Number(next + item.Index))).ToList();
                    await WriteAsync(model, copies, columns);
                    bar.Increment(chunk.Length);
                });
        });
        next += count;
        await CheckAsync(ids[0]);
        await CheckAsync(ids[^1]);
        return ids;
    }

    /// <summary>As after a night of housekeeping: the planner knows the tables, and their pages are known to be visible to all.</summary>
    public Task SettleAsync() => database.RunAsync("vacuum analyze approval.permit_case, approval.case_event, approval.case_timer, approval.case_task, approval.outbox, approval.supervision_card");

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Of a day long ago, so that it cannot meet a number the write path gives.</summary>
    private static string Number(int serial) => CaseNumbers.Format("430100", "RF-01", new DateOnly(2001, 1, 1).AddDays(serial / 99_999), 1 + (serial % 99_999));

    private async Task WriteAsync(CaseModel model, List<CaseCopy> copies, Dictionary<string, string> columns)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var rows = copies.SelectMany(copy => copy.Rows.Select(row => (copy.Id, Row: row))).ToList();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            insert into approval.permit_case (id, number, head, state, {columns["permit_case"]})
            select u.*, {columns["permit_case"]} from approval.permit_case c, unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) u where c.id = $5
            """).P(copies.Select(c => c.Id).ToArray()).P(copies.Select(c => c.Number).ToArray()).P(copies.Select(c => c.Head).ToArray()).P(copies.Select(c => c.State).ToArray()).P(model.Id));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            insert into approval.case_event (case_id, version, body, previous_hash, hash, {columns["case_event"]})
            select u.*, {columns["case_event"]}
            from unnest($1::uuid[], $2::integer[], $3::bytea[], $4::bytea[], $5::bytea[]) u(id, copied, body_, previous_, hash_)
            join approval.case_event e on e.case_id = $6 and e.version = u.copied
            """).P(rows.Select(r => r.Id).ToArray()).P(rows.Select(r => r.Row.Version).ToArray()).P(rows.Select(r => r.Row.Body).ToArray())
            .P(rows.Select(r => r.Row.PreviousHash).ToArray()).P(rows.Select(r => r.Row.Hash).ToArray()).P(model.Id));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            insert into approval.case_timer (case_id, {columns["case_timer"]})
            select u.id, {columns["case_timer"]} from approval.case_timer t, unnest($1::uuid[]) u(id) where t.case_id = $2
            """).P(copies.Select(c => c.Id).ToArray()).P(model.Id));
        foreach (var (task, place) in model.Tasks.Select((task, place) => (task, place)))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
                insert into approval.case_task (id, case_id, {columns["case_task"]})
                select u.*, {columns["case_task"]} from approval.case_task t, unnest($1::uuid[], $2::uuid[]) u where t.id = $3
                """).P(copies.Select(c => c.Tasks[place]).ToArray()).P(copies.Select(c => c.Id).ToArray()).P(task));
        }

        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>For each table the columns that a copy shares with its model; the transaction is the copy's own.</summary>
    private async Task<Dictionary<string, string>> ColumnsAsync() => (await database.RowsAsync("""
        select table_name::text, string_agg(column_name, ', ' order by ordinal_position)
        from information_schema.columns
        where table_schema = 'approval' and (
          table_name = 'permit_case' and column_name not in ('id', 'number', 'head', 'state')
          or table_name = 'case_event' and column_name not in ('case_id', 'version', 'body', 'previous_hash', 'hash', 'transaction')
          or table_name = 'case_timer' and column_name <> 'case_id'
          or table_name = 'case_task' and column_name not in ('id', 'case_id'))
        group by table_name
        """, reader => (reader.GetString(0), reader.GetString(1)))).ToDictionary();

    /// <summary>The journal of a copy must hold together, end at the head of its row and fold to its state.</summary>
    private async Task CheckAsync(Guid id)
    {
        var (head, state) = (await database.RowsAsync("select head, state from approval.permit_case where id = $1", r => (r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1)), id))[0];
        var rows = await database.RowsAsync(
            "select version, type, recorded_at, effective_at, body, previous_hash, hash from approval.case_event where case_id = $1 order by version",
            r =>
            {
                var body = r.GetFieldValue<byte[]>(4);
                return new JournalRow(id, r.GetInt32(0), r.GetString(1), JournalRow.Open(body).Actor, r.GetFieldValue<DateTimeOffset>(2), r.GetFieldValue<DateTimeOffset>(3), body, r.GetFieldValue<byte[]>(5), r.GetFieldValue<byte[]>(6));
            },
            id);
        var folded = CaseEvolution.Fold(rows.Select(row => JournalRow.Open(row.Body)));
        if (HashChain.FirstBreak(rows) is not null || !rows[^1].Hash.AsSpan().SequenceEqual(head) || !CaseJson.Write(folded).AsSpan().SequenceEqual(state))
        {
            throw new InvalidOperationException($"The copy {id} is no real case.");
        }
    }
}
