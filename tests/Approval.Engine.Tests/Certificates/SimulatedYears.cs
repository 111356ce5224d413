using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Certificates;
using Approval.Engine.Clocks;

namespace Approval.Engine.Tests.Certificates;

/// <summary>Three thousand cases of 2025 and 2026 with corrections, special procedures, exclusions, extensions, returns and acts typed late.</summary>
public class SimulatedYears
{
    private const int Cases = 3000;

    private static readonly Lazy<Journey[]> All = new(() => [.. Enumerable.Range(1, Cases).AsParallel().AsOrdered().Select(Docket.Case)]);

    [Test]
    public void Every_deadline_ever_recorded_is_the_one_counted_by_hand()
    {
        var (checkedDeadlines, open) = (0, 0);
        foreach (var journey in All.Value)
        {
            var state = CaseState.Initial;
            foreach (var (entry, _) in journey.Journal)
            {
                state = CaseEvolution.Evolve(state, entry);
                foreach (var clock in entry.Event is CaseEvent.ClocksRecorded { Clocks: var clocks } ? clocks.Where(clock => clock.StoppedOn is null) : [])
                {
                    var file = ((CaseState.Known)state).File;
                    var due = SlowCount.Within(file, clock, journey.Office.Hours);
                    Assert.That(clock.Deadline?.Due, Is.EqualTo(due), $"{file.Number} {journey.Procedure.Code} {clock.Id} {clock.Limit.Amount} {clock.Limit.Unit} from {clock.StartedOn:O}, {string.Join(", ", file.Ledger.Entries.Select(e => $"{e.Operation} {e.On:O} {e.Through:O} {e.PromiseOnly}"))}");
                    checkedDeadlines++;
                    open += due is null ? 1 : 0;
                }
            }
        }

        Assert.That(checkedDeadlines, Is.GreaterThan(15_000));
        Assert.That(open, Is.GreaterThan(500), "whose end was not known");
    }

    /// <summary>The docket is worth nothing when what makes it hard does not happen in it.</summary>
    [Test]
    public void The_docket_holds_what_it_is_for()
    {
        var events = All.Value.SelectMany(journey => journey.Journal).CountBy(row => EventCatalogue.NameOf(row.Entry.Event)).ToDictionary();

        foreach (var name in new[] { "case.suspended.v1", "case.resumed.v1", "case.timeExcluded.v1", "case.extended.v1", "case.deemedAccepted.v1", "correction.submitted.v1", "reviewCorrection.submitted.v1", "stage.returned.v1", "case.served.v1" })
        {
            Assert.That(events.GetValueOrDefault(name), Is.GreaterThan(50), name);
        }

        var clocks = All.Value.SelectMany(journey => journey.File.Clocks).ToList();
        Assert.That(clocks.Count(clock => clock.Deadline is { Provisional: true }), Is.GreaterThan(50), "provisional");
        Assert.That(All.Value.SelectMany(journey => journey.Journal).Count(row => row.Entry is { Actor.IsSystem: false } && row.RecordedAt - row.Entry.EffectiveAt > TimeSpan.FromDays(1)), Is.GreaterThan(50), "typed late");
    }

    [Test]
    public void The_promise_never_ends_after_the_law()
    {
        foreach (var file in All.Value.Select(journey => journey.File))
        {
            if (file.Clock(Clock.PromisedId) is { Deadline: { } promised, LedgerVersion: var version } && file.Clock(Clock.StatutoryId) is { Deadline: { } statutory })
            {
                Assert.That(promised.Due, Is.LessThanOrEqualTo(statutory.Due), $"{file.Number}, ledger {version}");
            }
        }
    }

    /// <summary>One in ten: each of its clocks has a certificate that leads to the record and that the verifier accepts.</summary>
    [Test]
    public void Every_clock_can_be_certified_and_the_verifier_agrees()
    {
        var files = Journey.Files().Where(file => file.File is "2025.json" or "2026.json").ToList();
        var wrong = All.Value.Where((_, index) => index % 10 == 0).AsParallel().SelectMany(journey =>
            from clock in journey.File.Clocks
            let certificate = journey.Certificate(clock.Id)
            let verdict = CertificateVerifier.Verify(Encoding.UTF8.GetString(CertificateJson.Write(certificate)), files)
            where !certificate.Agrees || !verdict.Holds
            select $"{journey.File.Number} {clock.Id}: agrees {certificate.Agrees}, {verdict.Fault}").ToList();

        Assert.That(wrong, Is.Empty);
    }
}
