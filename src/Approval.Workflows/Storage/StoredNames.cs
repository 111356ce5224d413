using System.Text.Json;
using Approval.Engine.Clocks;

namespace Approval.Workflows.Storage;

/// <summary>How enumerations are written in columns: the words of the JSON, guarded by the columns' constraints.</summary>
public static class StoredNames
{
    private static readonly string[] TimerKinds = ["warn", "breach"];

    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names[value];

    public static TimerKind TimerKind(string name) => Array.IndexOf(TimerKinds, name) switch
    {
        0 => Engine.Clocks.TimerKind.Warn,
        1 => Engine.Clocks.TimerKind.Breach,
        _ => throw new InvalidOperationException($"Timer kind '{name}' is not known to this version."),
    };

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    }
}
