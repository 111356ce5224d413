using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>听证的举行: time, place and chair are notified, it is held, its record signed (art 48).</summary>
public static partial class CaseDecider
{
    private const string Art48 = "行政许可法第四十八条第一款";

    private static Rejection? JudgeScheduleHearing(Act act, ScheduleHearing command)
    {
        if (CheckHearing(act, command) is { } refused)
        {
            return refused;
        }

        var hearing = act.File.Hearing;
        if (hearing is not { Status: HearingStatus.Requested or HearingStatus.Announced or HearingStatus.Scheduled })
        {
            return NothingToHold(act);
        }

        // One special procedure at a time: what else runs must have ended.
        if (act.State is Suspended && hearing.Status != HearingStatus.Scheduled)
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (hearing is { Status: HearingStatus.Scheduled } && hearing.At == CivilTime.Stored(command.At) && hearing.Place == command.Place && hearing.Chair == command.Chair)
        {
            return null;
        }

        if ((CheckWords(act, command) ?? SeparationOfDuties.CheckChair(act, command, command.Chair) ?? CheckDay(act, CivilTime.DayOf(command.At))) is { } wrong)
        {
            return wrong;
        }

        var scheduled = new CaseEvent.HearingScheduled(CivilTime.Stored(command.At), command.Place, command.Chair, command.NoticeNumber, act.Day, command.ClosedBecause);
        if (hearing.Status == HearingStatus.Scheduled)
        {
            act.Record(scheduled);
            return null;
        }

        if (CheckSpecial(act, SuspensionKinds.Hearing, command.ExpectedDays, "/expectedDays", out var rule) is { } days)
        {
            return days;
        }

        if (act.Facts.Calendar.Count(act.Day, CivilTime.DayOf(command.At)) > command.ExpectedDays)
        {
            return Rejections.Invalid("hearing.declared_time_short", "告知的所需时间应当至少到听证之日。", "The time declared must reach the day of the hearing.", rule.LegalBasis, "/expectedDays");
        }

        // Recorded first, so that a refusal of the suspension leaves nothing: entries of a refused command are dropped.
        act.Record(scheduled);
        return Begin(act, rule, command.ExpectedDays, command.NoticeNumber, "听证", null);
    }

    private static Rejection? JudgeReplaceChair(Act act, ReplaceChair command)
    {
        if (CheckHearing(act, command) is { } refused)
        {
            return refused;
        }

        if (act.File.Hearing is not { Status: HearingStatus.Scheduled } hearing)
        {
            return NothingToHold(act);
        }

        if (NoOfficer(command.Chair) || Blank(command.Reason))
        {
            return Rejections.Invalid(
                "hearing.chair_missing", "更换主持人应当写明新的主持人和理由。", "Another chair is named, with the reason.", Ground(act, Art48 + "第三项"), Blank(command.Reason) ? "/reason" : "/chair");
        }

        if (hearing.Chair == command.Chair)
        {
            return null;
        }

        if (SeparationOfDuties.CheckChair(act, command, command.Chair) is { } reviewed)
        {
            return reviewed;
        }

        act.Record(new CaseEvent.HearingChairReplaced(command.Chair, command.Reason));
        return null;
    }

    private static Rejection? JudgeRecordHearing(Act act, RecordHearing command)
    {
        if (CheckHearing(act, command) is { } refused)
        {
            return refused;
        }

        if (act.State is not Suspended { Suspension: var suspension } || act.File.Hearing is not { Status: HearingStatus.Scheduled, At: { } at })
        {
            return NothingToHold(act);
        }

        if (Blank(command.RecordNumber))
        {
            return Rejections.Invalid("hearing.record_missing", "听证应当制作笔录：缺少笔录文号。", "A hearing has a record: its number is missing.", Ground(act, Art48 + "第五项"), "/recordNumber");
        }

        if (Empty(command.SignedBy) || command.SignedBy.Any(Blank))
        {
            return Rejections.Invalid("hearing.signatures_missing", "笔录应当交听证参加人确认无误后签字或者盖章。", "The record is signed by those who took part.", Ground(act, Art48 + "第五项"), "/signedBy");
        }

        if (act.EffectiveAt < at)
        {
            return new Rejection(RejectionKind.InvalidState, "hearing.not_held_yet", new LocalText("听证尚未到举行时间。", "The hearing is still to come."), Ground(act, Art48));
        }

        act.Record(new CaseEvent.HearingHeld(command.RecordNumber, CivilTime.DayOf(at), command.SignedBy));
        return act.File.Clock(Clock.HearingHoldId) is { StoppedOn: null } hold
            ? End(act, suspension, null, ClockWork.Stop(hold, CivilTime.DayOf(at)))
            : End(act, suspension, null);
    }

    private static Rejection? CheckWords(Act act, ScheduleHearing command) =>
        Blank(command.Place)
            ? Rejections.Invalid("hearing.place_missing", "应当通知听证的地点。", "The place is missing.", Ground(act, Art48 + "第一项"), "/place")
            : NoOfficer(command.Chair)
                ? Rejections.Invalid("hearing.chair_missing", "应当指定听证主持人。", "The chair is missing.", Ground(act, Art48 + "第三项"), "/chair")
                : command.ClosedBecause is not null && Blank(command.ClosedBecause)
                    ? Rejections.Invalid("hearing.closed_reason_missing", "不公开举行的，应当说明理由。", "A hearing that is not public states why.", Ground(act, Art48 + "第二项"), "/closedBecause")
                    : CheckNotice(command.NoticeNumber, LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));

    /// <summary>
    /// Seven working days before: the day of the hearing is not counted, the seventh back is the last for the notice. Not past the
    /// twenty days, as long as a day within them can still be notified; after that it is late, and held all the same.
    /// </summary>
    private static Rejection? CheckDay(Act act, DateOnly day)
    {
        var (rule, calendar) = (act.Facts.Procedure.Hearing!, act.Facts.Calendar);
        if (day > calendar.Last || day < act.Day || calendar.Count(act.Day, day) < rule.NoticeDays)
        {
            return Rejections.Invalid(
                "hearing.notice_too_short",
                $"应当于举行听证的{rule.NoticeDays}个工作日前通知时间、地点，最早为{calendar.Add(act.Day, rule.NoticeDays):yyyy-MM-dd}。",
                $"Time and place are notified {rule.NoticeDays} working days before: {calendar.Add(act.Day, rule.NoticeDays):yyyy-MM-dd} at the earliest.",
                Ground(act, Art48 + "第一项"),
                "/at");
        }

        return act.File.Clock(Clock.HearingHoldId) is { StoppedOn: null, Deadline: { } end } && day > end.Latest && calendar.Add(act.Day, rule.NoticeDays) <= end.Latest
            ? Rejections.Invalid(
                "hearing.too_late",
                $"应当在收到申请之日起{rule.Hold.Amount}个工作日内组织听证，至{end.Latest:yyyy-MM-dd}止。",
                $"The hearing is held within {rule.Hold.Amount} working days of the request, by {end.Latest:yyyy-MM-dd}.",
                Ground(act, Art47),
                "/at")
            : null;
    }

    private static bool NoOfficer(Officer? person) => person is null || Blank(person.Id) || Blank(person.Name);

    private static Rejection NothingToHold(Act act) => new(
        RejectionKind.InvalidState, "hearing.nothing_to_hold", new LocalText("没有需要举行的听证。", "There is no hearing to hold."), Ground(act, "行政许可法第四十六条、第四十七条"));
}
