namespace Approval.Engine.Procedures;

/// <summary>统一社会信用代码 by GB 32100-2015, the identifier of every applicant that is not a natural person.</summary>
public static class CreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <summary>
    /// Whether the text has 18 characters of the standard's alphabet (no I, O, S, V, Z), a division code in places 3 to 8
    /// and the right check character. The inner check of the organisation code (GB 11714) is left alone: codes that were
    /// carried over from before the standard need not keep it.
    /// </summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: Length })
        {
            return false;
        }

        var sum = 0;
        var weight = 1;
        for (var place = 0; place < Length - 1; place++)
        {
            var value = Alphabet.IndexOf(text[place], StringComparison.Ordinal);
            if (value < 0 || (place is >= 2 and < 8 && value > 9))
            {
                return false;
            }

            sum += value * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return text[^1] == Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
