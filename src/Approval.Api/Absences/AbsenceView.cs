using Approval.Workflows.Storage;

namespace Approval.Api.Absences;

/// <param name="Through">The last day away.</param>
/// <param name="EndedAt">When it was taken back; null while it stands.</param>
public sealed record AbsenceView(
    Guid Id,
    string Office,
    string Person,
    string PersonName,
    string Substitute,
    string SubstituteName,
    DateOnly From,
    DateOnly Through,
    string? Reason,
    string EnteredBy,
    DateTimeOffset EnteredAt,
    DateTimeOffset? EndedAt)
{
    public static AbsenceView Of(AbsenceRow row) => new(
        row.Id, row.OfficeCode, row.Person, row.PersonName, row.Substitute, row.SubstituteName, row.FromDay, row.ThroughDay, row.Reason, row.EnteredBy, row.EnteredAt, row.RemovedAt);
}
