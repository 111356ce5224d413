namespace Approval.Engine.Procedures;

/// <summary>What became of a procedure that is no longer applied for.</summary>
public enum SuccessionKind
{
    /// <summary>合并: it is handled as part of another.</summary>
    MergedInto,

    /// <summary>取代: another takes its place.</summary>
    ReplacedBy,
}

/// <summary>From this day on an application is for the other procedure; running cases go on to their end under this one.</summary>
/// <param name="Procedure">Code of the successor.</param>
/// <param name="From">First receipt day that is refused here.</param>
/// <param name="Source">The published document that says so.</param>
public sealed record Succession(SuccessionKind Kind, string Procedure, DateOnly From, string Source);
