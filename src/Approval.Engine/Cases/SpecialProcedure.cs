namespace Approval.Engine.Cases;

/// <summary>特别程序 on its way: one at a time. Its clock and the days it excludes are those of <see cref="Suspension"/>.</summary>
/// <param name="Number">Counts from 1 in the case.</param>
/// <param name="ExpectedDays">Working days, as applied for and then told to the applicant.</param>
/// <param name="AppliedBy">Id of the person, who may not be the one to approve it.</param>
public sealed record SpecialProcedure(int Number, string Kind, int ExpectedDays, string Reason, SpecialStatus Status, string AppliedBy);

public enum SpecialStatus
{
    /// <summary>待批准</summary>
    Applied,

    /// <summary>已批准: the applicant has not been told, so the time still counts.</summary>
    Approved,

    /// <summary>The applicant has been told; the case is in <see cref="CaseState.Suspended"/>.</summary>
    Running,
}

/// <summary>延长申请.</summary>
public sealed record ExtensionRequest(int Days, string Reason, string AppliedBy);

/// <summary>A named person of an office.</summary>
public sealed record Officer(string Id, string Name);
