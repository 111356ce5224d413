using Npgsql;

namespace Approval.Workflows.Versions;

/// <summary>A version of a procedure in the making.</summary>
/// <param name="Code">As its text says; null while that cannot be read.</param>
/// <param name="Content">The text, as it would be published.</param>
/// <param name="Note">For those who work on it.</param>
/// <param name="Revision">Counts changes: who changes or publishes a draft names the revision that was seen.</param>
/// <param name="PublishedVersion">Set when it was published; then it never changes again.</param>
public sealed record DraftRecord(
    Guid Id,
    string? Code,
    string Content,
    string? Note,
    int Revision,
    string CreatedBy,
    string CreatedByName,
    DateTimeOffset CreatedAt,
    string ChangedBy,
    string ChangedByName,
    DateTimeOffset ChangedAt,
    int? PublishedVersion)
{
    internal static DraftRecord Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.IsDBNull(1) ? null : reader.GetString(1),
        reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.GetInt32(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetFieldValue<DateTimeOffset>(10),
        reader.IsDBNull(11) ? null : reader.GetInt32(11));
}
