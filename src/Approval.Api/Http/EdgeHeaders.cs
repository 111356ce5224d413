namespace Approval.Api.Http;

/// <summary>Headers of every answer. What a page needs beyond them (the reference page) it sets itself.</summary>
public static class EdgeHeaders
{
    public static IApplicationBuilder UseEdgeHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        Set(context.Response);
        if (context.Request.Path.StartsWithSegments("/api") && !IsPublic(context.Request.Path))
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return next(context);
    });

    public static void Set(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static bool IsPublic(PathString path) => path.StartsWithSegments("/api/v1/procedures") || path.StartsWithSegments("/api/v1/calendars");
}
