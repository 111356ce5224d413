using System.Text.Json;
using Approval.Testing;

namespace Approval.Api.Tests.Deployment;

/// <summary>RELIABILITY 6.13: what the product is made of, told from the lock files and nothing else.</summary>
internal sealed class SbomTests
{
    private static readonly string[] Projects = ["Approval.Api", "Approval.Cli", "Approval.Engine", "Approval.Workflows"];

    private JsonElement sbom;

    [OneTimeSetUp]
    public async Task Make()
    {
        var script = await Script.RunAsync("tools/sbom", "9.8.7");
        Assert.That(script.ExitCode, Is.Zero, script.Errors);
        sbom = JsonElement.Parse(script.Output);
    }

    [Test]
    public void It_is_CycloneDX_of_this_product()
    {
        var component = sbom.GetProperty("metadata").GetProperty("component");

        Assert.That((sbom.GetProperty("bomFormat").GetString(), sbom.GetProperty("specVersion").GetString()), Is.EqualTo(("CycloneDX", "1.6")));
        Assert.That((component.GetProperty("name").GetString(), component.GetProperty("version").GetString()), Is.EqualTo(("Approval", "9.8.7")));
    }

    [Test]
    public void It_holds_every_package_of_the_lock_files_with_its_hash_and_no_other()
    {
        var locked = Projects.SelectMany(NuGet).Concat(Npm()).Distinct();

        Assert.That(Components().Select(found => (found.Purl, found.Hash)), Is.EquivalentTo(locked));
        Assert.That(Components().Select(found => found.Purl), Has.Some.StartsWith("pkg:nuget/Npgsql@").And.Some.StartsWith("pkg:npm/%40embedded-postgres/"));
    }

    [Test]
    public void Everything_is_there_because_something_asks_for_it()
    {
        var asked = sbom.GetProperty("dependencies").EnumerateArray().ToDictionary(its => its.GetProperty("ref").GetString()!, its => its.GetProperty("dependsOn").EnumerateArray().Select(to => to.GetString()!).ToList());
        var (reached, next) = (new HashSet<string> { "approval" }, new Queue<string>(["approval"]));
        while (next.TryDequeue(out var at))
        {
            foreach (var to in asked[at].Where(reached.Add))
            {
                next.Enqueue(to);
            }
        }

        Assert.That(Components().Select(found => found.Purl).Except(reached), Is.Empty);
        Assert.That(asked.Values.SelectMany(to => to).Except(asked.Keys), Is.Empty);
    }

    [Test]
    public async Task The_same_locks_give_the_same_bytes()
    {
        var (first, second) = (await Script.RunAsync("tools/sbom"), await Script.RunAsync("tools/sbom"));

        Assert.That(second.Output, Is.EqualTo(first.Output).And.Not.Empty);
    }

    private IEnumerable<(string Purl, string Hash)> Components() => sbom.GetProperty("components").EnumerateArray()
        .Select(component => (component.GetProperty("purl").GetString()!, component.GetProperty("hashes")[0].GetProperty("content").GetString()!));

    private static IEnumerable<(string Purl, string Hash)> NuGet(string project)
    {
        var path = Path.Combine(RepositoryRoot.Path, "src", project, "packages.lock.json");
        return !File.Exists(path) ? [] : JsonElement.Parse(File.ReadAllText(path)).GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => ($"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}", Hex(package.Value.GetProperty("contentHash").GetString()!)));
    }

    private static IEnumerable<(string Purl, string Hash)> Npm() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tools", "npm", "package-lock.json"))).GetProperty("packages").EnumerateObject()
            .Where(package => package.Value.TryGetProperty("integrity", out _))
            .Select(package => ($"pkg:npm/{package.Name.Split("node_modules/")[^1].Replace("@", "%40", StringComparison.Ordinal)}@{package.Value.GetProperty("version").GetString()}",
                Hex(package.Value.GetProperty("integrity").GetString()!.Split('-', 2)[1])));

    private static string Hex(string base64) => Convert.ToHexStringLower(Convert.FromBase64String(base64));
}
