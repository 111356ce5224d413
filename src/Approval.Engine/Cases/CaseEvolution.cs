using System.Collections.Immutable;
using Approval.Engine.Clocks;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>Folds entries into the state of a case. No conditions about rights here: what is in the journal happened. Unknown events throw.</summary>
public static class CaseEvolution
{
    public static CaseState Fold(IEnumerable<CaseEntry> entries) => entries.Aggregate(CaseState.Initial, Evolve);

    public static CaseState Evolve(CaseState state, CaseEntry entry)
    {
        var next = ProceedingsEvolution.After(WithLastWord(state, Apply(state, entry.Event), entry.Event), entry);
        return next is Known known && entry is { Actor.IsSystem: false, Event: var happened } && !IsAboutHandling(happened) && entry.EffectiveAt > known.File.LastActAt
            ? WithFile(known, known.File with { LastActAt = entry.EffectiveAt })
            : next;
    }

    /// <summary>Said of the handling, and no part of it.</summary>
    private static bool IsAboutHandling(CaseEvent happened) => happened is CaseEvent.Urged or CaseEvent.TaskUrged or CaseEvent.TaskCopied
        or CaseEvent.CardWrittenOff or CaseEvent.BreachExplained
        or CaseEvent.OrderIssued or CaseEvent.OrderAnswered or CaseEvent.OrderReturned or CaseEvent.OrderClosed;

    private static CaseState Apply(CaseState state, CaseEvent happened) => (state, happened) switch
    {
        (NotReceived, CaseEvent.Received e) => new Received(FileOf(e), null),

        (Received s, CaseEvent.CorrectionRequested e) => new CorrectionRequested(
            Ledgered(s.File, e.Entry), new Correction(CivilTime.StartOf(e.On), [.. e.Items.Select(item => item.Material)], s.File.Materials)),
        (CorrectionRequested s, CaseEvent.CorrectionSubmitted e) => new Received(
            Ledgered(WithMaterials(s.File, e.Materials), e.Entry) with { ReceiptDay = e.ReceiptDay }, s.Correction),
        (InReview s, CaseEvent.ReviewCorrectionRequested e) => s with
        {
            File = Ledgered(s.File, e.Entry),
            Correction = new Correction(CivilTime.StartOf(e.On), [.. e.Items.Select(item => item.Material)], s.File.Materials),
        },
        (InReview s, CaseEvent.ReviewCorrectionSubmitted e) => s with { File = Ledgered(WithMaterials(s.File, e.Materials), e.Entry), Correction = null },

        (Received s, CaseEvent.Accepted e) => new Accepted(s.File, new Acceptance(e.On, false)),
        (Received s, CaseEvent.DeemedAccepted e) => new Accepted(Ledgered(s.File, e.Entry), new Acceptance(e.On, true) { Corrected = e.Corrected }),
        (Accepted s, CaseEvent.DeemingTakenBack e) => new Received(NoticeRunningAgain(Ledgered(s.File, e.Entry)), s.Acceptance.Corrected),
        (InReview s, CaseEvent.DeemingTakenBack e) => new Received(NoticeRunningAgain(Ledgered(s.File, e.Entry)) with { RoundsTakenBack = s.Review.NextRound - 1 }, s.Acceptance.Corrected),
        (Received or CorrectionRequested, CaseEvent.NotAccepted) => new NotAccepted(FileIn(state)),
        (Received, CaseEvent.Declined) => new Declined(FileIn(state)),
        (Received s, CaseEvent.OfficeTransferred e) => s with { File = s.File with { Office = e.ToOffice, Limits = e.Limits ?? s.File.Limits } },

        (Accepted s, CaseEvent.StageOpened e) => new InReview(AtOpening(s.File, e), s.Acceptance, Opened(Review.NotBegun, e)),
        (InReview s, CaseEvent.StageOpened e) => s with { File = AtOpening(s.File, e, LastWord.ClockOf(s.Review)), Review = Opened(s.Review, e) },
        (InReview s, CaseEvent.StageClosed e) => s with { Review = ReviewEvolution.Closed(s.Review, e) },
        (InReview s, CaseEvent.StageReturned e) => s with { Review = ReviewEvolution.Returned(s.Review, e) },
        (InReview s, CaseEvent.ChainCompleted e) => s with { Review = s.Review with { Complete = true, Objected = e.Objected } },
        (InReview s, CaseEvent.TaskClaimed e) => s with { Review = TaskEvolution.Assigned(s.Review, e.TaskId, e.Assignee, e.AssigneeName) },
        (InReview s, CaseEvent.TaskReleased e) => s with { Review = TaskEvolution.Released(s.Review, e.TaskId) },
        (InReview s, CaseEvent.TaskEndorsed e) => s with { Review = Changed(s.Review, e.TaskId, t => t with { Status = CaseTaskStatus.Endorsed }).Signed(e.TaskId) },
        (InReview s, CaseEvent.TaskObjected e) => s with { Review = Objected(s.Review, e.TaskId).Signed(e.TaskId) },
        (InReview s, CaseEvent.TaskDissented e) => s with { Review = Changed(s.Review, e.TaskId, t => t with { Status = CaseTaskStatus.Objected }).Signed(e.TaskId) },
        (InReview s, CaseEvent.TaskOffered e) => s with { Review = TaskEvolution.Offered(s.Review, e.TaskId) },
        (InReview s, CaseEvent.TasksCancelled e) => s with { Review = s.Review.Closing(e.TaskIds, CaseTaskStatus.Cancelled) },
        (InReview s, CaseEvent.StepDeemedAgreed e) => s with { Review = s.Review.Closing(e.TaskIds, CaseTaskStatus.Deemed) },
        (InReview s, CaseEvent.StepEscalated e) => s with { Review = s.Review.Escalated(e.Stage, e.Step) },
        (Suspended { Review: { } review } s, CaseEvent.StepDeemedAgreed e) => s with { Review = review.Closing(e.TaskIds, CaseTaskStatus.Deemed) },
        (Suspended { Review: { } review } s, CaseEvent.StepEscalated e) => s with { Review = review.Escalated(e.Stage, e.Step) },

        (InReview s, CaseEvent.TaskAssigned e) => s with { Review = TaskEvolution.Assigned(s.Review, e.TaskId, e.Assignee, e.AssigneeName) },
        (InReview s, CaseEvent.TaskTransferred e) => s with { Review = TaskEvolution.Assigned(s.Review, e.TaskId, e.Assignee, e.AssigneeName) },
        (InReview s, CaseEvent.TaskDelegated e) => s with { Review = TaskEvolution.Delegated(s.Review, e) },
        (InReview s, CaseEvent.DelegationReturned e) => s with { Review = TaskEvolution.DelegationReturned(s.Review, e.TaskId) },
        (InReview s, CaseEvent.TaskSubstituted e) => s with { Review = TaskEvolution.Substituted(s.Review, e) },
        (InReview s, CaseEvent.SignerAdded e) => s with { Review = TaskEvolution.SignerAdded(s.Review, e) },
        (InReview s, CaseEvent.SignerRemoved e) => s with { Review = TaskEvolution.SignerRemoved(s.Review, e.TaskId) },
        (InReview s, CaseEvent.StageReopened) => s with { Review = LastWord.Reopened(s.Review) },
        (InReview s, CaseEvent.OpinionWithdrawn e) => s with { Review = TaskEvolution.OpinionWithdrawn(s.Review, e) },
        (InReview s, CaseEvent.TaskUrged e) => s with { Review = TaskEvolution.Urged(s.Review, e) },
        (InReview, CaseEvent.TaskCopied) => state,

        (Accepted s, CaseEvent.Suspended e) => new Suspended(Ledgered(s.File, e.Entry), s.Acceptance, null, SuspensionOf(e)),
        (InReview s, CaseEvent.Suspended e) => new Suspended(Ledgered(s.File, e.Entry), s.Acceptance, s.Review, SuspensionOf(e), s.Correction),
        (Suspended { Review: null } s, CaseEvent.Resumed e) => new Accepted(Ledgered(s.File, e.Entry), s.Acceptance),
        (Suspended { Review: { } review } s, CaseEvent.Resumed e) => new InReview(Ledgered(s.File, e.Entry), s.Acceptance, review, s.Correction),
        (Accepted or InReview, CaseEvent.TimeExcluded e) => WithFile((Known)state, Ledgered(FileIn(state), e.Entry)),
        (Accepted or InReview, CaseEvent.Extended e) => WithFile((Known)state, Ledgered(FileIn(state), e.Entry)),

        (Accepted s, CaseEvent.Decided e) => new Decided(s.File, s.Acceptance, new Determination(e.Outcome, e.On)),
        (InReview s, CaseEvent.Decided e) => new Decided(s.File, s.Acceptance, new Determination(e.Outcome, e.On)),
        (Decided s, CaseEvent.Issued e) => new Issued(s.File, s.Acceptance, s.Determination, new IssuedDocument(e.DocumentNumber, e.On)),
        (Issued s, CaseEvent.Served) => new Served(s.File, s.Acceptance, s.Determination, s.Document),

        (Received or CorrectionRequested or Accepted or InReview or Suspended, CaseEvent.Withdrawn) => new Withdrawn(FileIn(state), AcceptanceOf(state)),
        (Received or CorrectionRequested or Accepted or InReview or Suspended, CaseEvent.Terminated) => new Terminated(FileIn(state), AcceptanceOf(state)),
        (Decided s, CaseEvent.Revoked) => new Revoked(s.File, s.Acceptance, s.Determination),
        (Issued s, CaseEvent.Revoked) => new Revoked(s.File, s.Acceptance, s.Determination),
        (Served s, CaseEvent.Revoked) => new Revoked(s.File, s.Acceptance, s.Determination),

        (InReview s, CaseEvent.MovedToVersion e) => s with { File = Moved(s.File, e), Review = ReviewEvolution.Moved(s.Review, e) },
        (Suspended { Review: { } review } s, CaseEvent.MovedToVersion e) => s with { File = Moved(s.File, e), Review = ReviewEvolution.Moved(review, e) },
        (Known known, CaseEvent.MovedToVersion e) => WithFile(known, Moved(known.File, e)),
        (Accepted or InReview or Suspended, _) when ProceedingsEvolution.Follows(happened) => state,

        (Known, CaseEvent.Urged) => state,
        (Known known, CaseEvent.BreachExplained e) => WithClock(known, e.ClockId, clock => clock with { PublishedReason = e.Reason }),
        (Known known, CaseEvent.CardIssued e) => WithFile(known, known.File with { Cards = known.File.Cards.Add(new Card(e.Rule, e.Level, e.ClockId, e.On)) }),
        (Known known, CaseEvent.CardWrittenOff e) => WithFile(known, known.File with { Cards = [.. known.File.Cards.Select(card => card.Rule == e.Rule ? card with { WrittenOff = true } : card)] }),
        (Known known, _) when OrderEvolution.After(known.File, happened) is { } file => WithFile(known, file),
        (Known known, CaseEvent.ClocksRecomputed e) => WithFile(known, known.File.WithClocks([.. e.Moves.Select(move => move.After)])),
        (Known known, CaseEvent.ClocksRecorded e) => WithFile(known, known.File.WithClocks(e.Clocks)),
        (Known known, CaseEvent.ClockWarned e) => WithClock(known, e.ClockId, clock => clock with { Warned = true }),
        (Known known, CaseEvent.ClockBreached e) => WithClock(known, e.ClockId, clock => clock with { Status = ClockStatus.Breached }),
        (Known known, CaseEvent.LampChanged e) => WithFile(known, known.File with { Lamp = e.To, WorstLamp = LampRule.Worse(known.File.WorstLamp, e.To) }),

        _ => throw new InvalidOperationException($"No rule for {happened.GetType().Name} in phase {state.GetType().Name}: the journal and this code do not belong together."),
    };

    private static CaseState WithLastWord(CaseState before, CaseState after, CaseEvent happened) => (before, after) switch
    {
        (InReview was, InReview now) when LastWord.After(was.Review, now.Review, happened) is var review && review != now.Review => now with { Review = review },
        (Suspended { Review: { } was }, Suspended { Review: { } still } now) when LastWord.After(was, still, happened) is var review && review != still => now with { Review = review },
        _ => after,
    };

    /// <summary>Where the chain stands, in the phases that have one open; null elsewhere, and before its first stage.</summary>
    public static Review? ReviewOf(CaseState state) => state switch
    {
        InReview s => s.Review,
        Suspended s => s.Review,
        _ => null,
    };

    /// <summary>How the case was accepted, in the phases that know.</summary>
    public static Acceptance? AcceptanceOf(CaseState state) => state switch
    {
        Accepted s => s.Acceptance,
        InReview s => s.Acceptance,
        Suspended s => s.Acceptance,
        Decided s => s.Acceptance,
        Issued s => s.Acceptance,
        Served s => s.Acceptance,
        Revoked s => s.Acceptance,
        Withdrawn s => s.Acceptance,
        Terminated s => s.Acceptance,
        _ => null,
    };

    private static CaseFile FileOf(CaseEvent.Received e) => new(
        e.CaseId, e.Number, e.Procedure, e.ProcedureVersion, e.Office, e.Organisation, e.ProjectClass, e.ReceivedAt, e.ReceiptDay, e.Limits,
        [.. e.Application.Materials.Select(material => material.Code)], [], Ledger.Empty, e.ReceivedAt, Lamp.Green, Lamp.Green, [])
    {
        Facts = e.Facts,
    };

    private static CaseFile Moved(CaseFile file, CaseEvent.MovedToVersion e) => file with { ProcedureVersion = e.ToVersion, Limits = e.Limits };

    private static CaseFile FileIn(CaseState state) => ((Known)state).File;

    private static CaseState WithFile(Known known, CaseFile file) => known with { File = file };

    private static CaseFile Ledgered(CaseFile file, LedgerEntry? entry) => entry is null ? file : file with { Ledger = file.Ledger.With(entry) };

    /// <summary>The limits that the deeming had started are gone; the notice is as it was before it ran out.</summary>
    private static CaseFile NoticeRunningAgain(CaseFile file) => file with
    {
        Clocks =
        [
            .. file.Clocks.Where(clock => clock.Id == Clock.NoticeId)
                .Select(clock => clock with { Status = ClockStatus.Running, StoppedOn = null, PublishedReason = null }),
        ],
    };

    private static CaseFile WithMaterials(CaseFile file, ImmutableArray<SubmittedMaterial> handedIn) =>
        file with { Materials = [.. file.Materials.Union(handedIn.Select(material => material.Code))] };

    private static CaseState WithClock(Known known, string id, Func<Clock, Clock> change) =>
        WithFile(known, known.File with { Clocks = [.. known.File.Clocks.Select(clock => clock.Id == id ? change(clock) : clock)] });

    private static Suspension SuspensionOf(CaseEvent.Suspended e) => new(e.Kind, e.On, e.ExpectedDays, e.NoticeNumber);

    private static Review Opened(Review review, CaseEvent.StageOpened e) => ReviewEvolution.Opened(review, e);

    /// <summary>
    /// The clocks of steps that are done stay in the journal alone, so that a case weighs the same late in a long chain as early; a breach
    /// stays, because it may still be explained, and that of an opinion that may still be withdrawn.
    /// </summary>
    private static CaseFile AtOpening(CaseFile file, CaseEvent.StageOpened e, string? withdrawable = null)
    {
        ImmutableArray<string> offices = [.. (file.Participants ?? []).Union(e.Tasks.Select(task => task.Office).OfType<string>())];
        return file with
        {
            Clocks = file.Clocks.RemoveAll(clock => clock is { Kind: ClockKind.Step, Status: ClockStatus.Stopped } && clock.Id != withdrawable),
            Participants = offices.IsEmpty ? file.Participants : offices,
        };
    }

    private static Review Changed(Review review, Guid taskId, Func<CaseTask, CaseTask> change) =>
        review.With(change(review.Find(taskId) ?? throw new InvalidOperationException($"Task {taskId} is not in the open stage.")));

    /// <summary>An objection settles its step: the other signers of that step have nothing left to sign.</summary>
    private static Review Objected(Review review, Guid taskId)
    {
        var objected = Changed(review, taskId, task => task with { Status = CaseTaskStatus.Objected });
        var step = objected.Find(taskId)!.Step;
        return objected with
        {
            Tasks = [.. objected.Tasks.Select(task => task.Step == step && task.IsPending ? task with { Status = CaseTaskStatus.Cancelled } : task)],
        };
    }
}
