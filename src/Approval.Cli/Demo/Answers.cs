using System.Text.Json;

namespace Approval.Cli.Demo;

// What the demo reads of the API's answers; everything else in them is passed over.

internal sealed record Receipt(Guid Id, string CaseNumber, string TrackingCode, string State, DateTimeOffset ReceivedAt, DateOnly? NoticeDue, string MaterialsDigest, string Signature);

internal sealed record PermitCase(Guid Id, string CaseNumber, string State, string? Outcome, string Lamp, string Office, DateOnly ReceiptDay, DateOnly? AcceptedOn, CaseClock[] Clocks, OpenTask[] OpenTasks, Correction? Correction, Document? Document)
{
    public CaseClock? Clock(string id) => Clocks.FirstOrDefault(clock => clock.Id == id);
}

internal sealed record CaseClock(string Id, string Kind, string State, DateOnly Start, DateOnly? Due, bool Provisional, int? RemainingWorkingDays, string LegalBasis, Limit Limit);

internal sealed record Correction(DateOnly RequestedOn, CorrectionItem[] Items);

internal sealed record CorrectionItem(string Material, string Problem);

internal sealed record Document(string Number, DateOnly IssuedOn, DateOnly? ServedOn);

internal sealed record OpenTask(Guid Id, string Stage, string Step, LocalText Name, int Signer, string Role, string? Department, DateOnly? Due);

internal sealed record Guide(string Code, int Version, LocalText Name, Limits Limits, GuideMaterial[] Materials, Chain Chain);

internal sealed record LocalText(string Zh);

internal sealed record Limits(Limit Notice, Limit Promised, Limit Statutory, Limit Delivery);

internal sealed record Limit(int Amount, string Unit, string LegalBasis);

internal sealed record GuideMaterial(string Code, LocalText Name, string? Standard);

internal sealed record Chain(Stage[] Stages);

internal sealed record Stage(string Id, LocalText Name, Step[] Steps);

internal sealed record Step(string Id, LocalText Name, string? Department, int Signers, Limit? Budget);

internal sealed record DeadlineAnswer(DateOnly Date, bool Provisional, string CalendarVersion, TracedDay[] Days);

internal sealed record TracedDay(DateOnly Date, string Kind, bool Counted, int Running, string Source);

internal sealed record CalendarYear(string Version, CalendarDay[] Days);

internal sealed record CalendarDay(DateOnly Date, string Kind, string Source);

internal sealed record ClockAnswer(DateTimeOffset Now);

internal sealed record JournalPage(JournalEntry[] Items, string? NextCursor);

internal sealed record JournalEntry(int Version, string Type, JournalActor Actor, DateTimeOffset EffectiveAt, DateTimeOffset RecordedAt, JsonElement Data);

internal sealed record JournalActor(string Id, string Name);
