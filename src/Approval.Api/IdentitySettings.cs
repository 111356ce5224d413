namespace Approval.Api;

/// <summary>Where identities come from.</summary>
/// <param name="AcceptedKeys">Paths of PEM files whose tokens are still, or already, accepted and published: keys before and after a rotation.</param>
/// <param name="TokenLifetime">Of tokens of our own.</param>
/// <param name="FirstAdministrator">User name of the person made at the start when there is no administrator.</param>
/// <param name="Issuer">Another issuer in place of our own tokens; null for none.</param>
public sealed record IdentitySettings(IReadOnlyList<string> AcceptedKeys, TimeSpan TokenLifetime, string? FirstAdministrator, ForeignIssuer? Issuer)
{
    private const int ShortestToken = 1;
    private const int LongestToken = 60;

    /// <exception cref="InvalidOperationException">A setting is missing or out of range.</exception>
    public static IdentitySettings Read(IConfiguration configuration, bool isDevelopment)
    {
        var minutes = configuration.GetValue("Identity:TokenMinutes", 15);
        if (minutes is < ShortestToken or > LongestToken)
        {
            throw new InvalidOperationException($"Identity:TokenMinutes must be {ShortestToken} to {LongestToken}.");
        }

        return new IdentitySettings(
            (configuration["Identity:AcceptedKeys"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            TimeSpan.FromMinutes(minutes),
            configuration["Identity:FirstAdministrator"],
            ForeignIssuer.Read(configuration, isDevelopment));
    }
}

/// <summary>An OpenID Connect issuer, and where its tokens say what we need. Paths go into nested objects: realm_access.roles.</summary>
/// <param name="RolePrefix">What the issuer puts before our names of roles; other roles mean nothing here.</param>
public sealed record ForeignIssuer(Uri Authority, string Audience, string RolesPath, string RolePrefix, string NamePath, string OfficePath, string OrganisationPath)
{
    public static ForeignIssuer? Read(IConfiguration configuration, bool isDevelopment)
    {
        if (configuration["Identity:Authority"] is not { Length: > 0 } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (isDevelopment && authority.Scheme == Uri.UriSchemeHttp)))
        {
            throw new InvalidOperationException("Identity:Authority must be an https address; http is for Development.");
        }

        return new ForeignIssuer(
            authority,
            configuration["Identity:Audience"] ?? Identity.TokenIssuer.Audience,
            configuration["Identity:RolesClaim"] ?? Identity.Claims.Roles,
            configuration["Identity:RolePrefix"] ?? "",
            configuration["Identity:NameClaim"] ?? Identity.Claims.Name,
            configuration["Identity:OfficeClaim"] ?? Identity.Claims.Office,
            configuration["Identity:OrganisationClaim"] ?? Identity.Claims.Organisation);
    }
}
