using System.Collections.Immutable;

namespace Approval.Engine.Cases;

/// <summary>特别程序 as a course of its own, the application for an extension, and 听证.</summary>
public abstract partial record CaseCommand
{
    /// <summary>Somebody asks for the extension that another approves.</summary>
    public sealed record ApplyExtension(int Days, string Reason) : CaseCommand("extension.apply");

    /// <param name="Staff">Those assigned to it (art 55).</param>
    public sealed record ApplySpecial(string Kind, int ExpectedDays, string Reason, ImmutableArray<Officer> Staff) : CaseCommand("special.apply");

    public sealed record ApproveSpecial(int Number, string? Note) : CaseCommand("special.approve");

    /// <summary>Also takes an approval back while the applicant has not been told.</summary>
    public sealed record RefuseSpecial(int Number, string Reason) : CaseCommand("special.refuse");

    /// <summary>The applicant is told the time needed in writing; from here on it does not count (art 45).</summary>
    public sealed record NotifySpecial(int Number, string NoticeNumber) : CaseCommand("special.notify");

    /// <param name="ResultNumber">Number of the report.</param>
    public sealed record ReportSpecial(int Number, string ResultNumber, string Result) : CaseCommand("special.report");

    /// <summary>The office holds a hearing of its own accord (art 46).</summary>
    /// <param name="Ground">Statutory or public interest.</param>
    public sealed record AnnounceHearing(HearingGround Ground, string AnnouncementNumber) : CaseCommand("hearing.announce");

    /// <summary>Both sides have been told that they may ask for a hearing (art 47).</summary>
    public sealed record TellHearingRight(ImmutableArray<ToldParty> Parties) : CaseCommand("hearing.tell");

    /// <param name="Party">Name of the party as told; null for the applicant.</param>
    public sealed record RequestHearing(string? Party) : CaseCommand("hearing.request");

    /// <param name="Party">Name of the party as told; null for the applicant.</param>
    public sealed record WaiveHearing(string? Party) : CaseCommand("hearing.waive");

    /// <summary>Time and place are notified (art 48); the time needed is told with them and does not count (art 45).</summary>
    /// <param name="ExpectedDays">Working days from the notice to the record.</param>
    /// <param name="ClosedBecause">Why it is not public: a secret; null when it is.</param>
    public sealed record ScheduleHearing(
        DateTimeOffset At, string Place, Officer Chair, int ExpectedDays, string NoticeNumber, string? ClosedBecause) : CaseCommand("hearing.schedule");

    /// <summary>回避: another chair takes over.</summary>
    public sealed record ReplaceChair(Officer Chair, string Reason) : CaseCommand("hearing.replaceChair");

    /// <summary>听证笔录, signed; the time counts again.</summary>
    public sealed record RecordHearing(string RecordNumber, ImmutableArray<string> SignedBy) : CaseCommand("hearing.record");
}
