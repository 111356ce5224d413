using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Docs;

/// <summary>The reference page: Scalar's ready bundle, served from here; the page loads nothing from elsewhere.</summary>
public static class DocsRoutes
{
    /// <summary>The bundle puts its styles into the page itself; it takes the nonce from the page's head.</summary>
    private static string Policy(string nonce) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static string Html(string nonce) =>
        $"""
        <!doctype html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta property="csp-nonce" content="{nonce}"><title>Approval API</title></head>
        <body><div id="reference"></div><script src="/docs/scalar.js"></script><script src="/docs/start.js"></script></body>
        </html>
        """;

    private const string Start =
        """
        Scalar.createApiReference('#reference', {
          url: '/openapi/v1.json',
          withDefaultFonts: false,
          hideClientButton: true,
          telemetry: false,
          agent: { disabled: true },
          mcp: { disabled: true },
          showDeveloperTools: 'never',
        });
        """;

    public static void MapDocs(this IEndpointRouteBuilder app)
    {
        // Public: the document holds no data.
        app.MapOpenApi().AllowAnonymous();
        var group = app.MapGroup("/docs").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/", Page);
        group.MapGet("/start.js", () => TypedResults.Text(Start, "text/javascript"));
        group.MapGet("/scalar.js", Bundle);
    }

    private static ContentHttpResult Page(HttpResponse response)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        response.Headers.ContentSecurityPolicy = Policy(nonce);
        return TypedResults.Content(Html(nonce), "text/html; charset=utf-8");
    }

    private static Results<PhysicalFileHttpResult, Http.Refusal> Bundle()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "docs", "scalar.js");
        return File.Exists(path)
            ? TypedResults.PhysicalFile(path, "text/javascript")
            : (Http.Refusal)Http.Problems.NotFound("docs.bundle_missing", "参考页面未安装（tools/npm/install）。", "The reference page is not installed (tools/npm/install).");
    }
}
