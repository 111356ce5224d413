using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Cases;

/// <summary>Everything a decision rests on besides the case itself. The Engine never asks the time or looks anything up.</summary>
/// <param name="Now">Entry time of the command.</param>
/// <param name="Procedure">The version the case is pinned to; for a new case, the current one.</param>
/// <param name="Office">The office of the case; for a new case, that of the window.</param>
/// <param name="Calendar">The working calendar in force for that office.</param>
/// <param name="Offices">All offices by code.</param>
public sealed record Facts(
    DateTimeOffset Now,
    Actor Actor,
    Procedure Procedure,
    Office Office,
    WorkingCalendar Calendar,
    IReadOnlyDictionary<string, Office> Offices)
{
    /// <summary>代理: those for whom the actor may stand in.</summary>
    public ImmutableArray<Absence> Absences { get; init; } = [];

    /// <summary>The version that a move asks for; null for every other command, and where there is no such version.</summary>
    public Procedure? Target { get; init; }

    /// <summary>
    /// The application of the case, with the numbers that are kept apart put back, given where the actor or
    /// the chair has <see cref="Actor.Interests"/>: they are held against its applicant and agent. Null for everybody else.
    /// </summary>
    public Application? Application { get; init; }

    /// <summary>
    /// <see cref="Actor.Interests"/> of the officer whom the command names as the chair of a hearing; the application is given then too.
    /// </summary>
    public ImmutableArray<string> ChairInterests { get; init; } = [];

    /// <summary>The office's opening hours on its calendar.</summary>
    public WorkingHours Hours { get; } = new(Calendar, Office.Hours);

    public DateOnly Today => CivilTime.DayOf(Now);
}
