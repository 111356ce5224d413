using System.Collections.Immutable;
using Approval.Engine.Procedures;

namespace Approval.Engine.Cases;

public enum RejectionKind
{
    NotFound,
    Forbidden,
    InvalidState,
    InvalidArgument,
    Conflict,

    /// <summary>Again later: <see cref="Rejection.RetryAfter"/> says when.</summary>
    TooSoon,

    /// <summary>The caller saw an older version of the case.</summary>
    Stale,
}

/// <summary>The engine refused a command (not a permit). A value, never retried, nothing is stored.</summary>
/// <param name="Code">Stable, like case.invalid_state; clients branch on it.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="LegalBasis">The article, where there is one.</param>
/// <param name="Errors">The fields at fault.</param>
public sealed record Rejection(RejectionKind Kind, string Code, LocalText Message, string? LegalBasis = null, ImmutableArray<FieldError> Errors = default)
{
    /// <summary>How long to wait where asking again makes sense; null elsewhere.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
