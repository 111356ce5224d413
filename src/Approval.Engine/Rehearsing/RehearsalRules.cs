using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Rehearsing;

/// <summary>The rules that a replay is judged by.</summary>
/// <param name="Procedure">The version a case falls under: the one it is pinned to, or the draft.</param>
/// <param name="CalendarOf">The working calendar of an office: the one in force, or the draft.</param>
/// <param name="Chain">What the chain asks for after events, as the orchestrator of the product does.</param>
public sealed record RehearsalRules(
    Procedure Procedure,
    IReadOnlyDictionary<string, Office> Offices,
    Func<Office, WorkingCalendar> CalendarOf,
    Func<Procedure, CaseState, IReadOnlyList<CaseEvent>, IReadOnlyList<CaseCommand>> Chain);
