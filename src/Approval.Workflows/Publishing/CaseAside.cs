namespace Approval.Workflows.Publishing;

/// <summary>A case that a recomputation could not take along.</summary>
/// <param name="Failure">Why, the last time it was tried.</param>
public sealed record CaseAside(Guid CaseId, string Failure, DateTimeOffset FailedAt);
