using Npgsql;

namespace Approval.Workflows.Versions;

/// <summary>A published version as the database remembers it.</summary>
/// <param name="PublishedBy">Id of the person, or system:seeds for what came with the product.</param>
/// <param name="EffectiveFrom">First receipt day it takes cases on; null: from the beginning.</param>
/// <param name="Draft">The draft it was; null for what came with the product.</param>
public sealed record VersionRecord(
    string Code,
    int Version,
    string PublishedBy,
    string PublishedByName,
    string Reason,
    DateTimeOffset PublishedAt,
    DateOnly? EffectiveFrom,
    Guid? Draft,
    RetirementRecord? Retirement)
{
    internal static VersionRecord Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.IsDBNull(6) ? null : reader.GetFieldValue<DateOnly>(6),
        reader.IsDBNull(7) ? null : reader.GetGuid(7),
        reader.IsDBNull(8) ? null : new RetirementRecord(reader.GetFieldValue<DateOnly>(8), reader.GetString(9), reader.GetString(10), reader.GetString(11), reader.GetFieldValue<DateTimeOffset>(12)));
}

/// <param name="From">First receipt day on which it takes no new cases.</param>
public sealed record RetirementRecord(DateOnly From, string Reason, string RetiredBy, string RetiredByName, DateTimeOffset RetiredAt);
