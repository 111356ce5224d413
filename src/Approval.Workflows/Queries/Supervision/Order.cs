using Npgsql;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>督办, as supervisors and the office see it.</summary>
/// <param name="Office">The office that owes the report.</param>
/// <param name="Number">Within the case.</param>
/// <param name="Card">Rule of the card it follows from.</param>
/// <param name="DueOn">Last day for the report, of the last return if there was one.</param>
/// <param name="Status">open: the office owes its report; answered: the supervisor has it; closed.</param>
/// <param name="LateWorkingDays">Working days after the last day, to the report or to today; 0 while there is time.</param>
/// <param name="Report">The last one.</param>
/// <param name="Returned">How many times a report did not do.</param>
public sealed record Order(
    Guid Id,
    Guid CaseId,
    string CaseNumber,
    string ProjectName,
    string Office,
    string Procedure,
    int Number,
    string? Card,
    string Requirement,
    DateOnly DueOn,
    string Status,
    int LateWorkingDays,
    OrderPerson IssuedBy,
    DateTimeOffset IssuedAt,
    OrderReport? Report,
    int Returned,
    string? ReturnReason,
    OrderClosing? Closed)
{
    internal static Order Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetInt32(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.GetString(8),
        reader.GetFieldValue<DateOnly>(9),
        reader.GetString(10),
        0,
        new OrderPerson(reader.GetString(11), reader.GetString(12)),
        reader.GetFieldValue<DateTimeOffset>(13),
        reader.IsDBNull(14) ? null : new OrderReport(reader.GetString(14), new OrderPerson(reader.GetString(15), reader.GetString(16)), reader.GetFieldValue<DateOnly>(17)),
        reader.GetInt32(18),
        reader.IsDBNull(19) ? null : reader.GetString(19),
        reader.IsDBNull(20) ? null : new OrderClosing(reader.GetString(20), new OrderPerson(reader.GetString(21), reader.GetString(22)), reader.GetFieldValue<DateTimeOffset>(23)));
}

public sealed record OrderPerson(string Id, string Name);

/// <param name="On">The day that decides whether it came in time.</param>
public sealed record OrderReport(string Text, OrderPerson By, DateOnly On);

/// <param name="Conclusion">销号结论.</param>
public sealed record OrderClosing(string Conclusion, OrderPerson By, DateTimeOffset At);
