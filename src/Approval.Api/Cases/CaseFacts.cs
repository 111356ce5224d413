using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Queries;

namespace Approval.Api.Cases;

/// <summary>The wording on the face of a case, which its journal holds and its state does not.</summary>
internal static class CaseFacts
{
    public static CorrectionView? CorrectionOf(StoredCase stored)
    {
        var notice = Latest<CaseEvent.CorrectionRequested>(stored);
        return notice is null ? null : new CorrectionView(notice.On, notice.Items, notice.Note, stored.State is not CaseState.CorrectionRequested);
    }

    public static SuspensionView? SuspensionOf(StoredCase stored, Procedure procedure) => stored.State is CaseState.Suspended { Suspension: var open }
        ? new SuspensionView(
            open.Kind,
            procedure.Suspensions.FirstOrDefault(rule => rule.Kind == open.Kind)?.Name ?? new LocalText(open.Kind, open.Kind),
            open.Since,
            open.ExpectedDays,
            open.NoticeNumber,
            Latest<CaseEvent.Suspended>(stored)?.Reason)
        : null;

    public static DeterminationView? DeterminationOf(StoredCase stored) => Latest<CaseEvent.Decided>(stored) is { } decided
        ? new DeterminationView(decided.Outcome, decided.On, decided.Reasons, decided.LegalBasis, decided.Conditions, decided.Remedies, decided.HearingRecord)
        : null;

    public static DocumentView? DocumentOf(StoredCase stored)
    {
        var document = stored.State switch
        {
            CaseState.Issued s => s.Document,
            CaseState.Served s => s.Document,
            _ => null,
        };
        var served = Latest<CaseEvent.Served>(stored);
        return document is null ? null : new DocumentView(document.Number, document.IssuedOn, served?.On, served?.Method);
    }

    public static EndingView? EndingOf(StoredCase stored) => stored.Notable.Reverse().Select(EndingOf).FirstOrDefault(ending => ending is not null);

    private static EndingView? EndingOf(CaseEntry entry) => entry.Event switch
    {
        CaseEvent.NotAccepted e => new EndingView("notAccepted", entry.EffectiveAt, e.Reason, e.LegalBasis, e.Remedies, null),
        CaseEvent.Declined e => new EndingView(e.Kind == DeclineKind.NotCompetent ? "notCompetent" : "notRequired", entry.EffectiveAt, e.Reason, null, null, e.CompetentOffice),
        CaseEvent.Withdrawn e => new EndingView("withdrawn", entry.EffectiveAt, e.Reason, null, null, null),
        CaseEvent.Terminated e => new EndingView("terminated", entry.EffectiveAt, e.Reason, null, null, null),
        CaseEvent.Revoked e => new EndingView("revoked", entry.EffectiveAt, e.Reason, "行政许可法第六十九条", null, null),
        _ => null,
    };

    private static T? Latest<T>(StoredCase stored)
        where T : CaseEvent => stored.Notable.Select(entry => entry.Event).OfType<T>().LastOrDefault();
}
