using System.Collections.Immutable;
using Approval.Engine.Rehearsing;

namespace Approval.Workflows.Rehearsing;

/// <summary>What a draft would have made of the recorded cases.</summary>
/// <param name="Recorded">Cases in the record of these months.</param>
/// <param name="Rehearsed">Cases replayed; fewer than recorded when the rehearsal was bounded.</param>
/// <param name="Different">Cases of which something differs.</param>
/// <param name="Path">Of those, cases that went another way.</param>
/// <param name="Date">Cases with another day.</param>
/// <param name="Lamp">Cases with another lamp or card.</param>
/// <param name="NotAsRecorded">
/// Cases whose replay by today's rules is not what was recorded, because rules or calendar changed under them. They are compared all
/// the same, replay with replay.
/// </param>
/// <param name="NotReplayed">Cases that could not be replayed, by the act at fault; nothing is said of them.</param>
/// <param name="Cases">The first cases that differ, in the order of their ids.</param>
public sealed record RehearsalReport(
    long Recorded,
    long Rehearsed,
    long Different,
    long Path,
    long Date,
    long Lamp,
    long NotAsRecorded,
    ImmutableSortedDictionary<string, long> NotReplayed,
    IReadOnlyList<DifferentCase> Cases);

public sealed record DifferentCase(Guid CaseId, string Number, string Office, string Procedure, int Version, ImmutableArray<Difference> Differences);
