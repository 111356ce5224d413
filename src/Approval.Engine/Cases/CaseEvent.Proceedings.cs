using System.Collections.Immutable;

namespace Approval.Engine.Cases;

/// <summary>特别程序, the application for an extension, 听证.</summary>
public abstract partial record CaseEvent
{
    public sealed record ExtensionApplied(int Days, string Reason) : CaseEvent;

    /// <param name="Approved">No approval is needed: the notice may follow at once.</param>
    public sealed record SpecialApplied(int Number, string Kind, int ExpectedDays, string Reason, ImmutableArray<Officer> Staff, bool Approved) : CaseEvent;

    public sealed record SpecialApproved(int Number, string? Note) : CaseEvent;

    public sealed record SpecialRefused(int Number, string Reason) : CaseEvent;

    /// <summary>The written result; case.resumed follows.</summary>
    public sealed record SpecialReported(int Number, string ResultNumber, string Result) : CaseEvent;

    public sealed record HearingAnnounced(HearingGround Ground, string AnnouncementNumber, DateOnly On) : CaseEvent;

    public sealed record HearingTold(ImmutableArray<ToldParty> Parties) : CaseEvent;

    public sealed record HearingRequested(string Party, DateOnly On) : CaseEvent;

    public sealed record HearingWaived(string Party, DateOnly On) : CaseEvent;

    /// <summary>Nobody asked in time (art 47).</summary>
    public sealed record HearingLapsed(DateOnly Due, string LegalBasis) : CaseEvent;

    /// <summary>Time and place as notified; a later one postpones it.</summary>
    public sealed record HearingScheduled(DateTimeOffset At, string Place, Officer Chair, string NoticeNumber, DateOnly NotifiedOn, string? ClosedBecause) : CaseEvent;

    public sealed record HearingChairReplaced(Officer Chair, string Reason) : CaseEvent;

    public sealed record HearingHeld(string RecordNumber, DateOnly HeldOn, ImmutableArray<string> SignedBy) : CaseEvent;
}
