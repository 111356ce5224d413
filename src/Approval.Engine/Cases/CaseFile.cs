using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

/// <summary>What every phase of a case carries: what it is about, where it is handled and its clocks.</summary>
/// <param name="Number">办件编号, unique, without personal data.</param>
/// <param name="Office">Code of the office that handles it.</param>
/// <param name="Organisation">The applicant's organisation: its members see and command the case.</param>
/// <param name="ReceivedAt">When the materials came in, by effect.</param>
/// <param name="ReceiptDay">The day the receipt counts for (after closing time: the next working day).</param>
/// <param name="Limits">Chosen once, at receipt, from the pinned procedure version.</param>
/// <param name="Materials">Codes of the materials on file.</param>
/// <param name="LastActAt">
/// Effective time of the latest act of a person; no later act may take effect before it. Urging, writing off a card, explaining a
/// breach and orders of supervision are left aside: they are about the handling and must not shut out an act in time that is typed late.
/// </param>
/// <param name="Cards">Supervision cards issued so far, written-off ones included.</param>
/// <param name="WorstLamp">A finished case keeps it.</param>
public sealed record CaseFile(
    Guid Id,
    string Number,
    string Procedure,
    int ProcedureVersion,
    string Office,
    string Organisation,
    ProjectClass ProjectClass,
    DateTimeOffset ReceivedAt,
    DateOnly ReceiptDay,
    Limits Limits,
    ImmutableArray<string> Materials,
    ImmutableArray<Clock> Clocks,
    Ledger Ledger,
    DateTimeOffset LastActAt,
    Lamp Lamp,
    Lamp WorstLamp,
    ImmutableArray<Card> Cards)
{
    /// <summary>特别程序 that is applied for, approved or running; null when none is.</summary>
    public SpecialProcedure? Special { get; init; }

    /// <summary>How many special procedures have been applied for: the number of the last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Specials { get; init; }

    /// <summary>听证 of this case; null when there was none.</summary>
    public Hearing? Hearing { get; init; }

    /// <summary>延长申请 that waits for its approver; null when none does.</summary>
    public ExtensionRequest? ExtensionRequest { get; init; }

    /// <summary>Rounds of the review that a deeming had opened before it was taken back; the next round counts on from there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RoundsTakenBack { get; init; }

    /// <summary>Facts of the application that the chain's conditions ask for; null when they ask for none.</summary>
    public ImmutableArray<CaseFact>? Facts { get; init; }

    /// <summary>Partner offices that have had a task of the case, and so may see it; null for none.</summary>
    public ImmutableArray<string>? Participants { get; init; }

    /// <summary>督办 of this case, in the order of their numbers; null for none.</summary>
    public ImmutableArray<SupervisionOrder>? Orders { get; init; }

    public Clock? Clock(string id) => Clocks.FirstOrDefault(clock => clock.Id == id);

    /// <summary>Replaces the clocks of the same id and appends the new ones.</summary>
    public CaseFile WithClocks(ImmutableArray<Clock> recorded) => this with
    {
        Clocks =
        [
            .. Clocks.Select(clock => recorded.FirstOrDefault(r => r.Id == clock.Id) ?? clock),
            .. recorded.Where(r => Clock(r.Id) is null),
        ],
    };
}

/// <summary>A fact of the application as text: numbers with a point, true and false. It does not change after receipt.</summary>
public sealed record CaseFact(string Name, string Value);
