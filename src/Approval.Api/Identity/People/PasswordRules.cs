using System.Collections.Frozen;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Identity.People;

/// <summary>
/// What a password must not be, beside too short (NIST SP 800-63B, ASVS 5 6.2): a known one, a repeated or counted-up pattern, or the
/// person's own name. No kinds of characters are asked for, none are forbidden.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<PersonRow>
{
    public const int Shortest = 15;
    public const int Longest = 256;

    private static readonly FrozenSet<string> Known = new[]
    {
        "passwordpassword", "password12345678", "password123456789", "administrator", "administrator123", "administrator1", "adminadminadmin", "admin1234567890",
        "qwertyuiopasdfgh", "qwertyuiop123456", "qwertyuiop1234567890", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y7u8i", "zaq12wsxcde34rfv", "iloveyouiloveyou", "letmeinletmein12",
        "changemechangeme", "welcome123456789", "correcthorsebatterystaple", "trustno1trustno1", "woaini1314520520", "woaini520131452", "woaiwojia1314520", "aini13145201314",
        "renfangrenfang12", "renfang123456789", "approvalapproval", "approval12345678", "shenpixitong1234", "qwer1234qwer1234", "asdfghjkl1234567", "p@ssw0rdp@ssw0rd",
        "abcd1234abcd1234", "a1b2c3d4e5f6g7h8", "thequickbrownfox", "monkeymonkeymonkey", "dragondragondragon", "superman12345678", "football12345678", "baseball12345678",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public Task<IdentityResult> ValidateAsync(UserManager<PersonRow> manager, PersonRow user, string? password) => Task.FromResult(
        Find(user.UserName, password ?? "") is { } fault ? IdentityResult.Failed(new IdentityError { Code = fault, Description = fault }) : IdentityResult.Success);

    /// <returns>The code of what is wrong; null when nothing is.</returns>
    public static string? Find(string userName, string password)
    {
        var length = password.EnumerateRunes().Count();
        return length < Shortest ? "password.too_short"
            : length > Longest ? "password.too_long"
            : Known.Contains(password) || IsPattern(password) ? "password.common"
            : password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? "password.holds_name"
            : null;
    }

    /// <summary>A short piece over and over, or characters that go up or down by one.</summary>
    private static bool IsPattern(string password)
    {
        for (var piece = 1; piece <= 5; piece++)
        {
            if (Enumerable.Range(piece, password.Length - piece).All(i => password[i] == password[i - piece]))
            {
                return true;
            }
        }

        var steps = password.Zip(password.Skip(1), (one, next) => next - one).ToList();
        return steps.Count(step => step is 1 or -1 or -9 or 9) >= steps.Count - 1;
    }
}
