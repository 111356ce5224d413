using Approval.Engine.Procedures;
using Approval.Engine.Tests.Procedures;

namespace Approval.Engine.Tests.Pictures;

/// <summary>Every version of every procedure that the repository publishes.</summary>
internal static class Published
{
    public static IEnumerable<string> Versions { get; } =
        [.. Directory.GetFiles(Path.Combine(Seeds.Folder, "procedures"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static Procedure Procedure(string version)
    {
        var reading = ProcedureReader.Read(File.ReadAllText(Path.Combine(Seeds.Folder, "procedures", $"{version}.json")), version);
        return reading.IsValid ? reading.Procedure : throw new InvalidDataException(string.Join('\n', reading.Findings));
    }
}
