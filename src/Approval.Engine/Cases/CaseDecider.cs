using static Approval.Engine.Cases.CaseCommand;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>
/// Judges a command against a case: the entries to append, or a rejection. Pure: the same state, command and facts always
/// give the same answer. First time passes (warnings, breaches, deemed acceptance), then the command is judged.
/// </summary>
public static partial class CaseDecider
{
    public static Decision Decide(CaseState state, CaseCommand command, Facts facts)
    {
        var settled = new Act(state, facts with { Now = PassedUntil(command, facts) }, CivilTime.Stored(facts.Now));
        Passing.Settle(settled);

        if (Competence.Check(command, (state as Known)?.File, facts) is { } notCompetent)
        {
            return Decision.Reject(state, notCompetent);
        }

        if (SeparationOfDuties.Check(command, (settled.State as Known)?.File, facts) is { } conflict)
        {
            return Decision.Reject(state, conflict);
        }

        if (EffectiveTime.Check(command, settled.State, facts) is { } badTime)
        {
            return Decision.Reject(state, badTime);
        }

        var act = new Act(settled.State, facts, CivilTime.Stored(command.EffectiveAt ?? facts.Now));
        if (Judge(act, command) is { } rejection)
        {
            return Decision.Reject(state, rejection);
        }

        SettleAgain(act);
        return Decision.Of([.. settled.Entries, .. act.Entries], act.State);
    }

    /// <summary>
    /// A calendar is in force from its publication on: what the old one let fall due after that, while the case waited to be
    /// recomputed, is judged by the new one.
    /// </summary>
    private static DateTimeOffset PassedUntil(CaseCommand command, Facts facts) =>
        command is RecomputeClocks { EffectiveAt: { } published } && published < facts.Now ? published : facts.Now;

    private static Rejection? Judge(Act act, CaseCommand command) => command switch
    {
        Receive c => JudgeReceive(act, c),
        _ when act.State is NotReceived => Rejections.CaseNotFound,
        RequestCorrection c => JudgeRequestCorrection(act, c),
        SubmitCorrection c => JudgeSubmitCorrection(act, c),
        Accept c => JudgeAccept(act, c),
        RefuseAcceptance c => JudgeRefuseAcceptance(act, c),
        Decline c => JudgeDecline(act, c),
        TransferOffice c => JudgeTransferOffice(act, c),
        Suspend c => JudgeSuspend(act, c),
        Resume c => JudgeResume(act, c),
        Exclude c => JudgeExclude(act, c),
        Extend c => JudgeExtend(act, c),
        ApplyExtension c => JudgeApplyExtension(act, c),
        ApplySpecial c => JudgeApplySpecial(act, c),
        ApproveSpecial c => JudgeApproveSpecial(act, c),
        RefuseSpecial c => JudgeRefuseSpecial(act, c),
        NotifySpecial c => JudgeNotifySpecial(act, c),
        ReportSpecial c => JudgeReportSpecial(act, c),
        AnnounceHearing c => JudgeAnnounceHearing(act, c),
        TellHearingRight c => JudgeTellHearingRight(act, c),
        RequestHearing c => JudgeRequestHearing(act, c),
        WaiveHearing c => JudgeWaiveHearing(act, c),
        ScheduleHearing c => JudgeScheduleHearing(act, c),
        ReplaceChair c => JudgeReplaceChair(act, c),
        RecordHearing c => JudgeRecordHearing(act, c),
        CaseCommand.Decide c => JudgeDecide(act, c),
        Issue c => JudgeIssue(act, c),
        Serve c => JudgeServe(act, c),
        Withdraw c => JudgeWithdraw(act, c),
        Terminate c => JudgeTerminate(act, c),
        Revoke c => JudgeRevoke(act, c),
        Urge c => JudgeUrge(act, c),
        ClaimTask c => StandIn(act, c.TaskId) ?? JudgeClaim(act, c),
        ReleaseTask c => NotReleased(act, c) ?? JudgeRelease(act, c),
        EndorseTask c => OnlyAsked(act, c.TaskId) ?? StandIn(act, c.TaskId) ?? JudgeEndorse(act, c),
        ObjectTask c => OnlyAsked(act, c.TaskId) ?? StandIn(act, c.TaskId) ?? JudgeObject(act, c),
        ReturnTask c => OnlyAsked(act, c.TaskId) ?? StandIn(act, c.TaskId) ?? JudgeReturn(act, c),
        AssignTask c => JudgeAssign(act, c),
        TransferTask c => JudgeTransfer(act, c),
        DelegateTask c => JudgeDelegate(act, c),
        ReturnDelegation c => JudgeReturnDelegation(act, c),
        AddSigner c => JudgeAddSigner(act, c),
        RemoveSigner c => JudgeRemoveSigner(act, c),
        WithdrawOpinion c => JudgeWithdrawOpinion(act, c),
        UrgeTask c => JudgeUrgeTask(act, c),
        CopyTask c => JudgeCopy(act, c),
        OpenStage c => JudgeOpenStage(act, c),
        CloseStage c => JudgeCloseStage(act, c),
        CompleteChain => JudgeCompleteChain(act),
        MoveToVersion c => JudgeMove(act, c),
        WriteOffCard c => JudgeWriteOff(act, c),
        ExplainBreach c => JudgeExplain(act, c),
        IssueOrder c => JudgeIssueOrder(act, c),
        AnswerOrder c => JudgeAnswerOrder(act, c),
        ReturnOrder c => JudgeReturnOrder(act, c),
        CloseOrder c => JudgeCloseOrder(act, c),
        RecomputeClocks c => JudgeRecompute(act, c),
        FireTimer => null,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Unknown command."),
    };

    /// <summary>An act entered late may start clocks that have already passed a threshold; the lamp follows last.</summary>
    private static void SettleAgain(Act act)
    {
        Passing.Settle(act);
        LampFollowing.Follow(act, act.Facts.Now);
    }
}
