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
            () => Read("Production", (setting, value), ("Identity:SigningKey", "key.pem"), ("urls", "https://*:443")),
            Throws.InvalidOperationException.With.Message.Contains(setting).And.Message.Contains("Development"));

    [Test]
    public void Outside_Development_a_signing_key_must_be_configured() =>
        Assert.That(() => Read("Production"), Throws.InvalidOperationException.With.Message.Contains("Identity:SigningKey"));

    [Test]
    public void Outside_Development_there_are_no_demo_clients()
    {
        var settings = Read("Production", ("Identity:SigningKey", "key.pem"), ("urls", "https://*:443"));

        Assert.That(new Api.Identity.DemoClients(settings).Find("demo-clerk", "demo-clerk-secret"), Is.Null);
        Assert.That(new Api.Identity.DemoClients(Read("Development")).Find("demo-clerk", "demo-clerk-secret"), Is.Not.Null);
    }

    [TestCase("", TestName = "Nothing said: http on port 5000")]
    [TestCase("urls=http://+:8080")]
    [TestCase("urls=https://*:443;http://*:80")]
    [TestCase("http_ports=8080")]
    [TestCase("Kestrel:Endpoints:Main:Url=http://*:80")]
    public void Outside_Development_nothing_is_served_in_plain_text(string said)
    {
        var settings = said.Split('=') is [var name, var value] ? (name, value) : ("nothing", "");

        Assert.That(() => Read("Production", settings, ("Identity:SigningKey", "key.pem")), Throws.InvalidOperationException.With.Message.Contains("plain text"));
        Assert.That(
            () => Read("Production", settings, ("Identity:SigningKey", "key.pem"), ("Edge:TlsAtProxy", "true")),
            Throws.InvalidOperationException.With.Message.Contains("Edge:KnownProxies"));
        Assert.That(Read("Production", settings, ("Identity:SigningKey", "key.pem"), ("Edge:TlsAtProxy", "true"), ("Edge:KnownProxies", "10.0.0.1, fd00::/8")).Edge.KnownProxies, Has.Count.EqualTo(2));
        Assert.That(Read("Development", settings).Edge.MustBeSecure, Is.False);
    }

    [TestCase("ConnectionStrings:Approval", "Host=db;Username=approval;Password=approval", "a password that everybody knows")]
    [TestCase("ConnectionStrings:Approval", "Host=db;Username=approval;Password=ChangeMe", "a password that everybody knows")]
    [TestCase("ConnectionStrings:Owner", "Host=db;Username=approval;Password=approval", "ConnectionStrings:Owner holds a password that everybody knows")]
    [TestCase("ConnectionStrings:Worker", "Host=db;Username=approval_worker;Password=secret", "ConnectionStrings:Worker holds a password that everybody knows")]
    [TestCase("Outbox:Secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "one of an example")]
    [TestCase("Identity:Authority", "http://issuer.example", "https")]
    [TestCase("Identity:TokenMinutes", "600", "1 to 60")]
    [TestCase("Webhooks:AllowedNetworks", "everything", "no network")]
    [TestCase("Edge:KnownProxies", "the proxy", "neither an address nor a network")]
    [TestCase("RateLimit:RequestsPerSecondPerAddress", "0", "above 0")]
    public void What_is_dangerous_or_senseless_is_refused_by_name(string setting, string value, string says) =>
        Assert.That(
            () => Read("Production", ("Identity:SigningKey", "key.pem"), ("urls", "https://*:443"), (setting, value)),
            Throws.InvalidOperationException.With.Message.Contains(setting).And.Message.Contains(says));

    [Test]
    public void A_clock_without_offset_is_refused() =>
        Assert.That(() => Read("Development", ("APPROVAL_CLOCK", "2026-02-12T09:00:00")), Throws.InvalidOperationException.With.Message.Contains("offset"));

    private static Settings Read(string environment, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([.. settings.Any(setting => setting.Name == "ConnectionStrings:Approval") ? [] : new[] { KeyValuePair.Create("ConnectionStrings:Approval", (string?)"Host=nowhere") }, .. settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))])
            .Build();
#pragma warning disable CS0618 // The host's own implementation is the simplest environment there is.
        return Settings.Read(configuration, new HostingEnvironment { EnvironmentName = environment, ContentRootPath = "/nowhere" });
#pragma warning restore CS0618
    }
}
