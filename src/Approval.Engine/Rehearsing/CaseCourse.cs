using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Engine.Rehearsing;

/// <summary>How a case went: what happened in order, the days that came of it, the lamps it showed.</summary>
/// <param name="Intake">What form and list of materials lack by the rules of the replay; nothing in a record, which holds only what was let in.</param>
/// <param name="Path">Stored names of what happened with stage, step and outcome; acts that were refused with their code.</param>
/// <param name="Days">Last days of the clocks by id, and the days of acceptance and decision.</param>
/// <param name="Lamps">Each change of the lamp with its day; cards with theirs.</param>
public sealed record CaseCourse(ImmutableArray<string> Intake, ImmutableArray<string> Path, ImmutableSortedDictionary<string, string> Days, ImmutableArray<string> Lamps, Lamp Worst)
{
    /// <summary>The course as the record itself tells it.</summary>
    public static CaseCourse OfRecord(IEnumerable<CaseEntry> journal)
    {
        var (writer, state) = (new CourseWriter(), CaseState.Initial);
        foreach (var entry in journal)
        {
            state = CaseEvolution.Evolve(state, entry);
            writer.Happened(entry);
        }

        return writer.Told(state);
    }
}
