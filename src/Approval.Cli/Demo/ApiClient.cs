using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Approval.Cli.Demo;

/// <summary>The HTTP contract as one of the demo's people uses it: a token each, If-Match on commands, an Idempotency-Key on every POST.</summary>
/// <param name="http">Its base address is the root of the API.</param>
internal sealed class ApiClient(HttpClient http)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, string> tokens = [];

    /// <param name="client">Whose token to send; null for what is public.</param>
    /// <exception cref="UnexpectedAnswerException">Any status but 200.</exception>
    public async Task<Answer> GetAsync(string path, string? client, CancellationToken cancellation)
    {
        using var request = await RequestAsync(HttpMethod.Get, path, client, cancellation);
        return await SendAsync(request, cancellation, HttpStatusCode.OK);
    }

    /// <param name="seen">The version of the case the caller saw, where the command is one on a case.</param>
    /// <exception cref="UnexpectedAnswerException">Any status but 200 and 201.</exception>
    public async Task<Answer> PostAsync(string path, object body, string client, string? seen, CancellationToken cancellation)
    {
        using var request = await CommandAsync(path, body, client, seen, cancellation);
        return await SendAsync(request, cancellation, HttpStatusCode.OK, HttpStatusCode.Created);
    }

    /// <summary>A command that the law does not allow; the problem details say why.</summary>
    /// <exception cref="UnexpectedAnswerException">Any status but 409.</exception>
    public async Task<Problem> RefusedAsync(string path, object body, string client, string? seen, CancellationToken cancellation)
    {
        using var request = await CommandAsync(path, body, client, seen, cancellation);
        var answer = await SendAsync(request, cancellation, HttpStatusCode.Conflict);
        return answer.As<Problem>();
    }

    private async Task<HttpRequestMessage> CommandAsync(string path, object body, string client, string? seen, CancellationToken cancellation)
    {
        var request = await RequestAsync(HttpMethod.Post, path, client, cancellation);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", seen);
        }

        request.Content = JsonContent.Create(body, options: Json);
        return request;
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, string? client, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(method, $"api/v1/{path}");
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");
        if (client is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client, cancellation));
        }

        return request;
    }

    /// <summary>Demo clients' secrets follow a pattern; they exist in the Development environment only.</summary>
    private async Task<string> TokenAsync(string client, CancellationToken cancellation)
    {
        if (!tokens.TryGetValue(client, out var token))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = client,
                    ["client_secret"] = $"{client}-secret",
                }),
            };
            var answer = await SendAsync(request, cancellation, HttpStatusCode.OK);
            token = answer.Body.GetProperty("access_token").GetString()!;
            tokens[client] = token;
        }

        return token;
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellation, params HttpStatusCode[] expected)
    {
        var called = $"{request.Method} /{request.RequestUri}";
        using var response = await http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!expected.Contains(response.StatusCode))
        {
            throw new UnexpectedAnswerException(called, (int)response.StatusCode, text);
        }

        try
        {
            using var body = JsonDocument.Parse(text);
            return new Answer(called, (int)response.StatusCode, body.RootElement.Clone(), response.Headers.ETag?.ToString());
        }
        catch (JsonException)
        {
            throw new UnexpectedAnswerException(called, (int)response.StatusCode, text);
        }
    }
}

/// <param name="Called">Method and path, for the reader.</param>
internal sealed record Answer(string Called, int Status, JsonElement Body, string? ETag)
{
    /// <exception cref="UnexpectedAnswerException">The body is not of this shape.</exception>
    public T As<T>()
    {
        try
        {
            return Body.Deserialize<T>(ApiClient.Json) ?? throw new UnexpectedAnswerException(Called, Status, Body.GetRawText());
        }
        catch (JsonException)
        {
            throw new UnexpectedAnswerException(Called, Status, Body.GetRawText());
        }
    }
}

/// <summary>The API answered what the story does not know how to go on from.</summary>
internal sealed class UnexpectedAnswerException(string called, int status, string body) : Exception($"{called} answered {status}.")
{
    public string Called { get; } = called;

    public string Body { get; } = body;
}
