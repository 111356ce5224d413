using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Approval.Api.Http;

/// <summary>An enumeration in a query, spelled as in JSON: workingDay. Other spellings and numbers are refused.</summary>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification = "The binder of queries looks for public TryParse.")]
public readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        Find(s) is { } found ? new Word<T>(found) : throw new FormatException($"'{s}' is none of {string.Join(", ", Names())}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        var found = Find(s);
        result = new Word<T>(found.GetValueOrDefault());
        return found is not null;
    }

    private static T? Find(string? word) =>
        Enum.GetValues<T>().Where(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == word).Select(value => (T?)value).FirstOrDefault();

    private static IEnumerable<string> Names() => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);
}
