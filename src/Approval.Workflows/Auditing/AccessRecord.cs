namespace Approval.Workflows.Auditing;

/// <summary>That somebody read personal data, or was refused. What was read is not in it.</summary>
/// <param name="Office">Of the person; null for applicants and strangers.</param>
/// <param name="Action">Name of the operation, as in the API's document.</param>
/// <param name="Outcome">read or refused.</param>
/// <param name="CaseId">Null when it was about no single case.</param>
/// <param name="Purpose">Why: what the caller gave as purpose, or the role it was read under; for a refusal its code.</param>
public sealed record AccessRecord(
    Guid Id, DateTimeOffset At, string ActorId, string? Office, string Action, string Outcome, Guid? CaseId, string? Purpose, string TraceId)
{
    public const string Read = "read";
    public const string Refused = "refused";
}
