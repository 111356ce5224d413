using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

/// <summary>Every answer that is not a success is problem details, whoever inside the service gave it.</summary>
internal sealed class ProblemTests
{
    [TestCase("GET", "/nowhere", null, 404, "route.not_found")]
    [TestCase("GET", "/api/v1/cases/not-an-id", "demo-clerk", 404, "route.not_found")]
    [TestCase("GET", "/api/v1/cases", null, 401, "auth.required")]
    [TestCase("GET", "/api/v1/cases", "demo-admin", 403, "access.role_not_competent")]
    [TestCase("DELETE", "/api/v1/cases", "demo-clerk", 405, "request.method")]
    [TestCase("TRACE", "/api/v1/procedures", null, 405, "request.method")]
    [TestCase("GET", "/api/v1/cases?limit=many", "demo-clerk", 400, "request.parameter")]
    [TestCase("GET", "/api/v1/cases?limit=1000000000", "demo-clerk", 400, "limit.out_of_range")]
    [TestCase("GET", "/api/v1/cases?limit=0", "demo-clerk", 400, "limit.out_of_range")]
    [TestCase("GET", "/api/v1/cases?sort=secret", "demo-clerk", 400, "request.parameter")]
    [TestCase("GET", "/api/v1/cases?cursor=%27%20or%201%3D1", "demo-clerk", 400, "cursor.invalid")]
    [TestCase("GET", "/api/v1/events?after=AAAA", "demo-clerk", 400, "cursor.invalid")]
    [TestCase("GET", "/api/v1/tasks?state=lost", "demo-clerk", 400, "request.parameter")]
    [TestCase("GET", "/api/v1/procedures?kind=magic", null, 400, "request.parameter")]
    [TestCase("GET", "/api/v1/procedures/RF-99", null, 404, "procedure.unknown")]
    [TestCase("GET", "/api/v1/procedures/RF-01/versions/9", null, 404, "procedure.unknown")]
    [TestCase("GET", "/api/v1/procedures/RF-99/example", null, 404, "procedure.unknown")]
    [TestCase("GET", "/api/v1/procedures/RF-99/form-schema", null, 404, "procedure.unknown")]
    [TestCase("GET", "/api/v1/calendars/CN/2031", null, 404, "calendar.year_unpublished")]
    [TestCase("GET", "/api/v1/calendars/Hunan/2026", null, 404, "calendar.unknown_region")]
    [TestCase("GET", "/api/v1/calendars/CN/deadline?from=2026-02-30&amount=3", null, 400, "request.parameter")]
    [TestCase("GET", "/api/v1/calendars/CN/deadline?amount=3", null, 400, "request.parameter")]
    [TestCase("GET", "/api/v1/calendars/CN/deadline?from=1900-01-01&amount=3", null, 422, "calendar.out_of_range")]
    [TestCase("GET", "/api/v1/calendars/CN/deadline?from=2026-01-05&amount=-1", null, 422, "limit.invalid")]
    [TestCase("GET", "/api/v1/calendars/CN/deadline?from=2026-01-05&amount=8&unit=workingHour", null, 422, "limit.invalid")]
    [TestCase("GET", "/api/v1/files/7d2c9a52-6f0e-4f5e-9a3b-111111111111", "demo-clerk", 404, "file.unknown")]
    [TestCase("GET", "/api/v1/tasks/7d2c9a52-6f0e-4f5e-9a3b-111111111111", "demo-clerk", 404, "task.not_found")]
    [TestCase("POST", "/api/v1/tasks/7d2c9a52-6f0e-4f5e-9a3b-111111111111/claim", "demo-reviewer", 404, "task.not_found")]
    [TestCase("POST", "/api/v1/cases/track", null, 400, "request.malformed")]
    public async Task Has_its_status_and_code(string method, string path, string? client, int status, string code) =>
        (await (await SharedApi.AsAsync(client)).SendAsync(new HttpMethod(method), path, null)).ShouldBeProblem(status, code);

    [TestCase(null, "zh-CN", "没有这个事项。")]
    [TestCase("en", "en", "There is no such procedure.")]
    [TestCase("fr, en;q=0.5, zh;q=0.4", "en", "There is no such procedure.")]
    [TestCase("zh-TW, en;q=0.9", "zh-CN", "没有这个事项。")]
    [TestCase("en;q=0", "zh-CN", "没有这个事项。")]
    [TestCase("\"", "zh-CN", "没有这个事项。")]
    public async Task Speaks_the_callers_language(string? accepts, string language, string detail)
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/procedures/RF-99", accepts is null ? [] : [("Accept-Language", accepts)]);

        Assert.That((answer["detail"].GetString(), answer.Headers["Content-Language"]), Is.EqualTo((detail, language)));
    }

    [Test]
    public async Task Every_answer_carries_the_headers_of_the_edge()
    {
        foreach (var path in new[] { "/api/v1/procedures", "/api/v1/cases", "/nowhere" })
        {
            var answer = await (await SharedApi.AsAsync(null)).GetAsync(path);
            Assert.That(answer.Headers["X-Content-Type-Options"], Is.EqualTo("nosniff"), path);
            Assert.That(answer.Headers["Content-Security-Policy"], Does.StartWith("default-src 'none'"), path);
            Assert.That(answer.Headers, Does.Not.ContainKey("Server"), path);
        }

        var list = await (await SharedApi.AsAsync("demo-clerk")).GetAsync("/api/v1/cases");
        Assert.That(list.Headers["Cache-Control"], Is.EqualTo("no-store"));
    }

    [Test]
    public async Task A_challenge_says_how_to_authenticate()
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/cases", ("Authorization", "Bearer not.a.token"));

        answer.ShouldBeProblem(401, "auth.required");
        Assert.That(answer.Headers["WWW-Authenticate"], Does.StartWith("Bearer"));
    }
}
