using Approval.Engine.Attribution;
using Approval.Engine.Certificates;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Certificates;

/// <summary>
/// A hearing on the certificate: its own clocks, and the days it takes out of the others. Accepted 6 February 2026, asked for that day,
/// notified on the 9th, held on the 25th, record signed on the 27th; Spring Festival 15 to 23 February, worked on the 14th and 28th.
/// </summary>
public class HearingCertificates
{
    private static readonly Given Held = Proceedings.HearingDay(Matters.Proceeding).And(Clerk, "2026-02-27 10:00", Sample.RecordHearing);

    [Test]
    public void Each_excluded_day_is_explained_by_the_hearing()
    {
        var certificate = Certificate(Clock.StatutoryId);

        Assert.That(certificate.Agrees);
        Assert.That(certificate.Ledger.Select(line => (line.Operation, line.On, line.Name, line.NoticeNumber)), Is.EqualTo(new[]
        {
            (LedgerOperation.Suspend, Day("2026-02-09"), "hearing", "长防听通〔2026〕1号"),
            (LedgerOperation.Resume, Day("2026-02-27"), "hearing", null),
        }));
        Assert.That(certificate.Rows.Where(row => row.Reason == NotCounted.Excluded).Select(row => row.Date), Is.EqualTo(Enumerable.Range(0, 18).Select(day => Day("2026-02-10").AddDays(day))), "every day from the 10th to the 27th");
        Assert.That(certificate.Rows.Where(row => row.Reason == NotCounted.Excluded).Select(row => row.Entry).Distinct(), Is.EqualTo(new int?[] { 1 }), "by the entry of the notice");
        Assert.That(certificate.Rows.Where(row => row.Counted).Select(row => row.Date).First(), Is.EqualTo(Day("2026-02-09")));
        Assert.That((certificate.Counted, certificate.Result!.Due), Is.EqualTo((20, Day("2026-03-25"))));
    }

    [TestCase(Clock.HearingRequestId, "申请听证期限", "hearing.told.v1", "2026-02-13", 5)]
    [TestCase(Clock.HearingHoldId, "组织听证期限", "hearing.requested.v1", "2026-03-12", 20)]
    public void The_hearings_own_clocks_are_excluded_from_nothing(string clock, string name, string start, string due, int days)
    {
        var certificate = Certificate(clock);

        Assert.That((certificate.Clock.Name, certificate.Start.Event, certificate.Result!.Due, certificate.Counted), Is.EqualTo((name, start, Day(due), days)));
        Assert.That(certificate.Ledger, Is.Empty, "art 45 is about the limits of its own section");
        Assert.That(CertificatePage.Html(certificate), Does.Contain(name).And.Not.Contain(start));
    }

    [Test]
    public void The_time_from_notice_to_record_is_nobodys()
    {
        var journal = Held.Entries.Select(entry => (entry, entry.EffectiveAt));
        var attribution = TimeAttribution.Of(journal, At("2026-03-02 10:00"), Calendar, Changsha.Hours)!;

        Assert.That(attribution.Segments.Where(part => part.Holder == new Holder(HolderKind.ExcludedByLaw, "hearing")).Select(part => (part.From, part.Until)), Is.EqualTo(new[] { (At("2026-02-09 10:00"), At("2026-02-27 10:00")) }));
        Assert.That(attribution.Totals.Aggregate(Span.None, (sum, total) => sum + total.Span), Is.EqualTo(attribution.Whole));
    }

    private static DeadlineCertificate Certificate(string clock) =>
        DeadlineCertificate.For([.. Held.Entries.Select(entry => (entry, entry.EffectiveAt))], clock, Matters.Proceeding, Changsha, Calendar)!;
}
