using Approval.Testing;
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

    /// <summary>RELIABILITY O8: a setting that nobody reads is noticed before anybody misses it.</summary>
    [TestCase("Edge:TlsAtProxi", "Edge:TlsAtProxy")]
    [TestCase("Edge:KnownProxy", "Edge:KnownProxies")]
    [TestCase("Egde:TlsAtProxy", "Edge:TlsAtProxy")]
    [TestCase("Identity:SigningKeys", "Identity:SigningKey")]
    [TestCase("RateLimits:RequestsPerSecond", "RateLimit:RequestsPerSecond")]
    [TestCase("ConnectionStrings:Aproval", "ConnectionStrings:Approval")]
    [TestCase("Audit:Wittness", "Audit has SigningKey")]
    [TestCase("Edge:KnownProxies:0", "Edge:KnownProxies")]
    [TestCase("APPROVAL_CLOKC", "APPROVAL_CLOCK")]
    public void A_mistyped_setting_is_named_with_the_one_that_is_meant(string setting, string meant) =>
        Assert.That(() => Read("Development", (setting, "s3cr3t-value")), Throws.InvalidOperationException.With.Message.Contains($"no setting {setting}").And.Message.Contains(meant).And.Message.Not.Contains("s3cr3t"));

    [TestCase("Logging:LogLevel:Default")]
    [TestCase("Kestrel:Endpoints:Main:Url")]
    [TestCase("Kestrel:Certificates:Default:Path")]
    [TestCase("AllowedHosts")]
    [TestCase("DATABASE")]
    [TestCase("DATABASE_URL")]
    [TestCase("FILES")]
    [TestCase("PATH")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [TestCase("DOTNET:gcServer")]
    [TestCase("KUBERNETES_SERVICE_HOST")]
    [TestCase("JOB:STREAM")]
    [TestCase("GIT:Audit")]
    [TestCase("APPROVAL_BENCH_AS")]
    [TestCase("APPROVAL_UPDATE_GOLDEN")]
    [TestCase("edge:tlsatproxy")]
    public void What_is_not_ours_is_nobodys_slip(string setting) =>
        Assert.That(() => Read("Development", (setting, setting.StartsWith("edge", StringComparison.Ordinal) ? "false" : "x")), Throws.Nothing);

    /// <summary>The list is what the source reads, and what the operator is told.</summary>
    [Test]
    public void Every_setting_that_is_read_is_known_and_described()
    {
        var source = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src", "Approval.Api"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var read = source.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, "onfiguration(?:\\[|\\.GetValue(?:<[^>]+>)?\\(|, )\"([A-Za-z]+:[A-Za-z]+)\"")).Select(match => match.Groups[1].Value)
            .Concat(source.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, "GetConnectionString\\(\"([A-Za-z]+)\"")).Select(match => $"ConnectionStrings:{match.Groups[1].Value}")).ToHashSet();
        string[] known = [.. SettingNames.Sections.SelectMany(section => section.Value.Select(name => $"{section.Key}:{name}"))];
        var described = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "operations.md"));

        Assert.That(read, Has.Count.GreaterThan(25));
        Assert.That(known, Is.EquivalentTo(read));
        Assert.That(known.Where(name => !described.Contains(name.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal) && !described.Contains($"`__{name.Split(':')[1]}`", StringComparison.Ordinal)), Is.Empty, "docs/operations.md, Settings");
    }

    [Test]
    public void A_password_that_everybody_knows_is_refused_wherever_it_comes_from() =>
        Assert.That(
            () => Read("Production", ("Identity:SigningKey", "key.pem"), ("urls", "https://*:443"), ("PGPASSWORD", "postgres")),
            Throws.InvalidOperationException.With.Message.Contains("PGPASSWORD").And.Message.Contains("everybody knows"));

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
