using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>Puts a certificate together from the journal, the rules and a calendar. Nothing here decides a deadline: <see cref="DeadlineRule"/> does.</summary>
internal static class CertificateDrafting
{
    public static DeadlineCertificate? Draft(
        IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal,
        string clockId,
        Procedure procedure,
        Office office,
        WorkingCalendar calendar)
    {
        if (ClockHistory.Of(journal, clockId) is not { } history)
        {
            return null;
        }

        var file = FileAfter(journal, journal.Count);
        var clock = file.Clock(clockId) ?? history.Last;
        var lines = LedgerLines.Of(journal, clock, procedure);
        var derivation = new Derivation(clock, LedgerLines.Exclusions(lines, clock), calendar, office.Hours);
        var (deadline, cap) = Derive(clock, file.Ledger, calendar, office, FileAfter(journal, history.RecordRow + 1));
        var rows = derivation.Rows(derivation.LastDay(deadline), ByItself(clock with { ExtensionDays = 0 }, file.Ledger, calendar, office)?.Due);
        var counted = rows.IsEmpty ? 0 : rows[^1].Running;
        return new DeadlineCertificate(
            DeadlineCertificate.Version1,
            file.Number,
            new CertificateProcedure(procedure.Code, procedure.Version, procedure.Name.Zh),
            new CertificateOffice(office.Code, office.Name.Zh),
            new CertificateClock(clock.Id, clock.Kind, NameOf(clock, procedure), clock.Status, clock.StoppedOn),
            new CertificateLimit(clock.Limit.Amount, clock.Limit.Unit, clock.Limit.CountFrom, clock.Limit.LegalBasis),
            StartOf(journal, history, clock, derivation),
            new CertificateCalendar(calendar.Region, calendar.Version, calendar.Horizon),
            lines,
            ExtensionOf(clock, lines),
            clock.StartedAt is null && cap?.At is null ? null : office.Hours,
            cap,
            derivation.ToCount,
            rows,
            counted,
            counted < derivation.ToCount ? null : rows.FirstOrDefault(row => row.Running == derivation.ToCount)?.Date,
            deadline is null ? null : CertificateDeadline.Of(deadline),
            RecordOf(journal, history, clock),
            deadline == clock.Deadline && (deadline is null || rows.IsEmpty || rows[^1].Date == deadline.Due),
            null);
    }

    private static CaseFile FileAfter(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, int rows) =>
        ((CaseState.Known)CaseEvolution.Fold(journal.Take(rows).Select(row => row.Entry))).File;

    /// <summary>The deadline by the rule, and the one over it where that ends the clock: the promise a step, the law the promise.</summary>
    private static (Deadline? Deadline, CertificateCap? Cap) Derive(Clock clock, Ledger ledger, WorkingCalendar calendar, Office office, CaseFile then)
    {
        var own = ByItself(clock, ledger, calendar, office);
        var cap = clock.Kind switch
        {
            ClockKind.Step => then.Clock(Clock.PromisedId),
            ClockKind.Promised when then.Clock(Clock.StatutoryId) is { } law => law with { Deadline = ByItself(law, ledger, calendar, office) },
            _ => null,
        };
        var deadline = DeadlineRule.Within(clock, own, cap);
        return deadline == own ? (own, null) : (deadline, CapOf(cap!));
    }

    private static Deadline? ByItself(Clock clock, Ledger ledger, WorkingCalendar calendar, Office office) => DeadlineRule.Of(
        clock, new Ledger([.. ledger.Entries.Take(clock.LedgerVersion)]).ExclusionsFor(clock.Kind), calendar, new WorkingHours(calendar, office.Hours));

    /// <summary>The law runs from the same day as the promise, so the verifier can count it again; the promise that cuts a step is taken as recorded.</summary>
    private static CertificateCap CapOf(Clock cap) => cap.Kind != ClockKind.Statutory
        ? new CertificateCap(cap.Id, CertificateDeadline.Of(cap.Deadline!))
        : new CertificateCap(
            cap.Id,
            CertificateDeadline.Of(cap.Deadline!),
            new CertificateLimit(cap.Limit.Amount, cap.Limit.Unit, cap.Limit.CountFrom, cap.Limit.LegalBasis),
            cap.ExtensionDays == 0 ? null : new CertificateCapExtension(cap.ExtensionDays, cap.ExtensionUnit),
            cap.StartedAt);

    private static CertificateStart StartOf(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, ClockHistory history, Clock clock, Derivation derivation) => new(
        clock.StartedOn,
        clock.StartedAt,
        EventCatalogue.NameOf(journal[history.StartRow - 1].Entry.Event),
        ClockHistory.CauseOf(journal[history.StartRow].Entry.Event),
        derivation.StartCounts);

    private static CertificateRecord RecordOf(IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> journal, ClockHistory history, Clock clock) => new(
        history.RecordRow + 1,
        journal[history.RecordRow].RecordedAt,
        ClockHistory.CauseOf(journal[history.RecordRow].Entry.Event),
        clock.CalendarVersion,
        clock.Deadline is { } deadline ? CertificateDeadline.Of(deadline) : null);

    private static CertificateExtension? ExtensionOf(Clock clock, ImmutableArray<CertificateEntry> lines) =>
        lines.LastOrDefault(line => line.Operation == LedgerOperation.Extend) is { } granted && clock.ExtensionDays > 0
            ? new CertificateExtension(clock.ExtensionDays, granted.LegalBasis, granted.Number, clock.ExtensionUnit)
            : null;

    private static string NameOf(Clock clock, Procedure procedure) => clock.Kind switch
    {
        ClockKind.Notice => "补正告知期限",
        ClockKind.Promised => "承诺办结期限",
        ClockKind.Statutory => "法定办结期限",
        ClockKind.Delivery => "颁发、送达期限",
        ClockKind.Suspension => "特别程序所需时间",
        ClockKind.HearingRequest => "申请听证期限",
        ClockKind.HearingHold => "组织听证期限",
        _ => $"环节期限（{StepOf(clock, procedure) ?? clock.Id}）",
    };

    private static string? StepOf(Clock clock, Procedure procedure) =>
        (from stage in procedure.Chain.Stages
         from step in stage.Steps
         where Clock.StepId(stage.Id, step.Id) == clock.Id
         select $"{stage.Name.Zh}·{step.Name.Zh}").FirstOrDefault();
}
