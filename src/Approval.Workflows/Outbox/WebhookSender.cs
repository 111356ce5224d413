using System.Net;
using System.Net.Http.Headers;

namespace Approval.Workflows.Outbox;

/// <summary>
/// One attempt over HTTP: 15 seconds, no redirects, at most 64 KB of the answer read (RELIABILITY W3, W4). A receiver that
/// answers 2xx has the message, whatever becomes of its answer's body.
/// </summary>
internal sealed class WebhookSender(ConnectionGuard guard, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private readonly HttpMessageInvoker http = new(guard.NewHandler());

    public async Task<SendResult> SendAsync(OutboxMessage message, OutboxTarget target, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            using var request = Request(message, target);
            using var answer = await http.SendAsync(request, limit.Token);
            var result = Judge(answer);
            await DrainAsync(answer, limit.Token);
            return result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendResult.Failed($"no answer within {Timeout.TotalSeconds} s", null);
        }
        catch (HttpRequestException failure) when (failure.InnerException is TargetRefusedException)
        {
            return new SendResult.Failed("the address is not allowed", null);
        }
        catch (HttpRequestException failure)
        {
            return new SendResult.Failed(failure.HttpRequestError.ToString(), null);
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(OutboxMessage message, OutboxTarget target)
    {
        var body = message.Body();
        var id = message.Id.ToString();
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", FormattableString.Invariant($"{timestamp}"));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, timestamp, body, target));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Approval", null));
        return request;
    }

    private SendResult Judge(HttpResponseMessage answer) => answer.StatusCode switch
    {
        _ when answer.IsSuccessStatusCode => new SendResult.Delivered(),
        HttpStatusCode.Gone => new SendResult.Gone(),
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new SendResult.Failed(Status(answer), RetryAfter(answer.Headers.RetryAfter)),
        _ => new SendResult.Failed(Status(answer), null),
    };

    private static string Status(HttpResponseMessage answer) => $"HTTP {(int)answer.StatusCode}";

    /// <summary>The header holds seconds or a date; at most a day of either is respected.</summary>
    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return asked is { } pause ? TimeSpan.FromTicks(Math.Clamp(pause.Ticks, 0, LongestRetryAfter.Ticks)) : null;
    }

    /// <summary>A short answer is read to its end so that the connection can be used again; a long one is cut off.</summary>
    private static async Task DrainAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            var buffer = new byte[4096];
            for (var read = 0; read < LongestAnswer;)
            {
                var count = await body.ReadAsync(buffer, cancellation);
                if (count == 0)
                {
                    return;
                }

                read += count;
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status has said everything.
        }
    }
}
