using System.Text;
using Approval.Engine.Audit;
using Approval.Engine.Tasks;
using Npgsql;

namespace Approval.Bench;

/// <summary>
/// A case that real steps wrote, as a pattern for others: the same bytes but for the ids of case and tasks and the number, and a
/// journal sealed anew. A copy can be told from a case of the write path by nothing.
/// </summary>
internal sealed class CaseModel
{
    private readonly string number;
    private readonly Pattern state;
    private readonly List<(int Version, Pattern Body)> journal;
    private readonly List<ModelTask> tasks;

    private CaseModel(Guid id, string number, byte[] state, List<(int Version, byte[] Body)> journal, List<ModelTask> tasks)
    {
        (Id, this.number, this.tasks) = (id, number, tasks);
        List<byte[]> names = [Text(id), Encoding.UTF8.GetBytes(number), .. tasks.Select(task => Text(task.Id))];
        this.state = Pattern.Of(state, names);
        this.journal = journal.ConvertAll(row => (row.Version, Pattern.Of(row.Body, names)));
    }

    public Guid Id { get; }

    public int Versions => journal.Count;

    public IEnumerable<Guid> Tasks => tasks.Select(task => task.Id);

    public static async Task<CaseModel> ReadAsync(NpgsqlDataSource source, Guid id)
    {
        var (number, state) = (await source.RowsAsync("select number, state from approval.permit_case where id = $1", r => (r.GetString(0), r.GetFieldValue<byte[]>(1)), id))[0];
        return new CaseModel(
            id,
            number,
            state,
            await source.RowsAsync("select version, body from approval.case_event where case_id = $1 order by version", r => (r.GetInt32(0), r.GetFieldValue<byte[]>(1)), id),
            await source.RowsAsync(
                "select id, round, step, signer from approval.case_task where case_id = $1 order by id",
                r => new ModelTask(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetInt32(3)),
                id));
    }

    /// <param name="like">As long as the model's own number.</param>
    public CaseCopy Copy(Guid id, string like)
    {
        if (like.Length != number.Length)
        {
            throw new ArgumentException("The number is of another length than the model's.", nameof(like));
        }

        var copied = tasks.ConvertAll(task => TaskIdentity.Of(id, task.Round, task.Step, task.Signer));
        List<byte[]> names = [Text(id), Encoding.UTF8.GetBytes(like), .. copied.Select(Text)];
        var rows = new List<CopiedRow>(journal.Count);
        var head = HashChain.Genesis;
        foreach (var (version, pattern) in journal)
        {
            var body = pattern.With(names);
            var hash = HashChain.Next(head, body);
            rows.Add(new CopiedRow(version, body, head, hash));
            head = hash;
        }

        return new CaseCopy(id, like, state.With(names), head, rows, copied);
    }

    private static byte[] Text(Guid id) => Encoding.UTF8.GetBytes(id.ToString("D"));

    private sealed record ModelTask(Guid Id, int Round, string Step, int Signer);

    /// <summary>A text with the places of names that are put in.</summary>
    private sealed record Pattern(byte[] Original, List<(int Place, int Name)> Places)
    {
        public static Pattern Of(byte[] text, List<byte[]> names)
        {
            var places = new List<(int, int)>();
            for (var name = 0; name < names.Count; name++)
            {
                for (var from = 0; text.AsSpan(from).IndexOf(names[name]) is >= 0 and var found; from += found + 1)
                {
                    places.Add((from + found, name));
                }
            }

            return new Pattern(text, places);
        }

        public byte[] With(List<byte[]> names)
        {
            var copy = Original.AsSpan().ToArray();
            foreach (var (place, name) in Places)
            {
                names[name].CopyTo(copy, place);
            }

            return copy;
        }
    }
}

internal sealed record CopiedRow(int Version, byte[] Body, byte[] PreviousHash, byte[] Hash);

internal sealed record CaseCopy(Guid Id, string Number, byte[] State, byte[] Head, List<CopiedRow> Rows, List<Guid> Tasks);
