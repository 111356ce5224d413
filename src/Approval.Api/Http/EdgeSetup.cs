using System.Globalization;
using System.Threading.RateLimiting;
using Approval.Api.Audit;
using Approval.Api.Identity;
using Approval.Api.Identity.People;

namespace Approval.Api.Http;

/// <summary>What every request meets before any handler: limits of size, time and number.</summary>
public static class EdgeSetup
{
    /// <summary>Policy of requests that look at everything an office has: supervision, previews, rehearsals.</summary>
    public const string LongLook = "longLook";

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(65);

    public static void AddEdge(this WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MaxBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        });
        // The framework's own lines about requests hold whole addresses, and so what people search for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.ClearProviders().AddJsonConsole(options => options.IncludeScopes = true);
        }

        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddTransport(settings.Edge);
        builder.Services.AddSingleton(settings.Edge).AddSingleton<Crowding>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRequestTimeouts(options =>
        {
            options.DefaultPolicy = new() { Timeout = LongestRequest };
            options.AddPolicy(LongLook, LongestLook);
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(PrincipalOf(context), _ => new()
            {
                TokenLimit = settings.RequestsPerSecond,
                TokensPerPeriod = settings.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));
            options.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
                await ProblemBody.WriteAsync(rejected.HttpContext, Problems.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = seconds });
            };
        });
    }

    /// <summary>In this order: whatever fails below the first is put into problem details.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.UseEdgeHeaders();
        app.UseTransport(app.Services.GetRequiredService<EdgeSettings>());
        app.UseMiddleware<ProblemMiddleware>();
        app.Use(app.Services.GetRequiredService<Crowding>().InvokeAsync);
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<AccessMiddleware>();
        app.UseAntiforgeryCheck();
        app.UseAuthorization();
        app.UseMiddleware<SightMiddleware>();
    }

    /// <summary>A person or client is one, wherever it calls from; a stranger is an address.</summary>
    private static string PrincipalOf(HttpContext context) =>
        context.User.FindFirst(Claims.Subject)?.Value ?? string.Create(CultureInfo.InvariantCulture, $"address:{context.Connection.RemoteIpAddress}");
}
