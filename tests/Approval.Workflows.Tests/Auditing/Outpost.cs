using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>Where checkpoints are kept outside: answers with one status and remembers what came last.</summary>
internal sealed class Outpost : IAsyncDisposable
{
    private readonly WebApplication app;
    private int count;

    private Outpost(WebApplication app) => this.app = app;

    public Uri Endpoint { get; private set; } = null!;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.NoContent;

    public string? Body { get; private set; }

    public string? Number { get; private set; }

    public int Count => count;

    public static async Task<Outpost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var outpost = new Outpost(builder.Build());
        outpost.app.MapPost("/{**path}", outpost.TakeAsync);
        await outpost.app.StartAsync();
        outpost.Endpoint = new Uri(outpost.app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single() + "/keep");
        return outpost;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        (Body, Number) = (await reader.ReadToEndAsync(), context.Request.Headers["Checkpoint-Number"].ToString());
        Interlocked.Increment(ref count);
        context.Response.StatusCode = (int)Status;
        context.Response.Headers.Location = "/elsewhere";
    }
}
