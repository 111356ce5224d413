using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Approval.Api.Tests.Deployment;

/// <summary>The container's health check is a line of bash: it is run here against a server that answers as ours does.</summary>
internal sealed class HealthCheckCommandTests
{
    [TestCase(HttpStatusCode.OK, 0)]
    [TestCase(HttpStatusCode.ServiceUnavailable, 1)]
    public async Task The_container_is_healthy_only_when_the_service_is_ready(HttpStatusCode answer, int exitCode)
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/health/ready", () => Results.StatusCode((int)answer));
        await app.StartAsync();

        Assert.That(await RunHealthCheckAsync(new Uri(app.Urls.Single()).Port), Is.EqualTo(exitCode));
    }

    [Test]
    public async Task The_container_is_unhealthy_when_nobody_listens()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        Assert.That(await RunHealthCheckAsync(port), Is.Not.Zero);
    }

    private static async Task<int> RunHealthCheckAsync(int port)
    {
        var command = new ComposeFile().Items("services", "approval", "healthcheck", "test");
        Assert.That(command, Has.Length.EqualTo(4));

        // Compose turns $$ into $ before the container sees it.
        var script = command[3].Replace("$$", "$", StringComparison.Ordinal).Replace("/8080", $"/{port}", StringComparison.Ordinal);
        using var check = Process.Start(new ProcessStartInfo(command[1], [command[2], script]) { RedirectStandardError = true })!;
        await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        return check.ExitCode;
    }
}
