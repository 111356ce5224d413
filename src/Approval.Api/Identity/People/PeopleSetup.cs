using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace Approval.Api.Identity.People;

public static class PeopleSetup
{
    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512; the library's own default is less than half.</summary>
    public const int Iterations = 210_000;

    public static void AddPeople(this IServiceCollection services, AuthenticationBuilder authentication)
    {
        services.AddIdentityCore<PersonRow>(options =>
        {
            options.Password.RequiredLength = PasswordRules.Shortest;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddUserStore<PersonStore>().AddPasswordValidator<PasswordRules>();
        services.AddSingleton<ILookupNormalizer, PlainNames>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
        services.AddSingleton<SessionCookie>().AddSingleton<PasswordWork>().AddSingleton<SignInThrottle>().AddSingleton<SecretBox>().AddSingleton<InterestBox>();
        services.AddSingleton(provider => new SignInAttempts(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredKeyedService<TimeProvider>(IdentitySetup.Clock), SignInThrottle.Window, SignInThrottle.OfOneName, SignInThrottle.OfOneAddress));
        services.AddScoped<SessionKeeping>().AddScoped<SigningIn>().AddScoped<IdentityRecord>();
        authentication.AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
    }
}
