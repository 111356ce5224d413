using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Versions;

/// <summary>What a move to another version does to one case, or why it stays where it is.</summary>
/// <param name="Dues">Clocks whose last day moves.</param>
/// <param name="Stage">The open stage, which both versions have; null between stages and before review.</param>
/// <param name="TasksDropped">Tasks that the new version does not know or asks anew, signed ones included.</param>
/// <param name="TasksOffered">Tasks that it asks for besides.</param>
public sealed record MoveImpact(
    Guid CaseId,
    string Number,
    string Office,
    int FromVersion,
    int ToVersion,
    int PromisedBefore,
    int PromisedAfter,
    ImmutableArray<DueChange> Dues,
    string? Stage,
    int TasksDropped,
    ImmutableArray<string> TasksOffered,
    Lamp LampBefore,
    Lamp LampAfter,
    [property: JsonIgnore] Rejection? Rejection)
{
    /// <summary>Null when the case moves.</summary>
    public string? RefusedCode => Rejection?.Code;

    public string? RefusedBecause => Rejection?.Message.Zh;

    internal static MoveImpact Of(CaseFile before, CaseState after, IEnumerable<CaseEvent> happened, int version, Rejection? rejection)
    {
        var moved = happened.OfType<CaseEvent.MovedToVersion>().FirstOrDefault();
        return new MoveImpact(
            before.Id,
            before.Number,
            before.Office,
            before.ProcedureVersion,
            version,
            before.Limits.Promised.Amount,
            (moved?.Limits ?? before.Limits).Promised.Amount,
            moved?.Dues ?? [],
            moved?.Stage,
            moved?.Dropped?.Length ?? 0,
            [.. (moved?.Offered ?? []).Select(task => $"{task.Step}/{task.Signer} {task.Role}")],
            before.Lamp,
            rejection is null && after is CaseState.Known known ? known.File.Lamp : before.Lamp,
            rejection);
    }
}

/// <param name="Moved">Cases that move, or have moved.</param>
/// <param name="Refused">Cases that stay, each with its reason.</param>
/// <param name="Next">Where to go on; null when all open cases have been looked at.</param>
public sealed record MovePage(IReadOnlyList<MoveImpact> Moved, IReadOnlyList<MoveImpact> Refused, Guid? Next);
