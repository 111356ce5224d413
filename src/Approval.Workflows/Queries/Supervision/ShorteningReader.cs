using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage.Access;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>Time saved by procedure and version, from the cases decided in a span of days. A page of cases in memory at a time, and only those that whoever asks may see.</summary>
public sealed class ShorteningReader(NpgsqlDataSource database, RulebookStore rulebooks)
{
    private const int PageSize = 500;

    /// <param name="from">First day of decision.</param>
    /// <param name="through">Last day of decision.</param>
    public async Task<IReadOnlyList<VersionShortening>> ReadAsync(Reach reach, DateOnly from, DateOnly through, CancellationToken cancellation = default)
    {
        var rules = rulebooks.Current;
        var taken = new SortedDictionary<(string Code, int Version), List<TimeTaken>>();
        var (after, more) = (Guid.Empty, true);
        while (more)
        {
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(Statement("read_decided_cases").With(reach.Office).With(reach.Last).With(from).With(through).With(after).With(PageSize));
            await using var reader = await batch.ReadSightedAsync(cancellation);
            var count = 0;
            while (await reader.ReadAsync(cancellation))
            {
                (after, count) = (reader.GetGuid(0), count + 1);
                var key = (reader.GetString(1), reader.GetInt32(2));
                if (TimeTaken.Of(CaseJson.ReadState(reader.GetFieldValue<byte[]>(4)), rules.CalendarOf(rules.Offices[reader.GetString(3)])) is { } time)
                {
                    if (!taken.TryGetValue(key, out var times))
                    {
                        taken[key] = times = [];
                    }

                    times.Add(time);
                }
            }

            more = count == PageSize;
        }

        return [.. taken.Select(entry => VersionShortening.Of(rules.Procedure(entry.Key.Code, entry.Key.Version), entry.Value))];
    }
}
