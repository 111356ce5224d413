namespace Approval.Api.Audit;

/// <summary>Marks a route whose answer holds personal data: each answer is on record.</summary>
public sealed record ReadsPersonalData;
