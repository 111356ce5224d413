using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Outbox;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Administration.Receiver;

/// <param name="Endpoint">Without its query, which may hold a key.</param>
/// <param name="DisabledAt">When it answered 410 Gone; from then on nothing was sent.</param>
/// <param name="Waiting">Messages not yet delivered.</param>
/// <param name="Dead">Messages given up after ten attempts.</param>
public sealed record ReceiverView(string Endpoint, bool Enabled, DateTimeOffset? DisabledAt, string? DisabledReason, long Waiting, DateTimeOffset? OldestWaiting, long Dead)
{
    public static ReceiverView Of(ReceiverState state) => new(
        state.Endpoint.GetLeftPart(UriPartial.Path), state.DisabledAt is null, state.DisabledAt, state.Reason, state.Waiting, state.OldestWaiting, state.Dead);
}

/// <param name="Replay">Whether messages that were given up are sent after all.</param>
public sealed record EnableReceiverRequest(bool? Replay = null);

/// <summary>The operator's one receiver of changes (Outbox:Endpoint).</summary>
public static class OperatorsReceiver
{
    private static Problem None { get; } = Problems.NotFound("receiver.none", "没有配置接收地址（Outbox:Endpoint）。", "No receiver is configured (Outbox:Endpoint).");

    public static async Task<Results<Ok<ReceiverView>, Refusal>> Handle(OutboxReceiver receiver, CancellationToken cancellation) =>
        Answer(await receiver.ReadAsync(cancellation));

    /// <summary>Asking twice changes nothing.</summary>
    public static async Task<Results<Ok<ReceiverView>, Refusal>> HandleEnabling(Posted<EnableReceiverRequest> body, Caller caller, OutboxReceiver receiver, CancellationToken cancellation) =>
        Answer(await receiver.EnableAsync(caller.Actor.Id, body.Value.Replay ?? false, cancellation));

    private static Results<Ok<ReceiverView>, Refusal> Answer(ReceiverState? state) => state is null ? (Refusal)None : TypedResults.Ok(ReceiverView.Of(state));
}
