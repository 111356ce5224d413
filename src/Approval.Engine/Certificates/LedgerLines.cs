using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>The ledger as a certificate prints it: only what binds the clock, each entry with the notice that told the applicant.</summary>
internal static class LedgerLines
{
    public static ImmutableArray<CertificateEntry> Of(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, Clock clock, Procedure procedure)
    {
        var acts = journal.Select(row => Line(row.Entry.Event)).Where(line => line.Entry is not null).Take(clock.LedgerVersion);
        return
        [
            .. acts.Where(line => Binds(line.Entry!, clock.Kind)).Select((line, index) => new CertificateEntry(
                index + 1,
                line.Entry!.Operation,
                line.Entry.On,
                line.Entry.Through,
                line.Entry.Days,
                line.Entry.Kind,
                NameOf(line.Entry.Kind, procedure),
                line.NoticeNumber,
                line.Entry.LegalBasis,
                line.Entry.PromiseOnly)),
        ];
    }

    /// <summary>The intervals that do not count, each with the entry that began it; those over before the clock began are left out.</summary>
    public static ImmutableArray<(Exclusion Days, int Entry)> Exclusions(ImmutableArray<CertificateEntry> lines, Clock clock)
    {
        var spans = ImmutableArray.CreateBuilder<(Exclusion Days, int Entry)>();
        foreach (var line in lines)
        {
            if (line.Operation == LedgerOperation.Exclude)
            {
                spans.Add((new Exclusion(line.On, line.Through), line.Number));
            }
            else if (line.Operation == LedgerOperation.Suspend)
            {
                var end = lines.FirstOrDefault(other => other.Number > line.Number
                    && other.PromiseOnly == line.PromiseOnly
                    && other.Operation is LedgerOperation.Resume or LedgerOperation.Interrupt);
                spans.Add((new Exclusion(line.On, end?.On), line.Number));
            }
        }

        var start = clock.StartedAt is { } at ? CivilTime.DayOf(at) : clock.StartedOn;
        return [.. spans.Where(span => span.Days.Through is null || span.Days.Through > start).OrderBy(span => span.Days.After)];
    }

    private static bool Binds(LedgerEntry entry, ClockKind kind) => entry.Operation switch
    {
        LedgerOperation.Extend => kind == ClockKind.Statutory,
        LedgerOperation.Deem or LedgerOperation.TakeBack => kind is ClockKind.Promised or ClockKind.Statutory,
        _ => kind is ClockKind.Promised or ClockKind.Statutory or ClockKind.Step && !(entry.PromiseOnly && kind == ClockKind.Statutory),
    };

    private static (LedgerEntry? Entry, string? NoticeNumber) Line(CaseEvent happened) => happened switch
    {
        CaseEvent.Suspended e => (e.Entry, e.NoticeNumber),
        CaseEvent.TimeExcluded e => (e.Entry, e.NoticeNumber),
        CaseEvent.Resumed e => (e.Entry, null),
        CaseEvent.Extended e => (e.Entry, null),
        CaseEvent.DeemedAccepted e => (e.Entry, null),
        CaseEvent.DeemingTakenBack e => (e.Entry, null),
        CaseEvent.CorrectionRequested e => (e.Entry, null),
        CaseEvent.CorrectionSubmitted e => (e.Entry, null),
        CaseEvent.ReviewCorrectionRequested e => (e.Entry, null),
        CaseEvent.ReviewCorrectionSubmitted e => (e.Entry, null),
        _ => (null, null),
    };

    private static string? NameOf(string? kind, Procedure procedure) => kind switch
    {
        null => null,
        "correction" => "补正",
        "reviewCorrection" => "审查阶段补正",
        _ => procedure.Suspensions.FirstOrDefault(rule => rule.Kind == kind)?.Name.Zh ?? kind,
    };
}
