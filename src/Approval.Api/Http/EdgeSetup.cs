using System.Globalization;
using System.Threading.RateLimiting;
using Approval.Api.Audit;
using Approval.Api.Identity;

namespace Approval.Api.Http;

/// <summary>What every request meets before any handler: limits of size, time and number.</summary>
public static class EdgeSetup
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    public static void AddEdge(this WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = JsonBody.MaxBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.MaxConcurrentConnections = 2000;
        });
        builder.Services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = LongestRequest });
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
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<AccessMiddleware>();
        app.UseAuthorization();
        app.UseMiddleware<SightMiddleware>();
    }

    /// <summary>A person or client is one, wherever it calls from; a stranger is an address.</summary>
    private static string PrincipalOf(HttpContext context) =>
        context.User.FindFirst(Claims.Subject)?.Value ?? string.Create(CultureInfo.InvariantCulture, $"address:{context.Connection.RemoteIpAddress}");
}
