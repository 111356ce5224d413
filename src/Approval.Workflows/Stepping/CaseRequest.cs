using System.Collections.Immutable;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows.Personal;

namespace Approval.Workflows.Stepping;

/// <summary>A command on its way to one case.</summary>
/// <param name="ExpectedVersion">The version the caller saw (If-Match); null when the caller does not care, as timers do not.</param>
public sealed record CaseRequest(Guid CaseId, CaseCommand Command, Actor Actor, int? ExpectedVersion = null)
{
    /// <summary>For a new case: which procedure, and at which office.</summary>
    public Intake? Intake { get; init; }

    /// <summary>For a new case: what identifies people, encrypted. Its digest is in the application.</summary>
    public SealedPersonalData? Personal { get; init; }

    /// <summary><see cref="Engine.Cases.Actor.Interests"/> of the officer whom the command names as the chair of a hearing.</summary>
    public ImmutableArray<string> ChairInterests { get; init; } = [];

    /// <summary>Somebody is held against the parties of the case: 回避.</summary>
    public bool HasInterests => !Actor.Interests.IsDefaultOrEmpty || !ChairInterests.IsDefaultOrEmpty;

    /// <summary>
    /// What whoever made the request found wrong with it, such as a person that nobody knows. Told once existence, rights and version
    /// have been judged, so that a stranger learns nothing by it; a repeated request gets its first answer all the same.
    /// </summary>
    public Rejection? Fault { get; init; }

    /// <summary>Makes a repeated request give its first answer again.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Renders the answer that is kept with <see cref="Key"/>, inside the transaction.</summary>
    public Func<CaseOutcome, StoredAnswer>? Answer { get; init; }
}

public sealed record Intake(string Procedure, string Office);

/// <param name="Principal">Who asks: the same key of another caller is another key.</param>
/// <param name="Fingerprint">SHA-256 of method, path and body.</param>
public sealed record IdempotencyKey(string Principal, string Route, string Key, byte[] Fingerprint);

public sealed record StoredAnswer(int Status, string? Location, string? ETag, byte[] Body);

/// <summary>What became of a request.</summary>
/// <param name="State">After the step; the state before it when rejected.</param>
/// <param name="Version">Number of journal rows of the case.</param>
/// <param name="Rows">The rows this step appended.</param>
/// <param name="Application">The application as it stands; null unless an answer was to be rendered.</param>
/// <param name="Answer">The rendered answer, or the one kept from the first time.</param>
/// <param name="Replayed">The answer is from an earlier request with the same key.</param>
public sealed record CaseOutcome(
    CaseState State,
    int Version,
    IReadOnlyList<JournalRow> Rows,
    Application? Application,
    Rejection? Rejection,
    StoredAnswer? Answer = null,
    bool Replayed = false)
{
    public static CaseOutcome Rejected(Rejection rejection) => new(CaseState.Initial, 0, [], null, rejection);
}
