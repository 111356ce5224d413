using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Queries.Supervision;
using Npgsql;
using NpgsqlTypes;

namespace Approval.Workflows.Storage.Access;

/// <summary>
/// Which rows a transaction may touch, as the database is told: the second wall, behind the filters of queries (docs/adr/0021). It is
/// told for one transaction, in its first batch. A transaction that says nothing sees no case.
/// </summary>
/// <param name="Principal">Whose kept answers these are.</param>
/// <param name="OfficeFrom">Offices whose cases are seen: from this code to <paramref name="OfficeTo"/>.</param>
/// <param name="ActingOffice">Where new cases may be received.</param>
/// <param name="Partner">A partner office: sees the cases it has a task of.</param>
/// <param name="Writes">False for those who only read.</param>
/// <param name="Supervises">Its steps may be about cards and orders alone.</param>
/// <param name="Audits">Sees the record of access.</param>
/// <param name="Tracked">Number of the one case that whoever holds its receipt may look up.</param>
public sealed record RowSight(
    string? Principal = null,
    string? Organisation = null,
    string? OfficeFrom = null,
    string? OfficeTo = null,
    string? ActingOffice = null,
    string? Partner = null,
    bool Writes = false,
    bool Supervises = false,
    bool Audits = false,
    string? Tracked = null)
{
    private static readonly AsyncLocal<RowSight?> Ambient = new();

    /// <summary>Sees no case.</summary>
    public static RowSight Nothing { get; } = new();

    /// <summary>For whom this flow of control reads; null before anybody has said.</summary>
    public static RowSight? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>What an actor sees: an applicant its own, an officer those of the office, supervisors and auditors those below it too. Null for the system, which has a role of its own.</summary>
    public static RowSight? Of(Actor actor)
    {
        if (actor.IsSystem)
        {
            return null;
        }

        if (actor.Has(Roles.Applicant))
        {
            return new RowSight(actor.Id, Organisation: actor.Organisation, Writes: true);
        }

        if (actor.Office is not { } office)
        {
            return new RowSight(actor.Id);
        }

        var serves = Roles.Office.Any(actor.Has) || actor.Has(Roles.GovernmentHead);
        var (supervises, audits) = (actor.Has(Roles.Supervisor), actor.Has(Roles.Auditor));
        if (office.Contains('-', StringComparison.Ordinal))
        {
            return serves ? new RowSight(actor.Id, OfficeFrom: office, OfficeTo: office, Partner: office, Writes: true) : new RowSight(actor.Id);
        }

        var reach = office.Length == 6 && office.All(char.IsAsciiDigit) ? new Reach(office) : null;
        return supervises || audits
            ? new RowSight(actor.Id, OfficeFrom: reach?.Office, OfficeTo: reach?.Last, ActingOffice: serves ? office : null, Writes: supervises || serves, Supervises: supervises && !serves, Audits: audits)
            : serves ? new RowSight(actor.Id, OfficeFrom: office, OfficeTo: office + Reach.LastPartner, ActingOffice: office, Writes: true)
            : new RowSight(actor.Id);
    }

    /// <summary>What all of several actors see: that of the one they are, or nothing.</summary>
    public static RowSight? OfAll(IEnumerable<Actor> actors) => actors.Select(Of).Distinct().ToList() switch
    {
        [var one] => one,
        _ => Nothing,
    };

    /// <summary>The cases a step has locked or is about to insert: its rows beside the case may be written, and the case may go to another office.</summary>
    internal static NpgsqlBatchCommand InHand(IEnumerable<Guid> cases) => Parameters.Statement("take_in_hand").With(string.Join(',', cases));

    /// <summary>The first command of a transaction.</summary>
    public NpgsqlBatchCommand Enter() => Parameters.Statement("enter_sight")
        .With(NpgsqlDbType.Text, Principal).With(NpgsqlDbType.Text, Organisation).With(NpgsqlDbType.Text, OfficeFrom).With(NpgsqlDbType.Text, OfficeTo)
        .With(NpgsqlDbType.Text, ActingOffice).With(NpgsqlDbType.Text, Partner).With(NpgsqlDbType.Text, Word(Writes)).With(NpgsqlDbType.Text, Word(Supervises))
        .With(NpgsqlDbType.Text, Word(Audits)).With(NpgsqlDbType.Text, Tracked);

    private static string? Word(bool holds) => holds ? "on" : null;
}
