using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Approval.Api.Http;

/// <summary>application/problem+json (RFC 9457).</summary>
/// <param name="Type">A stable reference, one for each code.</param>
/// <param name="LegalBasis">The article the refusal rests on, where there is one.</param>
/// <param name="State">For a command at the wrong time: the state of the case.</param>
/// <param name="AllowedCommands">For a command at the wrong time: what the caller may do now.</param>
/// <param name="OAuthError">Only from the token endpoint: the error of RFC 6749, 5.2.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string? LegalBasis,
    ImmutableArray<FieldProblemBody>? Errors,
    string? State,
    ImmutableArray<string>? AllowedCommands,
    string TraceId,
    [property: JsonPropertyName("error")] string? OAuthError,
    [property: JsonPropertyName("error_description")] string? OAuthDescription)
{
    public const string MediaType = "application/problem+json";

    private static readonly object CodeKey = new();

    /// <summary>The code of the problem this request was answered with; null when it was none.</summary>
    public static string? CodeOf(HttpContext context) => context.Items[CodeKey] as string;

    /// <summary>Writes the answer in the caller's language.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        var language = Language.Of(context.Request);
        context.Items[CodeKey] = problem.Code;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language.Tag;
        if (problem.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var body = new ProblemBody(
            $"/problems/{problem.Code}",
            language.Of(Titles.Of(problem.Status)),
            problem.Status,
            language.Of(problem.Detail),
            problem.Code,
            problem.LegalBasis,
            problem.Errors.IsEmpty ? null : [.. problem.Errors.Select(error => new FieldProblemBody(error.Pointer, error.Code, language.Of(error.Message)))],
            problem.State,
            problem.AllowedCommands,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
            problem.OAuthError,
            problem.OAuthError is null ? null : problem.Detail.En);
        await response.WriteAsJsonAsync(body, ApiJson.Options, MediaType, context.RequestAborted);
    }
}

/// <param name="Pointer">RFC 6901, into the body of the request.</param>
public sealed record FieldProblemBody(string Pointer, string Code, string Message);
