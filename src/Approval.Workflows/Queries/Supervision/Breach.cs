namespace Approval.Workflows.Queries.Supervision;

/// <summary>A limit that was not kept, as supervisors see it.</summary>
/// <param name="ClockId">Which clock: promised, step:review/technical and so on.</param>
/// <param name="Kind">Its kind, by stored name.</param>
/// <param name="Office">The office that held the case then.</param>
/// <param name="BreachedOn">The first day past the limit.</param>
/// <param name="LateWorkingDays">Working days after the last one of the limit, to the end of the clock or to today; 0 where a new calendar has resolved it.</param>
/// <param name="ResolvedBy">Null unless a new calendar has ended it.</param>
/// <param name="EndedOn">The day the clock stopped; null while it still waits.</param>
/// <param name="Phase">Of the case then: it says who held it when no step was open (received: the window; suspended: the special procedure).</param>
/// <param name="HeldBy">The tasks that were open then.</param>
/// <param name="Suspension">The special procedure open then, or the last one before.</param>
/// <param name="Published">The public reason; null while it is missing (优化营商环境条例 art 36).</param>
public sealed record Breach(
    Guid CaseId,
    string CaseNumber,
    string ProjectName,
    string ClockId,
    string Kind,
    string Office,
    string Procedure,
    DateOnly DueOn,
    DateOnly BreachedOn,
    DateTimeOffset BreachedAt,
    int LateWorkingDays,
    DateOnly? EndedOn,
    string Phase,
    IReadOnlyList<BreachHolder> HeldBy,
    BreachSuspension? Suspension,
    PublishedReason? Published,
    CalendarResolution? ResolvedBy);

/// <summary>A calendar published after the breach has moved the last day past that moment: by its days nobody was late, and the limit runs again.</summary>
/// <param name="Publication">Number of the publication.</param>
/// <param name="DueBefore">The last day by the calendar of then.</param>
/// <param name="DueAfter">The last day by the new one.</param>
public sealed record CalendarResolution(string Publication, DateTimeOffset At, DateOnly DueBefore, DateOnly DueAfter);

/// <param name="Assignee">Who had claimed it; null when nobody had.</param>
public sealed record BreachHolder(string Stage, string Step, string Role, string? Department, string? Assignee, string? AssigneeName);

/// <param name="Until">The day it ended; null when it was still open.</param>
/// <param name="DeclaredDays">Working days told to the applicant; 0 where none are declared.</param>
public sealed record BreachSuspension(string Kind, DateOnly Since, DateOnly? Until, int DeclaredDays);

public sealed record PublishedReason(string Text, string By, DateTimeOffset At);
