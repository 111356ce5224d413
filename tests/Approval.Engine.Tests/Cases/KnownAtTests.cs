using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>An acceptance of Monday that was typed on Wednesday: on Tuesday nobody knew of it.</summary>
public class KnownAtTests
{
    private static readonly Journey TypedLate = Journey.Of("RF-01").Received("2026-03-02 09:00")
        .Must(j => j.Clerk, "2026-03-04 15:00", new CaseCommand.Accept(), effective: "2026-03-02 10:00");

    [TestCase("2026-03-02 08:59:59", typeof(CaseState.NotReceived))]
    [TestCase("2026-03-02 09:00", typeof(CaseState.Received))]
    [TestCase("2026-03-03 12:00", typeof(CaseState.Received), Description = "It had been accepted, but that was not on record")]
    [TestCase("2026-03-04 14:59:59", typeof(CaseState.Received))]
    [TestCase("2026-03-04 15:00", typeof(CaseState.InReview))]
    [TestCase("2030-01-01 00:00", typeof(CaseState.InReview))]
    public void The_record_is_what_had_been_entered(string instant, Type phase) =>
        Assert.That(KnownAt.Fold(TypedLate.Journal, At(instant)), Is.TypeOf(phase));

    [Test]
    public void Clocks_are_those_that_were_believed()
    {
        var believed = ((CaseState.Known)KnownAt.Fold(TypedLate.Journal, At("2026-03-03 12:00"))).File;
        var known = ((CaseState.Known)KnownAt.Fold(TypedLate.Journal, At("2026-03-04 15:00"))).File;

        Assert.That(believed.Clocks.Select(clock => clock.Id), Is.EqualTo(new[] { Clock.NoticeId }));
        Assert.That(known.Clock(Clock.StatutoryId)!.Deadline!.Due, Is.EqualTo(Day("2026-03-30")), "from the Monday");
    }

    [Test]
    public void At_its_latest_entry_the_record_is_the_state() =>
        Assert.That(CaseJson.Write(KnownAt.Fold(TypedLate.Journal, TypedLate.Journal[^1].RecordedAt)), Is.EqualTo(CaseJson.Write(TypedLate.State)));

    /// <summary>Two nodes whose clocks differ: a row never counts as known before the one it follows.</summary>
    [Test]
    public void A_row_stamped_before_the_one_it_follows_waits_for_it()
    {
        var journal = TypedLate.Journal.Select((row, index) => index == 0 ? row with { RecordedAt = At("2026-03-02 09:00:05") } : row).ToList();

        Assert.That(KnownAt.Rows(journal, At("2026-03-02 09:00:04")), Is.Empty);
        Assert.That(KnownAt.Fold(journal, At("2026-03-02 09:00:05")), Is.TypeOf<CaseState.Received>());
    }
}
