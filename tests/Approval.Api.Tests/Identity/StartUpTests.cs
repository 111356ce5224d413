using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Approval.Api.Tests.Identity;

/// <summary>What is for Development is refused elsewhere, before anything listens.</summary>
internal sealed class StartUpTests
{
    [TestCase("APPROVAL_CLOCK", "2026-02-12T09:00:00+08:00")]
    [TestCase("Identity:DemoClients", "true")]
    public void Outside_Development_it_does_not_start_with(string setting, string value) =>
        Assert.That(
            () => Read("Production", (setting, value), ("Identity:SigningKey", "key.pem")),
            Throws.InvalidOperationException.With.Message.Contains(setting).And.Message.Contains("Development"));

    [Test]
    public void Outside_Development_a_signing_key_must_be_configured() =>
        Assert.That(() => Read("Production"), Throws.InvalidOperationException.With.Message.Contains("Identity:SigningKey"));

    [Test]
    public void Outside_Development_there_are_no_demo_clients()
    {
        var settings = Read("Production", ("Identity:SigningKey", "key.pem"));

        Assert.That(new Api.Identity.DemoClients(settings).Find("demo-clerk", "demo-clerk-secret"), Is.Null);
        Assert.That(new Api.Identity.DemoClients(Read("Development")).Find("demo-clerk", "demo-clerk-secret"), Is.Not.Null);
    }

    [Test]
    public void A_clock_without_offset_is_refused() =>
        Assert.That(() => Read("Development", ("APPROVAL_CLOCK", "2026-02-12T09:00:00")), Throws.InvalidOperationException.With.Message.Contains("offset"));

    private static Settings Read(string environment, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Approval", "Host=nowhere"), .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))])
            .Build();
#pragma warning disable CS0618 // The host's own implementation is the simplest environment there is.
        return Settings.Read(configuration, new HostingEnvironment { EnvironmentName = environment, ContentRootPath = "/nowhere" });
#pragma warning restore CS0618
    }
}
