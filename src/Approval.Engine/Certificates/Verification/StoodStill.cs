using System.Collections.Immutable;
using Approval.Engine.Clocks;

namespace Approval.Engine.Certificates.Verification;

/// <summary>When a clock stood still, by the ledger of a certificate, from its start on.</summary>
internal sealed class StoodStill(ImmutableArray<CertificateEntry> ledger, DateOnly start)
{
    private readonly ImmutableArray<Interval> intervals =
        [.. Intervals(ledger).Where(interval => interval.Through is null || interval.Through > start).OrderBy(interval => interval.After)];

    public bool IsOpenBefore(DateOnly date) => intervals.Any(interval => interval.Through is null && interval.After < date);

    /// <summary>The interval that the day is in; null for none.</summary>
    public Interval? On(DateOnly date) => intervals.FirstOrDefault(interval => date > interval.After && (interval.Through is null || date <= interval.Through));

    /// <summary>One that began on the day or before and goes on after it.</summary>
    public Interval? Reaching(DateOnly last) => intervals.FirstOrDefault(interval => interval.After <= last && (interval.Through is null || interval.Through > last));

    private static IEnumerable<Interval> Intervals(ImmutableArray<CertificateEntry> ledger)
    {
        foreach (var entry in ledger)
        {
            if (entry.Operation == LedgerOperation.Exclude)
            {
                yield return new Interval(entry.On, entry.Through, entry.Number);
            }

            if (entry.Operation == LedgerOperation.Suspend)
            {
                var ended = ledger.Where(other => other.Number > entry.Number && other.PromiseOnly == entry.PromiseOnly)
                    .FirstOrDefault(other => other.Operation is LedgerOperation.Resume or LedgerOperation.Interrupt);
                yield return new Interval(entry.On, ended?.On, entry.Number);
            }
        }
    }
}

/// <param name="After">The day it began; the days after it do not count.</param>
/// <param name="Through">Its last day; null while it is open.</param>
/// <param name="Entry">Number of the ledger's entry.</param>
internal sealed record Interval(DateOnly After, DateOnly? Through, int Entry);
