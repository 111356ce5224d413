using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>听证: how one comes about (art 46, 47), and what a determination owes to it (art 48).</summary>
public static partial class CaseDecider
{
    private const string Art46 = "行政许可法第四十六条";
    private const string Art47 = "行政许可法第四十七条第一款";

    /// <summary>A hearing that the law asks for, or the public interest, is announced to the public.</summary>
    private static Rejection? JudgeAnnounceHearing(Act act, AnnounceHearing command)
    {
        if ((CheckHearing(act, command) ?? CheckNoneOpen(act)) is { } refused)
        {
            return refused;
        }

        if (command.Ground == HearingGround.Request)
        {
            return Rejections.Invalid("hearing.ground", "公告听证的事由应为法定听证或者涉及公共利益。", "The office announces a statutory hearing, or one in the public interest.", Ground(act, Art46), "/ground");
        }

        if (Blank(command.AnnouncementNumber))
        {
            return Rejections.Invalid("hearing.announcement_missing", "应当向社会公告：缺少公告文号。", "It must be announced to the public: the number is missing.", Ground(act, Art46), "/announcementNumber");
        }

        act.Record(new CaseEvent.HearingAnnounced(command.Ground, command.AnnouncementNumber, act.Day));
        return null;
    }

    private static Rejection? JudgeTellHearingRight(Act act, TellHearingRight command)
    {
        if ((CheckHearing(act, command) ?? CheckNoneOpen(act)) is { } refused)
        {
            return refused;
        }

        ImmutableArray<ToldParty> parties = command.Parties.IsDefault ? [] : command.Parties;
        if (parties.Count(party => party?.Kind == PartyKind.Applicant) != 1 || parties.All(party => party?.Kind != PartyKind.Interested)
            || parties.Any(party => party is null || Blank(party.Name)) || parties.DistinctBy(party => party.Name).Count() != parties.Length)
        {
            return Rejections.Invalid(
                "hearing.parties", "应当告知申请人和利害关系人，逐一写明，不得重复。", "The applicant, once, and the interested parties must be told, each by name.", Ground(act, Art47), "/parties");
        }

        var accepted = CaseEvolution.AcceptanceOf(act.State)!.On;
        if (parties.Any(party => party.ToldOn < accepted || party.ToldOn > act.Day))
        {
            return Rejections.Invalid("hearing.told_on", "告知日期应当在受理之后、当前日期之前。", "The day of telling lies between acceptance and now.", Ground(act, Art47), "/parties");
        }

        if (EffectiveTime.CheckHowFarBack(parties.Min(party => party.ToldOn), act.Facts) is { } tooFar)
        {
            return tooFar;
        }

        act.Record(new CaseEvent.HearingTold(parties));
        var rule = act.Facts.Procedure.Hearing!;
        act.RecordClocks("hearingTold", act.ClockWork().Start(Clock.HearingRequestId, ClockKind.HearingRequest, rule.Request, parties.Max(party => party.ToldOn), act.EffectiveAt));
        return null;
    }

    private static Rejection? JudgeRequestHearing(Act act, RequestHearing command)
    {
        if (CheckHearing(act, command) is { } refused)
        {
            return refused;
        }

        if (FindParty(act, command.Party, out var party) is { } unknown)
        {
            return unknown;
        }

        if (act.File.Hearing!.Status is not (HearingStatus.Told or HearingStatus.Lapsed) || party.Waived)
        {
            return party.Waived ? Waived(act, party) : new Rejection(RejectionKind.InvalidState, "hearing.already_requested", new LocalText("已经申请听证。", "A hearing has been asked for already."), Ground(act, Art47));
        }

        // Each party has its own days; a request in time that is typed late is a request in time.
        var rule = act.Facts.Procedure.Hearing!;
        var end = DeadlineRule.For(rule.Request, party.ToldOn, 0, [], act.Facts.Calendar)!;
        if (act.EffectiveAt >= end.PassesAt)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "hearing.request_late",
                new LocalText($"{party.Name} 于{party.ToldOn:yyyy-MM-dd}被告知，申请听证的期限至{end.Due:yyyy-MM-dd}届满。", $"{party.Name} was told on {party.ToldOn:yyyy-MM-dd}; the time to ask for a hearing ended on {end.Due:yyyy-MM-dd}."),
                Ground(act, Art47));
        }

        act.Record(new CaseEvent.HearingRequested(party.Name, act.Day));
        act.RecordClocks(
            "hearingRequested",
            [
                .. ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.HearingRequest),
                act.ClockWork().Start(Clock.HearingHoldId, ClockKind.HearingHold, rule.Hold, act.Day, act.EffectiveAt),
            ]);
        return null;
    }

    private static Rejection? JudgeWaiveHearing(Act act, WaiveHearing command)
    {
        if (CheckHearing(act, command) is { } refused)
        {
            return refused;
        }

        if (FindParty(act, command.Party, out var party) is { } unknown)
        {
            return unknown;
        }

        if (act.File.Hearing!.Status != HearingStatus.Told || party.Waived)
        {
            return party.Waived
                ? Waived(act, party)
                : new Rejection(RejectionKind.InvalidState, "hearing.not_open", new LocalText("申请听证的期限已过或者已有人申请。", "The time to ask is over, or somebody has asked."), Ground(act, Art47));
        }

        act.Record(new CaseEvent.HearingWaived(party.Name, act.Day));
        if (act.File.Hearing.Status == HearingStatus.Waived)
        {
            act.RecordClocks("hearingWaived", ClockWork.StopAll(act.File.Clocks, act.Day, ClockKind.HearingRequest));
        }

        return null;
    }

    /// <summary>Before the determination: nothing is under way, no party is unheard, and the record of the hearing is what it rests on.</summary>
    private static Rejection? ProceedingsAllow(Act act, CaseCommand.Decide command)
    {
        if (act.File.Special is { } special)
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "special.open",
                new LocalText($"第{special.Number}号特别程序尚未办结，不能作出决定。", $"Special procedure {special.Number} is open; no determination can be made."),
                LegalGrounds.OfSpecialProcedures(act.Facts.Procedure));
        }

        if (act.File.Hearing is { IsPending: true })
        {
            return new Rejection(
                RejectionKind.InvalidState,
                "hearing.pending",
                new LocalText("听证权利的期限未满或者听证尚未举行，不能作出决定。", "The parties may still ask for a hearing, or it has not been held; no determination can be made."),
                Ground(act, Art47));
        }

        if (act.File.Hearing is { Record: { } record })
        {
            return command.HearingRecord == record
                ? null
                : Rejections.Invalid(
                    "hearing.record_not_named", $"应当根据听证笔录作出决定：请写明笔录文号“{record}”。", $"The determination rests on the record of the hearing and names it: '{record}'.", Ground(act, "行政许可法第四十八条第二款"), "/hearingRecord");
        }

        if (act.Facts.Procedure.Hearing is { Required: true } rule)
        {
            return new Rejection(RejectionKind.InvalidState, "hearing.required", new LocalText("本事项应当举行听证后再作决定。", "This procedure needs a hearing before the determination."), rule.LegalBasis);
        }

        return command.HearingRecord is null
            ? null
            : Rejections.Invalid("hearing.record_unknown", "本件没有举行听证。", "No hearing was held in this case.", Ground(act, "行政许可法第四十八条第二款"), "/hearingRecord");
    }

    private static string Ground(Act act, string article) => LegalGrounds.OfHearing(act.Facts.Procedure, article);

    private static Rejection? CheckHearing(Act act, CaseCommand command) =>
        act.State is not (Accepted or InReview or Suspended) ? Rejections.InvalidState(command, act.State)
        : act.Facts.Procedure.Hearing is null
            ? Rejections.Invalid("hearing.not_provided", "该事项没有听证的规定。", "This procedure provides for no hearing.")
            : null;

    private static Rejection? CheckNoneOpen(Act act) =>
        act.File.Hearing is { Status: not (HearingStatus.Waived or HearingStatus.Lapsed) }
            ? new Rejection(RejectionKind.InvalidState, "hearing.already_open", new LocalText("听证程序已经开始或者已经举行。", "A hearing is under way or has been held."), Ground(act, Art46))
            : null;

    /// <summary>The applicant speaks for itself alone; an officer records what any party said.</summary>
    private static Rejection? FindParty(Act act, string? name, out HearingParty party)
    {
        var hearing = act.File.Hearing;
        party = hearing?.Parties.FirstOrDefault(told => name is null ? told.Kind == PartyKind.Applicant : told.Name == name)!;
        if (hearing is null || hearing.Parties.IsEmpty)
        {
            return new Rejection(RejectionKind.InvalidState, "hearing.not_told", new LocalText("尚未告知听证权利。", "Nobody has been told of the right to a hearing."), Ground(act, Art47));
        }

        return party is null || (act.Facts.Actor.Has(Roles.Applicant) && party.Kind != PartyKind.Applicant)
            ? Rejections.Invalid("hearing.party_unknown", $"“{name}”不是被告知听证权利的当事人。", $"'{name}' is not among those told of the right.", Ground(act, Art47), "/party")
            : null;
    }

    private static Rejection Waived(Act act, HearingParty party) =>
        new(RejectionKind.InvalidState, "hearing.waived", new LocalText($"{party.Name} 已经放弃听证权利。", $"{party.Name} has given the right up."), Ground(act, Art47));
}
