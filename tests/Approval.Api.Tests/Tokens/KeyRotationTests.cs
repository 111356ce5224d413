using System.Security.Cryptography;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tokens;

/// <summary>A signing key is replaced: published beforehand, used, dropped.</summary>
internal sealed class KeyRotationTests
{
    private string folder = null!;

    [OneTimeSetUp]
    public void MakeKeys()
    {
        folder = Directory.CreateTempSubdirectory("approval-keys-").FullName;
        foreach (var name in new[] { "old", "new" })
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(Path.Combine(folder, $"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(Path.Combine(folder, $"{name}.pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Tokens_of_the_key_before_are_good_until_it_is_dropped()
    {
        await using var before = await HostAsync("old.pem", "new.pub.pem");
        await using var during = await HostAsync("new.pem", "old.pub.pem");
        await using var after = await HostAsync("new.pem", "");
        var (oldToken, newToken) = (await TokenAsync(before), await TokenAsync(during));

        Assert.That(await StatusAsync(during, oldToken), Is.EqualTo(200), "given before the switch");
        Assert.That(await StatusAsync(before, newToken), Is.EqualTo(200), "a node that has not switched yet");
        Assert.That(await StatusAsync(after, oldToken), Is.EqualTo(401), "dropped");
        Assert.That(await StatusAsync(after, newToken), Is.EqualTo(200));
        Assert.That(await KeyIdsAsync(before), Is.EquivalentTo(await KeyIdsAsync(during)).And.Length.EqualTo(2));
        Assert.That((await KeyIdsAsync(after)).Single(), Is.EqualTo((await KeyIdsAsync(during))[0]));
    }

    private Task<ApiHost> HostAsync(string signing, string accepted) => ApiHost.StartAsync(
        ("Identity:SigningKey", Path.Combine(folder, signing)), ("Identity:AcceptedKeys", accepted.Length == 0 ? "" : Path.Combine(folder, accepted)));

    private static async Task<string> TokenAsync(ApiHost host) => (await host.AsAsync("demo-clerk")).Http.DefaultRequestHeaders.Authorization!.Parameter!;

    private static async Task<int> StatusAsync(ApiHost host, string token) => (await (await host.AsAsync(null)).GetAsync("/api/v1/cases", ("Authorization", $"Bearer {token}"))).Status;

    private static async Task<string[]> KeyIdsAsync(ApiHost host) =>
        [.. (await (await host.AsAsync(null)).GetAsync("/.well-known/jwks.json"))["keys"].EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
}
