using Approval.Testing;
using YamlDotNet.RepresentationModel;

namespace Approval.Api.Tests.Deployment;

/// <summary>docker-compose.yml, read as YAML: what is missing fails with the path that was asked for.</summary>
internal sealed class ComposeFile
{
    private readonly YamlNode _root;

    public ComposeFile()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(RepositoryRoot.Path, "docker-compose.yml"));
        yaml.Load(reader);
        _root = yaml.Documents.Single().RootNode;
    }

    public string Text(params string[] path) => ((YamlScalarNode)Node(path)).Value!;

    public string[] Keys(params string[] path) =>
        [.. ((YamlMappingNode)Node(path)).Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    public string[] Items(params string[] path) =>
        [.. ((YamlSequenceNode)Node(path)).Select(item => ((YamlScalarNode)item).Value!)];

    private YamlNode Node(string[] path)
    {
        var node = _root;
        foreach (var key in path)
        {
            Assert.That(node, Is.TypeOf<YamlMappingNode>(), $"above {key} of {string.Join('.', path)}");
            Assert.That(((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var child), Is.True, string.Join('.', path));
            node = child!;
        }

        return node;
    }
}
