using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

/// <summary>How the signers of a step come to one opinion.</summary>
public enum SigningMode
{
    /// <summary>One person signs.</summary>
    Single,

    /// <summary>会签: every signer must agree; art 34 asks two staff for a substance check. One objection settles the step.</summary>
    All,

    /// <summary>或签: all are asked, the first who signs settles the step.</summary>
    Any,

    /// <summary>票签: so many, or such a share, must agree.</summary>
    Quorum,

    /// <summary>顺签: every signer must agree, one after the other.</summary>
    InTurn,
}

/// <summary>票签: what carries a step. Exactly one of count and share is given.</summary>
/// <param name="Count">So many must agree.</param>
/// <param name="Share">Such a share of the signers must agree, above 0 up to 1, rounded up to whole people.</param>
/// <param name="VetoRoles">Roles whose objection alone settles the step against it.</param>
public sealed record QuorumRule(int? Count, decimal? Share, ImmutableArray<string> VetoRoles)
{
    public bool SaysTheSameAs(QuorumRule other) => Count == other.Count && Share == other.Share && VetoRoles.SequenceEqual(other.VetoRoles);

    /// <summary>How many of <paramref name="signers"/> must agree.</summary>
    public int Needed(int signers) => Count ?? (int)Math.Ceiling(Share!.Value * signers);
}

/// <param name="LegalBasis">Needed where silence counts as agreement.</param>
public sealed record SilenceRule(SilenceEffect Then, string? LegalBasis);

/// <summary>逾期未反馈.</summary>
public enum SilenceEffect
{
    /// <summary>The head of the silent office may sign besides its reviewers, and is told so.</summary>
    Escalate,

    /// <summary>视为同意: only where an act says so.</summary>
    DeemAgreed,
}
