using System.Text.RegularExpressions;

namespace Approval.Engine.Procedures;

/// <summary>Reads the legal bases that the data gives as text: which act they name, and which of its articles.</summary>
internal static partial class LegalCitation
{
    private const string LicensingLaw = "行政许可法";

    /// <summary>Whether the text cites this article of the Licensing Law, as 第四十二条, 第42条 or art 42.</summary>
    public static bool CitesLicensingLaw(string basis, int article) =>
        basis.Split('；', ';').Any(part => part.Contains(LicensingLaw, StringComparison.Ordinal) && ArticleForm(article).IsMatch(part));

    /// <summary>Whether the text names an act, in 《》, other than the Licensing Law: a local rule or another statute.</summary>
    public static bool CitesAnotherAct(string basis) =>
        ActName().Matches(basis).Any(act => !act.Value.Contains(LicensingLaw, StringComparison.Ordinal));

    /// <summary>Whether the Licensing Law is named and no other act beside it.</summary>
    public static bool NamesOnlyLicensingLaw(string basis) => basis.Contains(LicensingLaw, StringComparison.Ordinal) && !CitesAnotherAct(basis);

    private static Regex ArticleForm(int article) =>
        new($"第{Chinese(article)}条|第{article}条|\\bart(icle)?\\.? ?{article}\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static string Chinese(int number)
    {
        const string digits = "零一二三四五六七八九";
        var tens = number / 10 > 1 ? $"{digits[number / 10]}十" : number >= 10 ? "十" : "";
        return number % 10 == 0 && number > 0 ? tens : $"{tens}{digits[number % 10]}";
    }

    [GeneratedRegex("《[^》]+》")]
    private static partial Regex ActName();
}
