using Microsoft.AspNetCore.HttpOverrides;

namespace Approval.Api.Http;

/// <summary>How a request came here. What a proxy says of it is believed of known ones alone; plain text is refused, not redirected, outside Development.</summary>
public static class Transport
{
    private static Problem PlainText { get; } = Problems.Forbidden("transport.plain_text", "只接受 HTTPS 请求。", "Only requests over HTTPS are answered.");

    private static Problem Smuggled { get; } = Problems.BadRequest("request.malformed", "请求头互相矛盾。", "The headers of the request contradict each other.");

    public static void AddTransport(this IServiceCollection services, EdgeSettings settings)
    {
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in settings.KnownProxies)
            {
                options.KnownIPNetworks.Add(network);
            }
        });
        services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
    }

    public static void UseTransport(this WebApplication app, EdgeSettings settings)
    {
        if (settings.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        // A length beside chunks: two readers of this request would see two different ones (RFC 9112, 6.3).
        app.Use(static (context, next) => context.Request.Headers.TransferEncoding.Count > 0 && context.Request.Headers.ContainsKey("X-Content-Length")
            ? RefuseAsync(context, Smuggled)
            : next(context));
        // Nothing here unpacks a body, so nothing can be unpacked into more than was sent (RELIABILITY H7).
        app.Use(static (context, next) => context.Request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? ProblemBody.WriteAsync(context, Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType))
            : next(context));
        if (!settings.MustBeSecure)
        {
            return;
        }

        app.UseHsts();
        app.Use(static (context, next) => context.Request.IsHttps || context.Request.Path.StartsWithSegments("/health") ? next(context) : RefuseAsync(context, PlainText));
    }

    private static Task RefuseAsync(HttpContext context, Problem problem)
    {
        context.Response.Headers.Connection = "close";
        return ProblemBody.WriteAsync(context, problem);
    }
}
