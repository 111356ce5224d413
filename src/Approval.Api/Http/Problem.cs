using System.Collections.Immutable;
using System.Text;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;

namespace Approval.Api.Http;

/// <summary>An error as an answer, before it is put into words for the caller (RFC 9457).</summary>
/// <param name="Code">Stable; clients branch on it.</param>
public sealed record Problem(int Status, string Code, LocalText Detail, string? LegalBasis = null)
{
    public ImmutableArray<FieldProblem> Errors { get; init; } = [];

    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The error of RFC 6749, 5.2, for the token endpoint.</summary>
    public string? OAuthError { get; init; }

    /// <summary>The state the case is in, and what the caller may do in it, for a command that came at the wrong time.</summary>
    public string? State { get; init; }

    public ImmutableArray<string>? AllowedCommands { get; init; }

    /// <summary>The one place where a refusal of the engine becomes a status.</summary>
    public static Problem Of(Rejection rejection) => new(StatusOf(rejection.Kind), rejection.Code, rejection.Message, rejection.LegalBasis)
    {
        Errors = rejection.Errors.IsDefaultOrEmpty ? [] : [.. rejection.Errors.Select(FieldProblem.Of)],
        RetryAfter = rejection.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null,
    };

    private static int StatusOf(RejectionKind kind) => kind switch
    {
        RejectionKind.NotFound => StatusCodes.Status404NotFound,
        RejectionKind.Forbidden => StatusCodes.Status403Forbidden,
        RejectionKind.InvalidState or RejectionKind.Conflict => StatusCodes.Status409Conflict,
        RejectionKind.InvalidArgument => StatusCodes.Status422UnprocessableEntity,
        RejectionKind.TooSoon => StatusCodes.Status429TooManyRequests,
        RejectionKind.Stale => StatusCodes.Status412PreconditionFailed,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of rejection."),
    };
}

/// <summary>One field at fault.</summary>
/// <param name="Pointer">RFC 6901, into the body.</param>
public sealed record FieldProblem(string Pointer, string Code, LocalText Message)
{
    public static FieldProblem Of(FieldError error) => new(PointerOf(error.Path), error.Code, error.Message);

    /// <summary>$.form.x, $.materials[2] and $.form['x y'] as /form/x, /materials/2 and /form/x y.</summary>
    public static string PointerOf(string path)
    {
        var pointer = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '[' && path.AsSpan(i).StartsWith("['", StringComparison.Ordinal) && path.LastIndexOf("']", StringComparison.Ordinal) is var end && end > i)
            {
                pointer.Append('/').Append(Escape(path[(i + 2)..end]));
                i = end + 1;
            }
            else if (path[i] is '.' or '[')
            {
                pointer.Append('/');
            }
            else if (path[i] != ']' && !(i == 0 && path[i] == '$'))
            {
                pointer.Append(Escape(path[i].ToString()));
            }
        }

        return pointer.ToString();
    }

    private static string Escape(string token) => token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
