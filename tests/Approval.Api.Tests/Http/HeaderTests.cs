using Approval.Api.Tests.Host;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Http;

/// <summary>ASVS 5 chapter 3: what every answer carries, good or bad.</summary>
internal sealed class HeaderTests
{
    [TestCase("/api/v1/cases", "demo-clerk", true)]
    [TestCase("/api/v1/cases", null, true, TestName = "401")]
    [TestCase("/api/v1/cases/00000000-0000-0000-0000-000000000000", "demo-clerk", true, TestName = "404")]
    [TestCase("/api/v1/cases?limit=0", "demo-clerk", true, TestName = "400")]
    [TestCase("/api/v1/events", "demo-clerk", true)]
    [TestCase("/api/v1/procedures", null, false)]
    [TestCase("/nothing/here", null, true, TestName = "No such address")]
    [TestCase("/openapi/v1.json", null, false)]
    public async Task Every_answer_is_told_how_it_may_be_used(string path, string? client, bool noStore)
    {
        var answer = await (await SharedApi.AsAsync(client)).GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Headers["X-Content-Type-Options"], Is.EqualTo("nosniff"));
            Assert.That(answer.Headers["Content-Security-Policy"], Is.EqualTo("default-src 'none'; frame-ancestors 'none'"));
            Assert.That(answer.Headers["Referrer-Policy"], Is.EqualTo("no-referrer"));
            Assert.That(answer.Headers["Cross-Origin-Opener-Policy"], Is.EqualTo("same-origin"));
            Assert.That(answer.Headers["Cross-Origin-Resource-Policy"], Is.EqualTo("same-origin"));
            Assert.That(answer.Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) ?? false, Is.EqualTo(noStore));
            Assert.That(answer.Headers.Keys, Does.Not.Contain("Server").And.Not.Contain("X-Powered-By"));
        }
    }

    [Test]
    public async Task Other_sites_are_told_nothing()
    {
        var caller = await SharedApi.AsAsync("demo-clerk");

        var preflight = await caller.SendAsync(HttpMethod.Options, "/api/v1/cases", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
        var simple = await caller.GetAsync("/api/v1/cases", ("Origin", "https://evil.example"));

        Assert.That(preflight.Status, Is.EqualTo(405));
        Assert.That(preflight.Headers.Keys.Concat(simple.Headers.Keys), Has.None.StartsWith("Access-Control"));
    }

    [Test]
    public async Task No_page_allows_inline_scripts_or_styles()
    {
        var docs = await (await SharedApi.AsAsync(null)).GetAsync("/docs/");
        var again = await (await SharedApi.AsAsync(null)).GetAsync("/docs/");

        Assert.That(docs.Headers["Content-Security-Policy"], Does.Contain("script-src 'self';").And.Not.Contain("unsafe").And.Match("style-src 'self' 'nonce-[A-Za-z0-9+/]{24}'"));
        Assert.That(docs.Headers["Content-Security-Policy"], Is.Not.EqualTo(again.Headers["Content-Security-Policy"]), "a nonce is used once");
        Assert.That(docs.Text, Does.Not.Contain("<style").And.Not.Match("<script>|\\son[a-z]+="));
    }

    /// <summary>A wrong method is 405 with what is right, on every address.</summary>
    [Test]
    public async Task A_method_that_an_address_does_not_know_is_405()
    {
        var host = await SharedApi.HostAsync();
        var caller = await SharedApi.AsAsync("demo-clerk");
        var routes = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.Parameters.Count == 0).Select(route => route.RoutePattern.RawText!).Distinct();
        foreach (var route in routes)
        {
            var answer = await caller.SendAsync(HttpMethod.Patch, route, null);

            answer.ShouldBeProblem(405, "request.method");
            Assert.That(answer.Headers["Allow"], Is.Not.Empty, route);
        }
    }
}
