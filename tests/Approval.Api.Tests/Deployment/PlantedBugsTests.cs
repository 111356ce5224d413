using Approval.Testing;

namespace Approval.Api.Tests.Deployment;

/// <summary>The table of tools/planted-bugs cannot rot: what each bug takes out is still there, once, and its tests still have that name.</summary>
internal sealed class PlantedBugsTests
{
    private static readonly Dictionary<string, string> Blocks =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tools", "planted-bugs", "bugs.txt")).Split("\nbug ")[1..].ToDictionary(block => block.Split('\n')[0]);

    private static IEnumerable<string> Ids => Blocks.Keys;

    [Test]
    public void What_a_bug_takes_out_is_there_once([ValueSource(nameof(Ids))] string id)
    {
        var block = Blocks[id];
        var was = Between(block, "\n--- was\n", "\n--- becomes\n");
        var file = File.ReadAllText(Path.Combine(RepositoryRoot.Path, Value(block, "file")));

        Assert.That(file.Split(was), Has.Length.EqualTo(2), Value(block, "file"));
        Assert.That(Between(block, "\n--- becomes\n", "\n--- end"), Is.Not.EqualTo(was));
    }

    [Test]
    public void The_tests_that_must_notice_are_there([ValueSource(nameof(Ids))] string id)
    {
        var block = Blocks[id];
        var folder = Path.Combine(RepositoryRoot.Path, "tests", Value(block, "project"));
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        foreach (var name in Value(block, "filter").Split('|').Select(part => part.Split('&')[0]["FullyQualifiedName~".Length..].Split('\\')[0]))
        {
            Assert.That(sources, Has.Some.Contains(name), name);
        }
    }

    [Test]
    public void Every_policy_has_its_bug()
    {
        Assert.That(Approval.Api.Identity.Policies.Table.Keys.Except(Ids.Select(id => id.Replace("policy-", "", StringComparison.Ordinal))), Is.Empty);
    }

    private static string Value(string block, string name) => Between(block, $"\n{name} ", "\n");

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var to = text.IndexOf(after, from, StringComparison.Ordinal);
        return to < from ? "" : text[from..to];
    }
}
