using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>收件与受理: receipt, acceptance and its refusals (art 29-32).</summary>
public static partial class CaseDecider
{
    private const string Art32 = "行政许可法第三十二条";

    private static Rejection? JudgeReceive(Act act, Receive command)
    {
        if (act.State is not NotReceived)
        {
            return Rejections.InvalidState(command, act.State);
        }

        var (procedure, office) = (act.Facts.Procedure, act.Facts.Office);
        if (!procedure.Levels.Contains(office.Level))
        {
            return Rejections.Invalid(
                "office.level_not_competent",
                $"{office.Name.Zh}的层级不办理 {procedure.Code}。",
                $"{procedure.Code} is not handled at the level of {office.Name.En}.",
                LegalGrounds.OfLicence(procedure, Art32 + "第一款第二项"),
                "/window");
        }

        var receiptDay = act.Facts.Hours.ReceiptDay(act.EffectiveAt, EntersSystem(command.Channel));
        if (procedure.Successor is { } successor && successor.From <= receiptDay)
        {
            return Succeeded(procedure, successor);
        }

        var projectClass = command.Application.Project is { Key: true } ? ProjectClass.Key : ProjectClass.Ordinary;
        act.Record(new CaseEvent.Received(
            command.CaseId, command.Number, command.TrackingCode, procedure.Code, procedure.Version, office.Code, command.Window, command.Channel,
            command.Organisation, projectClass, act.EffectiveAt, receiptDay, procedure.LimitsFor(office, projectClass, receiptDay),
            command.Application with { Materials = Given(command.Application.Materials) },
            ConditionFacts.Pin(procedure, command.Application, command.Channel)));
        StartReceiptClocks(act, "receipt");
        return null;
    }

    /// <summary>事项合并、取代: the applicant is told where the application belongs now.</summary>
    private static Rejection Succeeded(Procedure procedure, Succession successor) => Rejections.Invalid(
        "procedure.succeeded",
        $"{procedure.Code} 自{successor.From:yyyy-MM-dd}起{(successor.Kind == SuccessionKind.MergedInto ? "并入" : "由")} {successor.Procedure}{(successor.Kind == SuccessionKind.MergedInto ? "" : " 取代")}，请按 {successor.Procedure} 申请（{successor.Source}）。",
        $"{procedure.Code} has been {(successor.Kind == SuccessionKind.MergedInto ? "merged into" : "replaced by")} {successor.Procedure} from {successor.From:yyyy-MM-dd} on: apply for {successor.Procedure}.",
        successor.Source,
        "/procedure");

    private static Rejection? JudgeAccept(Act act, Accept command)
    {
        Deeming.TakeBackIfGivenInTime(act);
        if (act.State is not Received)
        {
            return Rejections.InvalidState(command, act.State);
        }

        act.Record(new CaseEvent.Accepted(act.Day));
        Acceptances.StartClocks(act, act.Day, act.EffectiveAt, "acceptance");
        return null;
    }

    private static Rejection? JudgeRefuseAcceptance(Act act, RefuseAcceptance command)
    {
        Deeming.TakeBackIfGivenInTime(act);
        if (act.State is not (Received or CorrectionRequested))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (Blank(command.Reason) || Blank(command.LegalBasis))
        {
            return Rejections.Invalid(
                "acceptance.reason_missing", "不予受理应当说明理由和依据。", "A refusal to accept states its reason and legal basis.", LegalGrounds.OfLicence(act.Facts.Procedure, Art32), Blank(command.Reason) ? "/reason" : "/legalBasis");
        }

        act.Record(new CaseEvent.NotAccepted(command.Reason, command.LegalBasis, Given(command.Remedies)));
        return EndClocks(act, "notAccepted");
    }

    private static Rejection? JudgeDecline(Act act, Decline command)
    {
        Deeming.TakeBackIfGivenInTime(act);
        if (act.State is not Received)
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (command.Kind == DeclineKind.NotCompetent && Blank(command.CompetentOffice))
        {
            return Rejections.Invalid(
                "decline.competent_office_missing", "不属于本机关职权的，应当告知有权机关。", "The applicant must be told which office is competent.", LegalGrounds.OfLicence(act.Facts.Procedure, Art32 + "第一款第二项"), "/competentOffice");
        }

        act.Record(new CaseEvent.Declined(command.Kind, command.CompetentOffice, command.Reason));
        return EndClocks(act, "declined");
    }

    private static Rejection? JudgeTransferOffice(Act act, TransferOffice command)
    {
        if (act.State is not Received { File: var file })
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (!act.Facts.Offices.TryGetValue(command.ToOffice, out var target) || target.Code == file.Office)
        {
            return Rejections.Invalid("office.unknown", $"没有可移送的机关“{command.ToOffice}”。", $"There is no other office '{command.ToOffice}' to transfer to.", pointer: "/toOffice");
        }

        if (!act.Facts.Procedure.Levels.Contains(target.Level))
        {
            return Rejections.Invalid(
                "office.level_not_competent", $"{target.Name.Zh}的层级不办理 {act.Facts.Procedure.Code}。", $"{act.Facts.Procedure.Code} is not handled at the level of {target.Name.En}.", pointer: "/toOffice");
        }

        var limits = act.Facts.Procedure.LimitsFor(target, file.ProjectClass, file.ReceiptDay);
        act.Record(new CaseEvent.OfficeTransferred(file.Office, target.Code, command.Reason, limits == file.Limits ? null : limits));
        RecordTransferred(act, limits, target);
        return null;
    }

    /// <summary>Limits that have run since receipt go on from the same start, at the length that binds the receiving office.</summary>
    private static void RecordTransferred(Act act, Limits limits, Offices.Office target)
    {
        if (act.Facts.Procedure.ClocksFrom == ClocksFrom.Receipt)
        {
            var work = act.ClockWork() with { Hours = new Calendars.WorkingHours(act.Facts.Calendar, target.Hours) };
            var bound = act.File.Clocks.Select(clock => clock.Kind switch
            {
                ClockKind.Promised => clock with { Limit = limits.Promised },
                ClockKind.Statutory => clock with { Limit = limits.Statutory },
                _ => clock,
            });
            act.RecordClocks("officeTransferred", [.. work.DeriveAll([.. bound]).Where(clock => clock != act.File.Clock(clock.Id))]);
        }
    }

    /// <summary>The notice clock; and the limits themselves where they count from receipt.</summary>
    private static void StartReceiptClocks(Act act, string cause)
    {
        var (work, file) = (act.ClockWork(), act.File);
        var notice = work.Start(Clock.NoticeId, ClockKind.Notice, file.Limits.Notice, file.ReceiptDay, act.EffectiveAt);
        act.RecordClocks(
            cause,
            act.Facts.Procedure.ClocksFrom == ClocksFrom.Acceptance
                ? [notice]
                : [notice, .. work.StartLimits(file.Limits, file.ReceiptDay, act.EffectiveAt)]);
    }

    private static Rejection? EndClocks(Act act, string cause)
    {
        act.RecordClocks(cause, ClockWork.StopAll(act.File.Clocks, act.Day));
        return null;
    }

    /// <summary>A data message counts from its entry into the office's system (最高法 2009 行政许可规定 art 6); paper counts in opening hours.</summary>
    private static bool EntersSystem(Channel channel) => channel is Channel.Online or Channel.Edi or Channel.Email;

    /// <summary>A list left out is an empty list.</summary>
    private static ImmutableArray<T> Given<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}
