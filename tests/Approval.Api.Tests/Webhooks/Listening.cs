using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Approval.Api.Tests.Webhooks;

/// <summary>A receiver: what comes, in the order in which it comes. Answers 204 until told otherwise.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<(string Id, string Timestamp, string Signature, string Body)> arrivals = Channel.CreateUnbounded<(string, string, string, string)>();

    private Listening(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    public int Status { get; set; } = 204;

    public static async Task<Listening> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var listening = new Listening(builder.Build());
        listening.app.MapPost("/{**path}", listening.TakeAsync);
        await listening.app.StartAsync();
        listening.Address = listening.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
        return listening;
    }

    public async Task<(string Id, string Timestamp, string Signature, string Body)> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await arrivals.Reader.ReadAsync(limit.Token);
    }

    public bool HasMore => arrivals.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        context.Response.StatusCode = Status;
        await arrivals.Writer.WriteAsync((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), await reader.ReadToEndAsync()));
    }
}
