using Npgsql;

namespace Approval.Workflows.Publishing;

/// <summary>A publication as the database remembers it.</summary>
/// <param name="PublishedBy">Id of the person, or system:seeds for what came with the product.</param>
/// <param name="Notices">Numbers of the notices it rests on.</param>
/// <param name="CalendarVersion">The national calendar that came of it.</param>
public sealed record PublicationRecord(
    long Id,
    string PublishedBy,
    string PublishedByName,
    string Reason,
    IReadOnlyList<string> Notices,
    string CalendarVersion,
    DateTimeOffset PublishedAt,
    RecomputationProgress Recomputation)
{
    internal static PublicationRecord Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetFieldValue<string[]>(4),
        reader.GetString(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        new RecomputationProgress(
            reader.GetInt64(7),
            reader.GetInt64(8),
            reader.GetInt64(9),
            reader.GetInt64(10),
            reader.GetInt64(11),
            reader.IsDBNull(12) ? null : reader.GetFieldValue<DateTimeOffset>(12),
            reader.IsDBNull(13) ? null : reader.GetInt64(13)));
}

/// <summary>How far the open cases are.</summary>
/// <param name="OpenCases">Open cases when it was published: what <paramref name="Examined"/> runs towards; cases that open or close meanwhile make it end a little beside.</param>
/// <param name="Moved">Cases that the pass moved. Those that an act reached first are in the journal, not here.</param>
/// <param name="Relit">Of those, cases whose lamp changed.</param>
/// <param name="Failed">Cases that could not be recomputed and are put aside for people.</param>
/// <param name="SupersededBy">A newer publication, which recomputes what this one had not reached.</param>
public sealed record RecomputationProgress(long OpenCases, long Examined, long Moved, long Relit, long Failed, DateTimeOffset? FinishedAt, long? SupersededBy);
