using System.Collections.Immutable;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Reading;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Forecasting;

/// <summary>Who works where, and who is away when.</summary>
public sealed record Staffing(ImmutableArray<Staff> Staff)
{
    /// <summary>The office and role of a pool.</summary>
    public static string Key(string office, string role) => $"{office}/{role}";

    public IEnumerable<Staff> In(string pool) => Staff.Where(staff => Key(staff.Office, staff.Role) == pool);
}

/// <param name="Office">Code of the office, or of a partner of one.</param>
/// <param name="Role">The one role that these people work in.</param>
/// <param name="Count">How many.</param>
/// <param name="Absences">Days on which all of these are away, both included; the days off of the calendar need not be said.</param>
public sealed record Staff(string Office, string Role, int Count, ImmutableArray<Absence> Absences);

public sealed record Absence(DateOnly From, DateOnly Through);

/// <summary>Reads <c>{ "staff": [ { "office", "role", "count", "absences": [ { "from", "through" } ] } ] }</c>, strictly.</summary>
public static class StaffingReader
{
    /// <returns>The staffing, or every reason why not.</returns>
    public static (Staffing? Staffing, ImmutableArray<Finding> Findings) Read(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        var log = new FindingLog(file);
        using var document = JsonText.TryParse(json, log);
        if (document is null)
        {
            return (null, log.Findings);
        }

        var staff = new JsonPlace(document.RootElement, "$", log).Object(members =>
            members.NotEmpty("staff", at => at.List(One), "Expected at least one line of people, but there is none."));
        return log.Findings.IsEmpty ? (new Staffing(staff), []) : (null, log.Findings);
    }

    private static Staff One(JsonPlace place) => place.Object(members => new Staff(
        members.Required("office", Text),
        members.Required("role", Role),
        members.OptionalValue("count", at => Integer(at, 1, 10_000)) ?? 1,
        members.OptionalValue("absences", at => at.List(Away)) ?? []));

    private static string Role(JsonPlace at) =>
        Text(at) is var role && (role is null || Roles.Office.Contains(role)) ? role! : at.Refuse<string>($"one of {string.Join(", ", Roles.Office)}");

    private static Absence Away(JsonPlace place)
    {
        var away = place.Object(members => new Absence(members.Required("from", Date), members.Required("through", Date)));
        if (place.Log.CanUse(place.Path) && away.Through < away.From)
        {
            place.Log.Note($"{place.Path}.through", $"Expected {away.From:yyyy-MM-dd} or a later day, but it is {away.Through:yyyy-MM-dd}.");
        }

        return away;
    }
}
