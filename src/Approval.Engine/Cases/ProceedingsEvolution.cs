using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseState;

namespace Approval.Engine.Cases;

/// <summary>What special procedures and hearings leave behind in the file; the phase is the business of <see cref="CaseEvolution"/>.</summary>
internal static class ProceedingsEvolution
{
    /// <summary>Events that change nothing but the file.</summary>
    public static bool Follows(CaseEvent happened) => happened is
        CaseEvent.ExtensionApplied or CaseEvent.SpecialApplied or CaseEvent.SpecialApproved or CaseEvent.SpecialRefused or CaseEvent.SpecialReported
        or CaseEvent.HearingAnnounced or CaseEvent.HearingTold or CaseEvent.HearingRequested or CaseEvent.HearingWaived or CaseEvent.HearingLapsed
        or CaseEvent.HearingScheduled or CaseEvent.HearingChairReplaced or CaseEvent.HearingHeld;

    public static CaseState After(CaseState state, CaseEntry entry) => state switch
    {
        InReview s when entry.Event is CaseEvent.StageReturned => s with { Review = Reviewed(s.Review, entry.Actor.Id) },
        Known known when Changed(known.File, entry) is var file && !ReferenceEquals(file, known.File) => known with { File = file },
        _ => state,
    };

    /// <summary>Whoever sends a case back has reviewed it, though nothing was signed.</summary>
    private static Review Reviewed(Review review, string person) =>
        review.People?.Contains(person) ?? false ? review : review with { People = [.. review.People ?? [], person] };

    private static CaseFile Changed(CaseFile file, CaseEntry entry) => entry.Event switch
    {

        CaseEvent.ExtensionApplied e => file with { ExtensionRequest = new(e.Days, e.Reason, entry.Actor.Id) },
        CaseEvent.Extended => file with { ExtensionRequest = null },

        CaseEvent.SpecialApplied e => file with
        {
            Special = new(e.Number, e.Kind, e.ExpectedDays, e.Reason, e.Approved ? SpecialStatus.Approved : SpecialStatus.Applied, entry.Actor.Id),
            Specials = e.Number,
        },
        CaseEvent.SpecialApproved => file with { Special = file.Special! with { Status = SpecialStatus.Approved } },
        CaseEvent.SpecialRefused => file with { Special = null },
        CaseEvent.Suspended { Special: not null } => file with { Special = file.Special! with { Status = SpecialStatus.Running } },
        CaseEvent.Resumed when file.Special?.Status == SpecialStatus.Running => file with { Special = null },

        _ => HearingAfter(file.Hearing, entry.Event) is var hearing && !ReferenceEquals(hearing, file.Hearing) ? file with { Hearing = hearing } : file,
    };

    private static Hearing? HearingAfter(Hearing? hearing, CaseEvent happened) => happened switch
    {
        CaseEvent.HearingAnnounced e => new Hearing(HearingStatus.Announced, e.Ground, []),
        CaseEvent.HearingTold e => new Hearing(HearingStatus.Told, HearingGround.Request, [.. e.Parties.Select(party => new HearingParty(party.Kind, party.Name, party.ToldOn, false))]),
        CaseEvent.HearingRequested => hearing! with { Status = HearingStatus.Requested },
        CaseEvent.HearingWaived e => Waived(hearing!, e.Party),
        CaseEvent.HearingLapsed => hearing! with { Status = HearingStatus.Lapsed },
        CaseEvent.HearingScheduled e => hearing! with { Status = HearingStatus.Scheduled, At = e.At, Place = e.Place, Chair = e.Chair },
        CaseEvent.HearingChairReplaced e => hearing! with { Chair = e.Chair },
        CaseEvent.HearingHeld e => hearing! with { Status = HearingStatus.Held, Record = e.RecordNumber },
        _ => hearing,
    };

    private static Hearing Waived(Hearing hearing, string name)
    {
        var after = hearing with { Parties = [.. hearing.Parties.Select(party => party.Name == name ? party with { Waived = true } : party)] };
        return after.Parties.All(party => party.Waived) ? after with { Status = HearingStatus.Waived } : after;
    }
}
