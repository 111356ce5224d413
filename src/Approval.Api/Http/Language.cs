using Approval.Engine.Procedures;
using Microsoft.Net.Http.Headers;

namespace Approval.Api.Http;

/// <summary>The language of sentences: Chinese unless the caller prefers English.</summary>
public sealed record Language(string Tag)
{
    public static Language Chinese { get; } = new("zh-CN");

    public static Language English { get; } = new("en");

    public static Language Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
        {
            return Chinese;
        }

        foreach (var range in wanted.Where(value => value.Quality is null or > 0).OrderByDescending(value => value.Quality ?? 1))
        {
            if (range.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return Chinese;
            }

            if (range.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return English;
            }
        }

        return Chinese;
    }

    public string Of(LocalText text) => this == English ? text.En : text.Zh;
}
