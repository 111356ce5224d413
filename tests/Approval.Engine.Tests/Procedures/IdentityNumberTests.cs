using Approval.Engine.Procedures;
using FsCheck;
using FsCheck.Fluent;

namespace Approval.Engine.Tests.Procedures;

/// <summary>GB 11643-1999: address, day of birth, order, and a check character by ISO 7064 MOD 11-2. Orders of 000 are given to nobody.</summary>
public class IdentityNumberTests
{
    // The two examples of the standard.
    [TestCase("11010519491231002X", true)]
    [TestCase("440524188001010014", true)]
    [TestCase("430104197001150004", true)]
    // Wrong check character; two neighbours swapped.
    [TestCase("110105194912310021", false)]
    [TestCase("110105149912310020", false)]
    [TestCase("430104197001510004", false)]
    // Days that no calendar has, with the check character they would have: 29 February of a common year, 31 April, month 13.
    [TestCase("430104199002290008", false)]
    // The X is a capital, digits are ASCII, and there are eighteen places.
    [TestCase("11010519491231002x", false)]
    [TestCase("１10105194912310020", false)]
    [TestCase("11010519491231002", false)]
    [TestCase("11010519491231002XX", false)]
    [TestCase("X1010519491231002X", false)]
    [TestCase("010105194912310020", false)]
    [TestCase("110105491231002", false)]
    [TestCase("91430104MA7X2RK44K", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void The_day_and_the_check_character_decide(string? number, bool valid) => Assert.That(IdentityNumber.IsValid(number), Is.EqualTo(valid));

    // 11 is prime and no weight is divisible by it, so one wrong character always shows.
    [Test]
    public void One_wrong_character_is_always_found()
    {
        const string number = "11010519491231002X";
        var places = Gen.Choose(0, 17).SelectMany(_ => Gen.Elements("0123456789X".ToCharArray()), (place, character) => (place, character)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(places, change =>
        {
            var changed = string.Concat(number.AsSpan(0, change.place), change.character.ToString(), number.AsSpan(change.place + 1));
            return IdentityNumber.IsValid(changed) == (changed == number);
        }));
    }
}
