using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Identity.People;

/// <summary>
/// What a password must not be, beside too short (NIST SP 800-63B, ASVS 5 6.2): made of what everybody types
/// (<see cref="KnownPieces"/>), or holding the person's own names. No kinds of characters are asked for, none are forbidden. There is no
/// list of leaked passwords: hardly one of the common ones has fifteen characters, and those that do are put together from shorter ones.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<PersonRow>
{
    public const int Shortest = 15;
    public const int Longest = 256;

    /// <summary>How many characters must be left when all known pieces are taken out.</summary>
    public const int OfItsOwn = 8;

    /// <summary>Of Latin letters; two Chinese characters are a name.</summary>
    private const int ShortestName = 3;

    public Task<IdentityResult> ValidateAsync(UserManager<PersonRow> manager, PersonRow user, string? password) => Task.FromResult(
        Find(user, password ?? "") is { } fault ? IdentityResult.Failed(new IdentityError { Code = fault, Description = fault }) : IdentityResult.Success);

    /// <summary>Of a person: neither user name nor name, office or organisation may be in it.</summary>
    /// <returns>The code of what is wrong; null when nothing is.</returns>
    public static string? Find(PersonRow person, string password) =>
        Find(person.UserName, password) ?? (Names(person).Any(name => password.Contains(name, StringComparison.OrdinalIgnoreCase)) ? "password.holds_name" : null);

    /// <inheritdoc cref="Find(PersonRow, string)"/>
    public static string? Find(string userName, string password)
    {
        var length = password.EnumerateRunes().Count();
        return length < Shortest ? "password.too_short"
            : length > Longest ? "password.too_long"
            : KnownPieces.Left(password) < OfItsOwn ? "password.common"
            : password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? "password.holds_name"
            : null;
    }

    private static IEnumerable<string> Names(PersonRow person) =>
        new[] { person.Name, person.Office, person.Organisation }.OfType<string>().Where(name => name.Length >= ShortestName || (name.Length == 2 && !char.IsAscii(name[0])))
            .Concat(person.UserName.Split('.', '_', '-').Where(part => part.Length > ShortestName));
}
