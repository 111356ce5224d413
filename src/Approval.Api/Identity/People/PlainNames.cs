using Microsoft.AspNetCore.Identity;

namespace Approval.Api.Identity.People;

/// <summary>Names are lower case, spaces around them are a slip of the hand.</summary>
public sealed class PlainNames : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name?.Trim().ToLowerInvariant();

    public string? NormalizeEmail(string? email) => email;
}
