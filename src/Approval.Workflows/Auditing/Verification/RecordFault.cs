namespace Approval.Workflows.Auditing.Verification;

public enum RecordFaultKind
{
    /// <summary>The row says something else than when it was written.</summary>
    Altered,

    /// <summary>The row is not there, though rows after it are.</summary>
    Missing,

    /// <summary>The row was put in.</summary>
    Inserted,

    /// <summary>The last rows of a case, or of the log, are not there.</summary>
    Truncated,

    /// <summary>The log or a checkpoint contradicts itself or a witness.</summary>
    Log,
}

/// <param name="CaseId">Null when the log as a whole is at fault.</param>
/// <param name="Version">The first row of the case at fault.</param>
/// <param name="Detail">One sentence: how it shows.</param>
public sealed record RecordFault(RecordFaultKind Kind, Guid? CaseId, int? Version, string Detail);

/// <summary>What a walk over the whole record found.</summary>
/// <param name="Rows">Journal rows walked.</param>
/// <param name="Logged">Lines of the log, all under a checkpoint when nothing is at fault.</param>
/// <param name="Faults">The first of them, in the order of cases, those of the log last.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record RecordVerdict(long Rows, long Cases, long Logged, int Checkpoints, IReadOnlyList<RecordFault> Faults, long FaultCount, TimeSpan Took)
{
    public bool Holds => FaultCount == 0;
}
