using Npgsql;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>A supervision card, as supervisors see it.</summary>
/// <param name="Office">The office the case is with.</param>
/// <param name="Rule">What it was issued for; with the case it names the card in commands.</param>
/// <param name="Level">warning, yellow or red.</param>
/// <param name="On">Civil day of the threshold.</param>
/// <param name="Recipients">Roles of the office and of those above it.</param>
/// <param name="WrittenOff">Null while it stands.</param>
public sealed record SupervisionCard(
    Guid Id,
    Guid CaseId,
    string CaseNumber,
    string ProjectName,
    string Office,
    string Procedure,
    string Rule,
    string Level,
    string? ClockId,
    DateOnly On,
    IReadOnlyList<string> Recipients,
    DateTimeOffset IssuedAt,
    CardWriteOff? WrittenOff)
{
    internal static SupervisionCard Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.GetFieldValue<DateOnly>(9),
        reader.GetFieldValue<string[]>(10),
        reader.GetFieldValue<DateTimeOffset>(11),
        reader.IsDBNull(12) ? null : new CardWriteOff(reader.GetFieldValue<DateTimeOffset>(12), reader.GetString(13), reader.GetString(14)));
}

public sealed record CardWriteOff(DateTimeOffset At, string By, string Reason);
