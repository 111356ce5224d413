using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Identity;

internal sealed class RoutePolicyTests
{
    [Test]
    public async Task Every_route_has_a_policy_of_the_table_or_is_public_on_purpose()
    {
        var host = await SharedApi.HostAsync();
        var routes = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        var open = routes.Where(route => !route.Metadata.OfType<IAllowAnonymous>().Any()
            && !route.Metadata.OfType<IAuthorizeData>().Any(data => data.Policy is { } policy && Policies.Table.ContainsKey(policy)));

        Assert.That(routes, Has.Count.GreaterThan(45));
        Assert.That(open.Select(route => route.RoutePattern.RawText), Is.Empty);
    }

    [Test]
    public async Task What_is_public_is_what_the_contract_says()
    {
        var host = await SharedApi.HostAsync();
        var open = host.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.OfType<IAllowAnonymous>().Any())
            .Select(route => route.RoutePattern.RawText!);
        string[] expected =
            ["/api/v1/procedures", "/api/v1/calendars", "/api/v1/cases/track", "/api/v1/dev/clock", "/health", "/openapi", "/docs", "/connect/token", "/.well-known/jwks.json", "/api/v1/audit/checkpoints", "/api/v1/audit/key", "/api/v1/audit/consistency"];

        Assert.That(open.Where(route => !expected.Any(known => route.StartsWith(known, StringComparison.Ordinal))), Is.Empty);
    }
}
