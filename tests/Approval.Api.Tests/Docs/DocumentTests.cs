using Approval.Api.Tests.Host;
using Approval.Testing;

namespace Approval.Api.Tests.Docs;

internal sealed class DocumentTests
{
    private static string Golden => Path.Combine(RepositoryRoot.Path, "tests", "Approval.Api.Tests", "Docs", "operations.txt");

    /// <summary>Addresses are a promise to clients: a change shows here, and is written into the file on purpose.</summary>
    [Test]
    public async Task The_operations_are_those_of_the_golden_list()
    {
        var document = await (await SharedApi.AsAsync(null)).GetAsync("/openapi/v1.json");
        var operations = document["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name} {operation.Value.GetProperty("operationId").GetString()}"))
            .Order(StringComparer.Ordinal);

        Assert.That(string.Join('\n', operations) + "\n", Is.EqualTo(await File.ReadAllTextAsync(Golden)));
    }

    [Test]
    public async Task It_is_OpenAPI_3_1_and_every_reference_leads_somewhere()
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync("/openapi/v1.json");

        Assert.That(answer["openapi"].GetString(), Does.StartWith("3.1"));
        var schemas = answer["components"].GetProperty("schemas");
        var references = System.Text.RegularExpressions.Regex.Matches(answer.Text, "\"#/components/schemas/([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Where(name => !schemas.TryGetProperty(name, out _)), Is.Empty);
    }

    [Test]
    public async Task A_command_says_that_it_needs_a_version_and_a_token()
    {
        var accept = (await (await SharedApi.AsAsync(null)).GetAsync("/openapi/v1.json"))["paths"].GetProperty("/api/v1/cases/{id}/accept").GetProperty("post");

        var headers = accept.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "header").Select(parameter => parameter.GetProperty("name").GetString());
        Assert.That(headers, Is.EquivalentTo(new[] { "If-Match", "Idempotency-Key" }));
        Assert.That(accept.GetProperty("responses").EnumerateObject().Select(response => response.Name), Is.SupersetOf(new[] { "200", "400", "401", "403", "404", "409", "412", "422", "428" }));
        Assert.That(accept.TryGetProperty("security", out _), Is.True);
        Assert.That(accept.TryGetProperty("requestBody", out _), Is.True);
    }

    [Test]
    public async Task What_our_own_converters_read_is_described()
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync("/openapi/v1.json");
        var schemas = answer["components"].GetProperty("schemas");

        var decide = schemas.GetProperty("DecideCaseRequest").GetProperty("properties");
        Assert.That(decide.GetProperty("effectiveAt").GetProperty("format").GetString(), Is.EqualTo("date-time"));
        Assert.That((decide.GetProperty("reasons").GetProperty("oneOf").GetArrayLength(), decide.GetProperty("remedies").GetProperty("oneOf").GetArrayLength()), Is.EqualTo((2, 3)));
        var intake = answer["paths"].GetProperty("/api/v1/cases").GetProperty("post").GetProperty("responses");
        Assert.That((intake.TryGetProperty("201", out _), intake.TryGetProperty("200", out _)), Is.EqualTo((true, false)));
        var list = answer["paths"].GetProperty("/api/v1/cases").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());
        Assert.That(list, Is.EquivalentTo(new[] { "state", "lamp", "procedure", "office", "assignee", "dueBefore", "q", "sort", "cursor", "limit" }));
    }

    [Test]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        var caller = await SharedApi.AsAsync(null);
        var page = await caller.GetAsync("/docs");

        Assert.That((page.Status, page.ContentType?.MediaType), Is.EqualTo((200, "text/html")));
        Assert.That(page.Text, Does.Not.Contain("http"));
        Assert.That(page.Headers["Content-Security-Policy"], Does.Contain("script-src 'self'").And.Not.Contain("http"));
        foreach (var script in new[] { "/docs/scalar.js", "/docs/start.js" })
        {
            Assert.That(page.Text, Does.Contain($"src=\"{script}\""));
            Assert.That((await caller.GetAsync(script)).ContentType?.MediaType, Is.EqualTo("text/javascript"), script);
        }
    }
}
