using Approval.Workflows.Personal;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Storage;

/// <summary>Everything one transaction is about to write.</summary>
internal sealed record PendingWrites(IReadOnlyCollection<WrittenStep> Steps)
{
    /// <summary>Case numbers that were taken and not used.</summary>
    public IReadOnlyList<(NumberSeries Series, int Count)> UnusedNumbers { get; init; } = [];

    /// <summary>Timers that could not be fired.</summary>
    public IReadOnlyCollection<FailedTimer> Failed { get; init; } = [];

    /// <summary>Of cases that are new.</summary>
    public IReadOnlyList<(Guid CaseId, SealedPersonalData Data)> Personal { get; init; } = [];

    public KeptAnswer? Kept { get; init; }

    /// <summary>Whether the database is to be told which cases are in hand: where rows are walled off, nothing of others can be written.</summary>
    public bool IsSighted { get; init; }

    public bool IsEmpty => Steps.Count == 0 && Failed.Count == 0 && Kept is null;
}

/// <summary>An answer to be kept with its idempotency key.</summary>
internal sealed record KeptAnswer(IdempotencyKey Key, StoredAnswer Answer);
