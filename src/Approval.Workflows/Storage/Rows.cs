namespace Approval.Workflows.Storage;

/// <summary>The projected row of a case, for queries. Written only by the write path.</summary>
public sealed class PermitCaseRow
{
    public Guid Id { get; init; }

    public required string Number { get; init; }

    public required string TrackingCode { get; init; }

    public required string ProcedureCode { get; init; }

    public int ProcedureVersion { get; init; }

    public required string OfficeCode { get; init; }

    public required string WindowCode { get; init; }

    public required string Channel { get; init; }

    public required string Organisation { get; init; }

    public required string ProjectName { get; init; }

    public required string ApplicantName { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public required string Phase { get; init; }

    public string? Outcome { get; init; }

    public string? Acceptance { get; init; }

    public required string Lamp { get; init; }

    public required string WorstLamp { get; init; }

    public DateOnly? AcceptedOn { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>The day the most urgent clock runs out; null when none runs.</summary>
    public DateOnly? DueOn { get; init; }

    public string? DueClock { get; init; }

    public int Version { get; init; }

    public required byte[] Head { get; init; }

    /// <summary>The folded state: <see cref="Engine.Cases.CaseJson.ReadState"/>.</summary>
    public required byte[] State { get; init; }

    /// <summary>The application as it stands: <see cref="CaseLoading.ReadApplication"/>.</summary>
    public required byte[] Application { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

public sealed class CaseTaskRow
{
    public Guid Id { get; init; }

    public Guid CaseId { get; init; }

    public required string OfficeCode { get; init; }

    public required string Stage { get; init; }

    public required string Step { get; init; }

    public int Signer { get; init; }

    public int Round { get; init; }

    public required string Role { get; init; }

    public string? Department { get; init; }

    public required string Status { get; init; }

    public string? Assignee { get; init; }

    public string? AssigneeName { get; init; }

    public string? Opinion { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateTimeOffset OfferedAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>委派: who signs when the assignee has given an opinion.</summary>
    public string? Owner { get; init; }

    public string? OwnerName { get; init; }

    /// <summary>代理: for whom the assignee acts.</summary>
    public string? OnBehalfOf { get; init; }

    public string? OnBehalfOfName { get; init; }

    /// <summary>加签: the task it was added for, and before, beside or after.</summary>
    public Guid? AddedFor { get; init; }

    public string? Position { get; init; }

    /// <summary>A delegate's opinion.</summary>
    public string? Advice { get; init; }

    public DateTimeOffset? UrgedAt { get; init; }

    public int UrgedTimes { get; init; }
}

/// <summary>抄送 to one person.</summary>
public sealed class CaseCopyRow
{
    public Guid CaseId { get; init; }

    public required string Person { get; init; }

    public Guid TaskId { get; init; }

    public required string CopiedBy { get; init; }

    public required string CopiedByName { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset CopiedAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>代理: who stands in for whom, on which days. Ended ones stay, with who ended them.</summary>
public sealed class AbsenceRow
{
    public Guid Id { get; init; }

    public required string OfficeCode { get; init; }

    public required string Person { get; init; }

    public required string PersonName { get; init; }

    public required string Substitute { get; init; }

    public required string SubstituteName { get; init; }

    public DateOnly FromDay { get; init; }

    public DateOnly ThroughDay { get; init; }

    public string? Reason { get; init; }

    public required string EnteredBy { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    public string? RemovedBy { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>A row of the journal. <see cref="Body"/> is the record; the other columns repeat it for queries.</summary>
public sealed class CaseEventRow
{
    public Guid CaseId { get; init; }

    public int Version { get; init; }

    public required string Type { get; init; }

    public required string ActorId { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset EffectiveAt { get; init; }

    public required byte[] Body { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }
}

public sealed class CaseTimerRow
{
    public Guid CaseId { get; init; }

    public required string ClockId { get; init; }

    public required string Kind { get; init; }

    public DateTimeOffset FireAt { get; init; }

    public int LedgerVersion { get; init; }

    public int Attempts { get; init; }

    public string? Incident { get; init; }
}

/// <summary>An uploaded file; its bytes lie by digest outside the database.</summary>
public sealed class UploadedFileRow
{
    public Guid Id { get; init; }

    /// <summary>Organisation of the applicant, or office code of the officer who uploaded it.</summary>
    public required string Owner { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public long Size { get; init; }

    public required byte[] Digest { get; init; }

    public required string UploadedBy { get; init; }

    public DateTimeOffset UploadedAt { get; init; }
}

/// <summary>That a file is, or was before a correction, a material of a case. Kept by the database beside the case's row.</summary>
public sealed class CaseFileRow
{
    public Guid FileId { get; init; }

    public Guid CaseId { get; init; }
}
