using System.Net.Http.Headers;
using System.Text;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Tokens;

/// <summary>RFC 6749, 4.4 and 5.2; RELIABILITY J1, J2.</summary>
internal sealed class TokenTests
{
    [Test]
    public async Task A_client_gets_a_bearer_token()
    {
        var answer = await AskAsync("grant_type=client_credentials&client_id=demo-clerk&client_secret=demo-clerk-secret&scope=tasks");

        Assert.That((answer.Status, answer["token_type"].GetString(), answer["expires_in"].GetInt32()), Is.EqualTo((200, "Bearer", 3600)));
        Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
    }

    [Test]
    public async Task Id_and_secret_may_come_by_HTTP_Basic()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("demo-clerk:demo-clerk-secret"));

        Assert.That((await AskAsync("grant_type=client_credentials", ("Authorization", $"Basic {credentials}"))).Status, Is.EqualTo(200));
    }

    [TestCase("client_id=demo-clerk&client_secret=demo-clerk-secret", 400, "invalid_request")]
    [TestCase("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request")]
    [TestCase("grant_type=password&username=a&password=b", 400, "unsupported_grant_type")]
    [TestCase("grant_type=client_credentials&client_id=demo-clerk&client_secret=wrong", 401, "invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=nobody&client_secret=nobody-secret", 401, "invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=demo-clerk&client_secret=demo-clerk-secret&scope=anything", 400, "invalid_scope")]
    [TestCase("grant_type=client_credentials", 401, "invalid_client")]
    public async Task Anything_else_is_refused_in_the_words_of_OAuth(string form, int status, string error)
    {
        var answer = await AskAsync(form);

        answer.ShouldBeProblem(status, $"token.{error}");
        Assert.That((answer["error"].GetString(), answer["error_description"].GetString()), Is.EqualTo((error, answer["error_description"].GetString())));
        Assert.That(answer.Headers.ContainsKey("WWW-Authenticate"), Is.EqualTo(status == 401));
    }

    /// <summary>Found by the fuzzer: a field above four kilobytes was answered with 500.</summary>
    [Test]
    public async Task A_field_that_is_far_too_long_is_refused() =>
        (await AskAsync($"grant_type=client_credentials&client_id=demo-clerk&client_secret={new string('x', 5000)}")).ShouldBeProblem(400, "token.invalid_request");

    [Test]
    public async Task A_form_is_asked_for() =>
        (await (await SharedApi.AsAsync(null)).PostAsync("/connect/token", new { grant_type = "client_credentials" })).ShouldBeProblem(415, "request.media_type");

    [TestCase("alg none")]
    [TestCase("another signature")]
    [TestCase("another payload")]
    [TestCase("no signature")]
    public async Task A_token_that_was_tampered_with_is_401(string how)
    {
        var token = (await AskAsync("grant_type=client_credentials&client_id=demo-clerk&client_secret=demo-clerk-secret"))["access_token"].GetString()!.Split('.');
        var other = (await AskAsync("grant_type=client_credentials&client_id=demo-head&client_secret=demo-head-secret"))["access_token"].GetString()!.Split('.');
        var bad = how switch
        {
            "alg none" => $"{Encode("""{"alg":"none","typ":"at+jwt"}""")}.{token[1]}.",
            "another signature" => $"{token[0]}.{token[1]}.{other[2]}",
            "another payload" => $"{token[0]}.{other[1]}.{token[2]}",
            _ => $"{token[0]}.{token[1]}.",
        };

        (await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/cases", ("Authorization", $"Bearer {bad}"))).ShouldBeProblem(401, "auth.required");
    }

    private static async Task<Answer> AskAsync(string form, params (string Name, string Value)[] headers)
    {
        using var content = new StringContent(form, Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return await (await SharedApi.AsAsync(null)).SendAsync(HttpMethod.Post, "/connect/token", content, headers);
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
