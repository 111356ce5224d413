using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>收件与受理: receipt, the one-time correction notice, acceptance and its refusals (art 29-32).</summary>
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
                "行政许可法第三十二条第一款第二项",
                "/window");
        }

        var hours = new WorkingHours(act.Facts.Calendar, office.Hours);
        var receiptDay = hours.ReceiptDay(act.EffectiveAt, EntersSystem(command.Channel));
        var projectClass = command.Application.Project.Key ? ProjectClass.Key : ProjectClass.Ordinary;
        act.Record(new CaseEvent.Received(
            command.CaseId, command.Number, command.TrackingCode, procedure.Code, procedure.Version, office.Code, command.Window, command.Channel,
            command.Organisation, projectClass, act.EffectiveAt, receiptDay, procedure.LimitsFor(office, projectClass, receiptDay),
            command.Application with { Materials = Given(command.Application.Materials) }));
        StartNotice(act, "receipt");
        return null;
    }

    private static Rejection? JudgeRequestCorrection(Act act, RequestCorrection command)
    {
        if (act.State is not Received received)
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (command.Items.IsDefaultOrEmpty)
        {
            return Rejections.Invalid("correction.items_missing", "补正通知应当一次告知全部需要补正的内容。", "A correction notice names all that must be corrected.", Art32 + "第一款第四项", "/items");
        }

        if (command.Items.Select(item => item.Material).FirstOrDefault(code => act.Facts.Procedure.Materials.All(m => m.Code != code)) is { } unknown)
        {
            return Rejections.Invalid(
                "material.unknown", $"“{unknown}”不在公布的材料目录中，不得要求。", $"'{unknown}' is not in the published list and may not be asked for.", "行政许可法第三十一条", "/items");
        }

        if (command.Items.Any(item => Blank(item.Problem)))
        {
            return Rejections.Invalid("correction.problem_missing", "补正通知应当写明每项材料需要补正的内容。", "A correction notice says of each material what is to be corrected.", Art32 + "第一款第四项", "/items");
        }

        if (received.Correction is { } first && command.Items.FirstOrDefault(item => first.OnFile.Contains(item.Material) || !received.File.Materials.Contains(item.Material)) is { } repeated)
        {
            var name = act.Facts.Procedure.Materials.First(material => material.Code == repeated.Material).Name;
            return new Rejection(
                RejectionKind.InvalidState,
                "correction.second_notice",
                new LocalText(
                    $"已经一次性告知补正，不得再就“{name.Zh}”要求补正。",
                    $"Correction has been asked for once; '{name.En}' could have been named then."),
                Art32 + "第一款第四项、第七十二条第四项");
        }

        act.Record(new CaseEvent.CorrectionRequested(command.Items, command.Note, act.Day));
        act.RecordClocks("correctionRequested", ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.Notice));
        return null;
    }

    private static Rejection? JudgeSubmitCorrection(Act act, SubmitCorrection command)
    {
        if (act.State is not CorrectionRequested requested)
        {
            return Rejections.InvalidState(command, act.State);
        }

        var materials = Given(command.Materials);
        var submitted = materials.Select(material => material.Code).ToHashSet();
        if (requested.Correction.Items.FirstOrDefault(item => !submitted.Contains(item)) is { } missing)
        {
            return Rejections.Invalid("correction.incomplete", $"补正材料缺少“{missing}”。", $"The correction lacks '{missing}', which the notice names.", Art32 + "第一款第五项", "/materials");
        }

        if (submitted.FirstOrDefault(code => act.Facts.Procedure.Materials.All(m => m.Code != code)) is { } unknown)
        {
            return Rejections.Invalid("material.unknown", $"“{unknown}”不在公布的材料目录中。", $"'{unknown}' is not in the published list.", pointer: "/materials");
        }

        var hours = new WorkingHours(act.Facts.Calendar, act.Facts.Office.Hours);
        act.Record(new CaseEvent.CorrectionSubmitted(materials, command.Note, hours.ReceiptDay(act.EffectiveAt, act.Facts.Actor.Has(Roles.Applicant))));
        StartNotice(act, "correctionSubmitted");
        return null;
    }

    private static Rejection? JudgeAccept(Act act, Accept command)
    {
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
        if (act.State is not (Received or CorrectionRequested))
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (Blank(command.Reason) || Blank(command.LegalBasis))
        {
            return Rejections.Invalid(
                "acceptance.reason_missing", "不予受理应当说明理由和依据。", "A refusal to accept states its reason and legal basis.", Art32, Blank(command.Reason) ? "/reason" : "/legalBasis");
        }

        act.Record(new CaseEvent.NotAccepted(command.Reason, command.LegalBasis, Given(command.Remedies)));
        return EndClocks(act, "notAccepted");
    }

    private static Rejection? JudgeDecline(Act act, Decline command)
    {
        if (act.State is not Received)
        {
            return Rejections.InvalidState(command, act.State);
        }

        if (command.Kind == DeclineKind.NotCompetent && Blank(command.CompetentOffice))
        {
            return Rejections.Invalid(
                "decline.competent_office_missing", "不属于本机关职权的，应当告知有权机关。", "The applicant must be told which office is competent.", Art32 + "第一款第二项", "/competentOffice");
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

        act.Record(new CaseEvent.OfficeTransferred(file.Office, target.Code, command.Reason));
        return null;
    }

    private static void StartNotice(Act act, string cause) =>
        act.RecordClocks(cause, act.ClockWork().Start(Clock.NoticeId, ClockKind.Notice, act.File.Limits.Notice, act.File.ReceiptDay));

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
