using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Api.Proceedings;

/// <param name="State">applied, approved or running.</param>
/// <param name="AppliedBy">Not shown to applicants.</param>
public sealed record SpecialProcedureView(int Number, string Kind, LocalText Name, SpecialStatus State, int ExpectedDays, string Reason, string? ApproverRole, bool ResultRequired, string? AppliedBy)
{
    public static SpecialProcedureView? Of(SpecialProcedure? special, Procedure procedure, bool isForOffice)
    {
        if (special is null)
        {
            return null;
        }

        var rule = procedure.Suspensions.FirstOrDefault(rule => rule.Kind == special.Kind);
        return new SpecialProcedureView(
            special.Number,
            special.Kind,
            rule?.Name ?? new LocalText(special.Kind, special.Kind),
            special.Status,
            special.ExpectedDays,
            special.Reason,
            rule?.ApproverRole,
            rule?.ResultRequired ?? false,
            isForOffice ? special.AppliedBy : null);
    }
}

/// <param name="State">told, announced, requested, scheduled, held, waived or lapsed.</param>
/// <param name="Record">Number of the record; the determination names it.</param>
public sealed record HearingView(
    HearingStatus State, HearingGround Ground, ImmutableArray<HearingParty> Parties, DateTimeOffset? At, string? Place, string? Chair, string? Record)
{
    /// <summary>The chair is named to everybody: the parties may ask for another (art 48).</summary>
    public static HearingView? Of(Hearing? hearing) => hearing is null ? null : new HearingView(
        hearing.Status, hearing.Ground, hearing.Parties, hearing.At, hearing.Place, hearing.Chair?.Name, hearing.Record);
}
