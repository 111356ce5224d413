using System.Text.RegularExpressions;

namespace Approval.Engine.Procedures;

/// <summary>
/// The patterns of form fields. They run on text from outside, so without backtracking, in time linear in the text;
/// look-around and back-references are therefore refused.
/// </summary>
internal static partial class FormPattern
{
    /// <summary>Why the pattern may not be published, or null when it may.</summary>
    public static string? Refusal(string pattern)
    {
        if (ClassShorthand().IsMatch(pattern))
        {
            return "write [0-9] and the like: \\d, \\w, \\s and \\b mean one thing here and another in the JSON Schema of the form";
        }

        try
        {
            // Alone as well as wrapped: "a)|(b" is a pattern only inside the group that IsMatch puts around it.
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            _ = IsMatch(pattern, "");
            return null;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return refused.Message;
        }
    }

    /// <summary>Whether the whole text matches.</summary>
    public static bool IsMatch(string pattern, string text) =>
        Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\[dDwWsSbB]")]
    private static partial Regex ClassShorthand();
}
