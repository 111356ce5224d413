using System.Globalization;

namespace Approval.Engine.Procedures;

/// <summary>公民身份号码 by GB 11643-1999, the identifier of a natural person.</summary>
public static class IdentityNumber
{
    private const string CheckCharacters = "10X98765432";
    private const int Length = 18;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Whether the text has 18 characters, a day of birth that the calendar has in places 7 to 14, and the right check character; the X
    /// that stands for ten is a capital. Whether the address code was ever given out and the day has come is not asked.
    /// </summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: Length } || text[0] == '0' || text.AsSpan(0, Length - 1).ContainsAnyExceptInRange('0', '9')
            || !DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        var sum = 0;
        for (var place = 0; place < Length - 1; place++)
        {
            sum += (text[place] - '0') * Weights[place];
        }

        return text[^1] == CheckCharacters[sum % CheckCharacters.Length];
    }
}
