using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>What arrived, as it arrived.</summary>
internal sealed record Delivery(string Id, long Timestamp, string Signature, byte[] Body)
{
    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public Guid CaseId => Json.GetProperty("caseId").GetGuid();

    public int FromVersion => Json.GetProperty("fromVersion").GetInt32();

    public int ToVersion => Json.GetProperty("toVersion").GetInt32();
}

/// <summary>A receiver of webhooks on a port of its own. It answers 204 until told otherwise.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Delivery> arrivals = Channel.CreateUnbounded<Delivery>();
    private readonly ConcurrentQueue<Delivery> all = [];

    private Receiver(WebApplication app) => this.app = app;

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Everything that arrived so far, in order.</summary>
    public IReadOnlyList<Delivery> All => [.. all];

    /// <summary>How to answer.</summary>
    public Func<HttpContext, Delivery, Task> Answer { get; set; } = (context, _) => AnswerWith(context, 204);

    public static Task AnswerWith(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver.app.Map("/{**path}", receiver.TakeAsync);
        await receiver.app.StartAsync();
        var addresses = receiver.app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        receiver.Endpoint = new Uri(new Uri(addresses.Single()), "hook");
        return receiver;
    }

    public async Task StopAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
    }

    /// <summary>The next arrival that nobody waited for yet.</summary>
    public async Task<Delivery> NextAsync() => await arrivals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var delivery = new Delivery(
            headers["webhook-id"].Single()!,
            long.Parse(headers["webhook-timestamp"].Single()!, System.Globalization.CultureInfo.InvariantCulture),
            headers["webhook-signature"].Single()!,
            body.ToArray());
        all.Enqueue(delivery);
        await arrivals.Writer.WriteAsync(delivery);
        await Answer(context, delivery);
    }
}
