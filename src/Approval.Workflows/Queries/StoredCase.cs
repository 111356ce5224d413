using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Workflows.Personal;

namespace Approval.Workflows.Queries;

/// <summary>A case as it is read for showing it.</summary>
/// <param name="Tracking">Window, channel and tracking code never change after the receipt.</param>
/// <param name="Notable">The entries whose wording belongs on the face of the case: the notice, the determination and so on.</param>
public sealed record StoredCase(int Version, CaseState.Known State, Application Application, IntakeFacts Tracking, ImmutableArray<CaseEntry> Notable)
{
    /// <summary>What identifies people, encrypted; null when there is none, or it was erased.</summary>
    public SealedPersonalData? Personal { get; init; }

    /// <summary>Names of the events that <see cref="Notable"/> holds.</summary>
    public static string[] NotableTypes { get; } =
    [
        "correction.requested.v1", "case.notAccepted.v1", "case.declined.v1", "case.withdrawn.v1", "case.suspended.v1", "case.decided.v1",
        "case.served.v1", "case.terminated.v1", "case.revoked.v1",
    ];

    /// <summary>Reads the column <see cref="Storage.PermitCaseRow.Application"/>.</summary>
    public static Application ReadApplication(byte[] column) => Storage.CaseLoading.ReadApplication(column);
}

/// <param name="TrackingCode">查询码: only for the applicant's eyes.</param>
public sealed record IntakeFacts(string Window, string Channel, string TrackingCode);

/// <summary>A journal row as it is read, with the case it belongs to.</summary>
public sealed record StoredEvent(Guid CaseId, int Version, CaseEntry Entry, DateTimeOffset RecordedAt, byte[] Hash, byte[] PreviousHash);
