using Approval.Engine.Procedures;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Procedures;

/// <summary>GB 32100-2015: 31 characters, weights 3^i mod 31, the check character in place 18.</summary>
public class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Codes in public use: the office in 连云港 (DOMAIN 3.2) and three companies.
    [TestCase("11320700014252401B", true)]
    [TestCase("9144030071526726XG", true)]
    [TestCase("914403001922038216", true)]
    [TestCase("91110000802100433B", true)]
    // The applicant of the examples.
    [TestCase("91430104MA7X2RK44K", true)]
    // Wrong check character; two places swapped.
    [TestCase("11320700014252401C", false)]
    [TestCase("11320700014252041B", false)]
    // Too short, too long, absent.
    [TestCase("11320700014252401", false)]
    [TestCase("11320700014252401BB", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    // I, O, S, V, Z and small letters are not in the alphabet; nor are full-width digits.
    [TestCase("1132070001425240IB", false)]
    [TestCase("11320700014252401b", false)]
    [TestCase("１1320700014252401B", false)]
    // A letter inside the division code, with the check character it would have.
    [TestCase("1132A7000142524017", false)]
    public void The_check_character_and_the_alphabet_decide(string? code, bool valid) => Assert.That(CreditCode.IsValid(code), Is.EqualTo(valid));

    // 31 is prime and no weight is divisible by it, so one wrong character always shows.
    [Test]
    public void One_wrong_character_is_always_found()
    {
        const string code = "91430104MA7X2RK44K";
        var places = Gen.Choose(0, 17).SelectMany(_ => Gen.Elements(Alphabet.ToCharArray()), (place, character) => (place, character)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(places, change =>
        {
            var changed = string.Concat(code.AsSpan(0, change.place), change.character.ToString(), code.AsSpan(change.place + 1));
            return CreditCode.IsValid(changed) == (changed == code);
        }));
    }

    [Test]
    public void Of_all_last_characters_exactly_one_is_right() =>
        Assert.That(Alphabet.Count(last => CreditCode.IsValid($"91430104MA7X2RK44{last}")), Is.EqualTo(1));
}
