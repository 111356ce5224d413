using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Approval.Api.Http;

namespace Approval.Api.Identity.People;

/// <summary>A change asked for with a session needs the token that only a page of ours can know. Tokens of clients need none: no browser sends them by itself.</summary>
public static class AntiforgeryCheck
{
    public const string Header = "X-Antiforgery-Token";

    private static Problem Missing { get; } = Problems.Forbidden(
        "session.antiforgery", "缺少或者错误的防伪令牌（X-Antiforgery-Token）。", "The antiforgery token (X-Antiforgery-Token) is missing or wrong.");

    public static IApplicationBuilder UseAntiforgeryCheck(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (context.User.FindFirstValue(SessionHandler.Antiforgery) is { } expected && !IsSafe(context.Request.Method) && !Matches(expected, context.Request.Headers[Header].ToString()))
        {
            await ProblemBody.WriteAsync(context, Missing);
            return;
        }

        await next(context);
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool Matches(string expected, string given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
