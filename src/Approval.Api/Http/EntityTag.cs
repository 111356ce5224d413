using System.Globalization;

namespace Approval.Api.Http;

/// <summary>The version of a case as a strong ETag, and back from If-Match.</summary>
public static class EntityTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Null when the header is absent.</summary>
    /// <exception cref="RefusedException">The header is there and names no version: *, a list, a weak tag.</exception>
    public static int? IfMatch(HttpRequest request)
    {
        if (request.Headers.IfMatch is not [var text, ..] values)
        {
            return null;
        }

        return values.Count == 1 && text is ['"', .. var inside, '"'] && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RefusedException(Problems.BadRequest(
                "precondition.malformed", "If-Match 应为所见办件的 ETag，如 \"3\"。", "Expected If-Match to be the ETag of the case you saw, such as \"3\"."));
    }

    public static Problem Required { get; } = new(
        StatusCodes.Status428PreconditionRequired,
        "precondition.required",
        new("对办件的操作需要 If-Match（所见办件的 ETag）。", "A command on a case needs If-Match with the ETag of the case you saw."));
}
