namespace Approval.Workflows.Outbox;

/// <summary>What came of one attempt.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The receiver answered 2xx.</summary>
    public sealed record Delivered : SendResult;

    /// <summary>The receiver answered 410: it wants nothing more.</summary>
    public sealed record Gone : SendResult;

    /// <param name="Reason">For the operator; holds nothing of the answer's body.</param>
    /// <param name="RetryAfter">Set when the receiver asked to be left alone for a while.</param>
    public sealed record Failed(string Reason, TimeSpan? RetryAfter) : SendResult;
}
