using System.Diagnostics;
using System.Text.RegularExpressions;
using Approval.Testing;

namespace Approval.Api.Tests.Deployment;

/// <summary>RELIABILITY O3: no secret is among the files of the repository. What looks like one and is none is listed here, with its reason.</summary>
internal sealed partial class CommittedSecretsTests
{
    private const long Largest = 2 * 1024 * 1024;

    /// <summary>The text found, and why it is no secret.</summary>
    private static readonly Dictionary<string, string> Known = new()
    {
        ["whsec_QXBwcm92YWwgdGVzdHMgb25seSwgMzIgYnl0ZXMuLi4="] = "made up for tests; refused outside Development (SampleSecrets)",
        ["whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXQ="] = "made up for tests: it says so in base64",
        ["whsec_VGhlIG5leHQgc2VjcmV0IG9mIHRoZXNlIHRlc3RzLg=="] = "made up for tests: it says so in base64",
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] = "the example of the Standard Webhooks text; refused outside Development (SampleSecrets)",
    };

    /// <summary>Values that name a password without being one.</summary>
    private static readonly string[] Placeholders = ["approval", "changeme", "secret", "password", "postgres", "long-random-text", "…", "...", "a", "b", "x"];

    [Test]
    public void The_repository_holds_no_secret()
    {
        var found = new List<string>();
        var files = Tracked();
        foreach (var file in files)
        {
            var path = new FileInfo(Path.Combine(RepositoryRoot.Path, file));
            if (path is { Exists: true, LinkTarget: null, Length: < Largest })
            {
                found.AddRange(Secrets(File.ReadAllText(path.FullName)).Select(secret => $"{file}: {secret[..Math.Min(secret.Length, 24)]}"));
            }
        }

        Assert.That(files, Has.Count.GreaterThan(500), "git has listed the repository");
        Assert.That(found, Is.Empty, "A secret is taken back and replaced, not only removed. What is none is listed in this test with its reason.");
    }

    /// <summary>The scan itself: each of these would be found.</summary>
    [TestCase("-----BEGIN ", "PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg")]
    [TestCase("-----BEGIN ", "EC PRIVATE KEY-----\nMHcCAQEEIKx7")]
    [TestCase("whsec", "_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")]
    [TestCase("Host=db;Username=u;Pass", "word=Xk39fhQq1;Database=d")]
    [TestCase("postgres://approval:", "Xk39fhQq1@db.example/approval")]
    [TestCase("AKI", "AIOSFODNN7EXAMPLQ")]
    [TestCase("ghp", "_16C7e42F292c6912E7710c838347Ae178B4a")]
    [TestCase("eyJhbGciOiJFUzI1NiJ9.", "eyJzdWIiOiJjbGVyayIsImV4cCI6MTl9.MEUCIQDabcdefghijklmnopqrstuvwx")]
    public void What_a_secret_looks_like_is_known(string begins, string ends) => Assert.That(Secrets(begins + ends), Is.Not.Empty);

    private static IEnumerable<string> Secrets(string text) => Shape().Matches(text).Select(match => match.Value).Where(value => !Known.ContainsKey(value))
        .Concat(Password().Matches(text).Where(match => !IsPlaceholder(match.Groups[1].Value)).Select(match => match.Value));

    /// <summary>Nothing, a word that everybody knows, or a place where the real one is put in.</summary>
    private static bool IsPlaceholder(string value) => value.Length == 0 || value[0] is '$' or '{' or '<' or '\\' or '\'' || Placeholders.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static List<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", RepositoryRoot.Path, "ls-files", "-z"]) { RedirectStandardOutput = true })!;
        var listed = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{8}|whsec_[A-Za-z0-9+/]{24,}={0,2}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abp]-[A-Za-z0-9-]{20,}|\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}|\bpostgres(?:ql)?://[^:/\s""]+:[^@\s""$]{6,}@")]
    private static partial Regex Shape();

    [GeneratedRegex(@"(?:Username|Host)=[^""\r\n]*;\s*Password=([^;""\s`]*)")]
    private static partial Regex Password();
}
