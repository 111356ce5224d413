using Approval.Testing;

namespace Approval.Api.Tests.Deployment;

internal sealed class DockerfileTests
{
    private static readonly string[][] Instructions =
        [.. File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Dockerfile"))
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>What is copied from the repository, not from another stage: all but the last word, the target.</summary>
    private static IEnumerable<string> CopiedFromTheRepository() => Instructions
        .Where(words => words[0] == "COPY" && !words[1].StartsWith("--from=", StringComparison.Ordinal))
        .SelectMany(words => words[1..^1])
        .Distinct();

    [TestCaseSource(nameof(CopiedFromTheRepository))]
    public void What_is_copied_exists(string source)
    {
        Assert.That(Path.Exists(Path.Combine(RepositoryRoot.Path, source)), Is.True);
    }

    [TestCaseSource(nameof(CopiedFromTheRepository))]
    public void What_is_copied_is_not_ignored(string source)
    {
        Assert.That(File.ReadAllLines(Path.Combine(RepositoryRoot.Path, ".dockerignore")), Does.Contain($"!{source}"));
    }

    [Test]
    public void What_is_copied_from_a_stage_comes_from_a_stage_above()
    {
        var stages = new List<string>();
        foreach (var words in Instructions)
        {
            if (words is ["FROM", _, "AS", var stage])
            {
                stages.Add(stage);
            }
            else if (words is ["COPY", ['-', '-', 'f', 'r', 'o', 'm', '=', .. var from], ..])
            {
                Assert.That(stages, Does.Contain(from));
            }
        }

        Assert.That(stages, Is.Not.Empty);
    }

    [Test]
    public void The_service_does_not_run_as_root()
    {
        var lastStage = Instructions.Skip(Array.FindLastIndex(Instructions, words => words[0] == "FROM"));

        Assert.That(lastStage.Last(words => words[0] == "USER")[1], Is.EqualTo("$APP_UID"));
    }

    [Test]
    public void SDK_and_runtime_are_those_of_global_json()
    {
        using var global = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "global.json")));
        var sdk = Version.Parse(global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        var images = Instructions.Where(words => words[0] == "FROM" && words[1].Contains("/dotnet/", StringComparison.Ordinal)).Select(words => words[1]);

        Assert.That(images, Is.All.EndsWith($":{sdk.Major}.{sdk.Minor}").And.Exactly(2).Items);
    }

    [Test]
    public void The_port_is_the_one_that_the_compose_file_publishes()
    {
        var port = Instructions.Single(words => words[0] == "EXPOSE")[1];

        Assert.That(new ComposeFile().Items("services", "approval", "ports").Single(), Does.EndWith($":{port}"));
    }
}
