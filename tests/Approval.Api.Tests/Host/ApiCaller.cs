using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Approval.Api.Tests.Host;

/// <summary>One caller of the API: says what it sends, gets what came back.</summary>
internal sealed class ApiCaller(HttpClient http)
{
    public HttpClient Http => http;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : Json(body as string ?? JsonSerializer.Serialize(body)), headers);

    /// <summary>A command on a case at the version the caller saw.</summary>
    public Task<Answer> CommandAsync(Guid id, string command, object? body, int version, params (string Name, string Value)[] headers) =>
        PostAsync($"/api/v1/cases/{id}/{command}", body, [("If-Match", $"\"{version}\""), .. headers]);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Headers.ETag?.ToString(),
            response.Content.Headers.ContentType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync());
    }

    /// <summary>The published example of a procedure, ready to be bent.</summary>
    public async Task<JsonObject> ExampleAsync(string procedure = "RF-01") =>
        JsonNode.Parse((await GetAsync($"/api/v1/procedures/{procedure}/example")).Text)!.AsObject();

    /// <summary>Files the example and gives its id.</summary>
    public async Task<Guid> FileExampleAsync(string procedure = "RF-01")
    {
        var answer = await PostAsync("/api/v1/cases", (await ExampleAsync(procedure)).ToJsonString());
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer["id"].GetGuid();
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}

internal sealed record Answer(int Status, string? ETag, MediaTypeHeaderValue? ContentType, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Body => JsonElement.Parse(Text);

    public int Version => int.Parse(ETag!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);

    public JsonElement this[string name] => Body.GetProperty(name);

    public string? Code => Body.GetProperty("code").GetString();

    /// <summary>Problem details in full, with this status and code.</summary>
    public void ShouldBeProblem(int status, string code)
    {
        Assert.That(ContentType?.MediaType, Is.EqualTo("application/problem+json"), $"{Status} {Text}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Status, Code), Is.EqualTo((status, code)), Text);
            Assert.That(this["status"].GetInt32(), Is.EqualTo(status));
            Assert.That(this["type"].GetString(), Is.EqualTo($"/problems/{code}"));
            Assert.That(this["title"].GetString(), Is.Not.Empty);
            Assert.That(this["detail"].GetString(), Is.Not.Empty);
            Assert.That(this["traceId"].GetString(), Is.Not.Empty);
            Assert.That(Text, Does.Not.Contain("Exception").And.Not.Contain("   at "));
        }
    }

    public IEnumerable<(string Pointer, string Code)> Errors =>
        Body.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => (error.GetProperty("pointer").GetString()!, error.GetProperty("code").GetString()!)) : [];
}
