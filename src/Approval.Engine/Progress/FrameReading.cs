using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Pictures;

namespace Approval.Engine.Progress;

/// <summary>Intake, determination and delivery of a case.</summary>
internal sealed class FrameReading(CaseState.Known state, IReadOnlyCollection<CaseEntry> journal, DateOnly today)
{
    private readonly Acceptance? acceptance = CaseEvolution.AcceptanceOf(state);

    public FrameProgress Intake(Outlook? outlook)
    {
        var received = state.File.ReceiptDay;
        if (acceptance is not null)
        {
            return new FrameProgress(PictureState.Done, received, acceptance.On, null, null);
        }

        var notice = state.File.Clock(Clock.NoticeId);
        return state is CaseState.Received or CaseState.CorrectionRequested
            ? Open(received, notice, outlook?.Acceptance)
            : new FrameProgress(PictureState.Done, received, On(entry => entry.Event is CaseEvent.NotAccepted or CaseEvent.Declined or CaseEvent.Withdrawn or CaseEvent.Terminated), null, null);
    }

    /// <param name="isDue">The chain has come to its end, or there is none.</param>
    public FrameProgress Decision(Outlook? outlook, bool isDue)
    {
        if (On(entry => entry.Event is CaseEvent.Decided) is { } decided)
        {
            return new FrameProgress(PictureState.Done, null, decided, null, null);
        }

        return state switch
        {
            CaseState.Accepted or CaseState.InReview or CaseState.Suspended when isDue => Open(
                On(entry => entry.Event is CaseEvent.ChainCompleted) ?? acceptance?.On, state.File.Clock(Clock.PromisedId), outlook?.Decision),
            CaseState.Received or CaseState.CorrectionRequested or CaseState.Accepted or CaseState.InReview or CaseState.Suspended =>
                new FrameProgress(PictureState.Ahead, null, null, state.File.Clock(Clock.PromisedId)?.Deadline?.Due, outlook?.Decision),
            _ => NotReached,
        };
    }

    public FrameProgress Delivery(Outlook? outlook)
    {
        var decided = On(entry => entry.Event is CaseEvent.Decided);
        return state switch
        {
            CaseState.Served => new FrameProgress(PictureState.Done, decided, On(entry => entry.Event is CaseEvent.Served), null, null),
            CaseState.Decided { Determination.Outcome: not Outcome.Refused } or CaseState.Issued => Open(decided, state.File.Clock(Clock.DeliveryId), state.File.Clock(Clock.DeliveryId)?.Deadline?.Due),
            CaseState.Received or CaseState.CorrectionRequested or CaseState.Accepted or CaseState.InReview or CaseState.Suspended =>
                new FrameProgress(PictureState.Ahead, null, null, null, outlook?.Delivery),
            CaseState.Revoked when On(entry => entry.Event is CaseEvent.Served) is { } served => new FrameProgress(PictureState.Done, decided, served, null, null),
            _ => NotReached,
        };
    }

    private static FrameProgress NotReached { get; } = new(PictureState.NotReached, null, null, null, null);

    private FrameProgress Open(DateOnly? since, Clock? clock, DateOnly? expected) => new(
        clock is { StoppedOn: null } && (clock.Status == ClockStatus.Breached || clock.Deadline?.Due < today) ? PictureState.Late : PictureState.Open,
        since, null, clock is { StoppedOn: null } ? clock.Deadline?.Due : null, expected);

    private DateOnly? On(Func<CaseEntry, bool> which) => journal.LastOrDefault(which) is { } entry ? CivilTime.DayOf(entry.EffectiveAt) : null;
}
