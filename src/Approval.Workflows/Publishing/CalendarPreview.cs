using System.Collections.Immutable;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Publishing;

/// <summary>What a publication would do, worked out without writing anything.</summary>
/// <param name="Days">The days that change.</param>
/// <param name="Moves">The first cases that move, in the order of their ids.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record CalendarPreview(ImmutableArray<DayChange> Days, PreviewSummary Summary, IReadOnlyList<CaseImpact> Moves, Guid? Next);

/// <param name="OpenCases">Cases with a clock that counts.</param>
/// <param name="MovedCases">Those of which at least one clock moves.</param>
/// <param name="Clocks">Clocks by how they move.</param>
/// <param name="Lamps">Cases by how their lamp changes; those whose lamp stays are not in it.</param>
public sealed record PreviewSummary(
    long OpenCases,
    long MovedCases,
    IReadOnlyDictionary<ClockMovement, long> Clocks,
    IReadOnlyDictionary<LampChange, long> Lamps);

public readonly record struct LampChange(Lamp Before, Lamp After);

/// <summary>Adds impacts up; its size does not depend on their number.</summary>
internal sealed class PreviewTally
{
    private readonly Dictionary<ClockMovement, long> clocks = [];
    private readonly Dictionary<LampChange, long> lamps = [];
    private long open;
    private long moved;

    public PreviewSummary Summary => new(open, moved, clocks, lamps);

    public void Add(CaseImpact? impact)
    {
        open++;
        if (impact is null)
        {
            return;
        }

        moved++;
        foreach (var clock in impact.Clocks)
        {
            clocks[clock.Movement] = clocks.GetValueOrDefault(clock.Movement) + 1;
        }

        if (impact.ChangesLamp)
        {
            var change = new LampChange(impact.LampBefore, impact.LampAfter);
            lamps[change] = lamps.GetValueOrDefault(change) + 1;
        }
    }
}
