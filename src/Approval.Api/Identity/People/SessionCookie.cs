namespace Approval.Api.Identity.People;

/// <summary>The cookie of a session: not for scripts, not for other sites, and outside Development only over TLS and bound to this host.</summary>
public sealed class SessionCookie(IHostEnvironment environment)
{
    private readonly bool isSecure = !environment.IsDevelopment();

    public string Name => isSecure ? "__Host-approval-session" : "approval-session";

    public string? Read(HttpRequest request) => request.Cookies.TryGetValue(Name, out var token) && token is { Length: > 0 and < 200 } ? token : null;

    public void Write(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options());

    public void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private CookieOptions Options() => new() { HttpOnly = true, Secure = isSecure, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
