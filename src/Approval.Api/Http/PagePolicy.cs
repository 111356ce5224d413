using System.Security.Cryptography;
using System.Text;

namespace Approval.Api.Http;

/// <summary>The content security policy of a page of ours: no scripts, nothing loaded, and of styles only the page's own, by their digest.</summary>
public static class PagePolicy
{
    private const string Open = "<style>";

    public static string Of(string html)
    {
        var sources = new StringBuilder();
        for (var start = html.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = html.IndexOf(Open, start, StringComparison.Ordinal))
        {
            start += Open.Length;
            var style = html[start..html.IndexOf("</style>", start, StringComparison.Ordinal)].ReplaceLineEndings("\n");
            sources.Append(" 'sha256-").Append(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))).Append('\'');
        }

        return $"default-src 'none'; style-src{(sources.Length == 0 ? " 'none'" : sources)}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }
}
