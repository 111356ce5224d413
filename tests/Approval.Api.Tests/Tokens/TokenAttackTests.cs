using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Approval.Api.Tests.Tokens;

/// <summary>RELIABILITY J1-J3; RFC 8725. Each token but the first is wrong in one thing alone.</summary>
internal sealed class TokenAttackTests
{
    private static readonly ECDsa Foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private IServiceProvider services = null!;
    private ApiCaller stranger = null!;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        services = (await SharedApi.HostAsync()).Services;
        stranger = await SharedApi.AsAsync(null);
    }

    [OneTimeTearDown]
    public void Forget() => Foreign.Dispose();

    private SigningKeys Keys => services.GetRequiredService<SigningKeys>();

    [Test]
    public async Task A_token_as_it_should_be_opens() =>
        Assert.That((await stranger.GetAsync("/api/v1/cases", ("Authorization", $"Bearer {Signed(Header(), Payload())}"))).Status, Is.EqualTo(200));

    [TestCase("alg none, unsigned")]
    [TestCase("alg None with its signature")]
    [TestCase("no signature")]
    [TestCase("an empty signature")]
    [TestCase("another key under our key's name")]
    [TestCase("HS256 with our public key as the secret")]
    [TestCase("another key, embedded as jwk")]
    [TestCase("another key, at a jku")]
    [TestCase("no key named")]
    [TestCase("an unknown key named")]
    [TestCase("a path for a key")]
    [TestCase("SQL for a key")]
    [TestCase("another issuer")]
    [TestCase("no issuer")]
    [TestCase("another audience")]
    [TestCase("no audience")]
    [TestCase("expired a minute ago")]
    [TestCase("valid in a minute")]
    [TestCase("without an end")]
    [TestCase("an ID token")]
    [TestCase("no type")]
    [TestCase("no subject")]
    [TestCase("a payload that is none")]
    [TestCase("two parts")]
    [TestCase("five parts")]
    [TestCase("20 kilobytes")]
    [TestCase("10,000 claims")]
    [TestCase("a bit of the signature turned")]
    public async Task Any_other_is_401(string how)
    {
        var token = Forge(how);

        var answer = await stranger.GetAsync("/api/v1/cases", ("Authorization", $"Bearer {token}"));

        Assert.That(answer.Status, Is.EqualTo(401).Or.EqualTo(403), answer.Text);
        answer.ShouldBeProblem(how == "no subject" ? answer.Status : 401, how == "no subject" ? answer.Code! : "auth.required");
        Assert.That(answer.Headers.GetValueOrDefault("WWW-Authenticate", ""), Does.Not.Contain("IDX").And.Not.Contain("at "), "nothing of the inside");
    }

    [TestCase("Basic ZGVtby1jbGVyazpkZW1vLWNsZXJrLXNlY3JldA==")]
    [TestCase("Bearer")]
    [TestCase("bearer  ")]
    [TestCase("Negotiate AAAA")]
    public async Task Another_scheme_opens_nothing(string header) => (await stranger.GetAsync("/api/v1/cases", ("Authorization", header))).ShouldBeProblem(401, "auth.required");

    [Test]
    public async Task A_token_in_the_address_opens_nothing() =>
        (await stranger.GetAsync($"/api/v1/cases?access_token={Signed(Header(), Payload())}")).ShouldBeProblem(401, "auth.required");

    /// <summary>A key of P-256 fits no other algorithm anyway; the first key of another kind would open the door that this keeps shut.</summary>
    [Test]
    public void One_algorithm_is_accepted_whatever_the_keys_could_do() =>
        Assert.That(services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters.ValidAlgorithms, Is.EqualTo(new[] { "ES256" }));

    private string Forge(string how)
    {
        var good = Signed(Header(), Payload());
        var parts = good.Split('.');
        return how switch
        {
            "alg none, unsigned" => $"{Part(Header("none"))}.{parts[1]}.",
            "alg None with its signature" => $"{Part(Header("None"))}.{parts[1]}.{parts[2]}",
            "no signature" => $"{parts[0]}.{parts[1]}",
            "an empty signature" => $"{parts[0]}.{parts[1]}.",
            "another key under our key's name" => Signed(Header(), Payload(), Foreign),
            "HS256 with our public key as the secret" => Hmac(Header("HS256"), Payload()),
            "another key, embedded as jwk" => Signed(With(Header(), "jwk", PublicJwk()), Payload(), Foreign),
            "another key, at a jku" => Signed(With(With(Header(), "jku", "https://evil.example/jwks"), "kid", "evil"), Payload(), Foreign),
            "no key named" => Signed(Without(Header(), "kid"), Payload()),
            "an unknown key named" => Signed(With(Header(), "kid", "unknown"), Payload()),
            "a path for a key" => Signed(With(Header(), "kid", "../../../../dev/null"), Payload()),
            "SQL for a key" => Signed(With(Header(), "kid", "' union select 1 --"), Payload()),
            "another issuer" => Signed(Header(), With(Payload(), "iss", "https://evil.example")),
            "no issuer" => Signed(Header(), Without(Payload(), "iss")),
            "another audience" => Signed(Header(), With(Payload(), "aud", "another-api")),
            "no audience" => Signed(Header(), Without(Payload(), "aud")),
            "expired a minute ago" => Signed(Header(), Payload(-3600, -60)),
            "valid in a minute" => Signed(Header(), Payload(60, 3600)),
            "without an end" => Signed(Header(), Without(Payload(), "exp")),
            "an ID token" => Signed(With(Header(), "typ", "JWT"), Payload()),
            "no type" => Signed(Without(Header(), "typ"), Payload()),
            "no subject" => Signed(Header(), Without(Payload(), "sub")),
            "a payload that is none" => Signed(Header(), "not json"),
            "two parts" => $"{parts[1]}.{parts[2]}",
            "five parts" => $"{good}.{parts[1]}.{parts[2]}",
            "20 kilobytes" => Signed(Header(), With(Payload(), "padding", new string('x', 20 * 1024))),
            "10,000 claims" => Signed(Header(), "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"c{i}\":1")) + "}"),
            _ => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
        };
    }

    private Dictionary<string, object> Header(string algorithm = "ES256") => new() { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = Keys.KeyId };

    private static Dictionary<string, object> Payload(int notBefore = -5, int expires = 300)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = "approval", ["aud"] = "approval-api", ["sub"] = "attacker", ["name"] = "x", ["roles"] = new[] { "clerk" }, ["office"] = "430100",
            ["iat"] = now + notBefore, ["nbf"] = now + notBefore, ["exp"] = now + expires,
        };
    }

    private static Dictionary<string, object> With(Dictionary<string, object> members, string name, object value) => new(members) { [name] = value };

    private static Dictionary<string, object> Without(Dictionary<string, object> members, string name) => members.Where(member => member.Key != name).ToDictionary();

    private string Signed(object header, object payload, ECDsa? key = null)
    {
        var signed = $"{Part(header)}.{Part(payload)}";
        return $"{signed}.{(key is null ? Keys.Sign(Encoding.ASCII.GetBytes(signed)) : Base64Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256)))}";
    }

    private string Hmac(object header, object payload)
    {
        var signed = $"{Part(header)}.{Part(payload)}";
        using var exported = ECDsa.Create(Keys.SecurityKey.ECDsa.ExportParameters(false));
        return $"{signed}.{Base64Url(HMACSHA256.HashData(Encoding.ASCII.GetBytes(exported.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static object PublicJwk()
    {
        var point = Foreign.ExportParameters(false).Q;
        return new { kty = "EC", crv = "P-256", x = Base64Url(point.X!), y = Base64Url(point.Y!) };
    }

    private static string Part(object value) => Base64Url(value is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
