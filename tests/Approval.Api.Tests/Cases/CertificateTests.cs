using Approval.Api.Tests.Host;
using Approval.Engine.Certificates;
using Approval.Testing;

namespace Approval.Api.Tests.Cases;

/// <summary>期限计算单 of RF-01, accepted on 12 February 2026 before the Spring Festival.</summary>
internal sealed class CertificateTests
{
    private ApiCaller clerk = null!;
    private Guid id;

    [OneTimeSetUp]
    public async Task Accept()
    {
        clerk = await SharedApi.AsAsync("demo-clerk");
        id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
    }

    [TestCase("", "promised", "2026-02-28", 7)]
    [TestCase("?clock=statutory", "statutory", "2026-03-18", 20)]
    public async Task What_the_service_hands_out_verifies_offline(string query, string clock, string due, int days)
    {
        var answer = await clerk.GetAsync($"/api/v1/cases/{id}/certificate{query}");

        Assert.That((answer.Status, answer.ContentType?.MediaType), Is.EqualTo((200, "application/json")), answer.Text);
        Assert.That(answer["clock"].GetProperty("id").GetString(), Is.EqualTo(clock));
        Assert.That(answer["rows"].EnumerateArray().Last().GetProperty("running").GetInt32(), Is.EqualTo(days));
        Assert.That(answer["rows"].EnumerateArray().Last().GetProperty("date").GetString(), Is.EqualTo(due));
        Assert.That(CertificateVerifier.Verify(answer.Text, Calendars()).Fault, Is.Null);
    }

    [Test]
    public async Task One_changed_day_is_found()
    {
        var answer = await clerk.GetAsync($"/api/v1/cases/{id}/certificate");
        var forged = answer.Text.Replace("2026-02-28", "2026-03-02", StringComparison.Ordinal);

        Assert.That(forged, Is.Not.EqualTo(answer.Text));
        Assert.That(CertificateVerifier.Verify(forged, Calendars()).Holds, Is.False);
    }

    [Test]
    public async Task A_browser_gets_a_page_that_may_load_nothing()
    {
        var page = await clerk.GetAsync($"/api/v1/cases/{id}/certificate", ("Accept", "text/html,application/xhtml+xml;q=0.9"));

        Assert.That((page.Status, page.ContentType?.MediaType, page.ContentType?.CharSet), Is.EqualTo((200, "text/html", "utf-8")));
        Assert.That(page.Headers["Content-Security-Policy"], Does.Match("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; frame-ancestors 'none'; base-uri 'none'; form-action 'none'$"));
        Assert.That(page.Text, Does.StartWith("<!").And.Contain("期限计算单").And.Contain("2026-02-28").And.Not.Contain("<script"));
    }

    [TestCase("demo-clerk", "?clock=tea", 404, "clock.not_found")]
    [TestCase("demo-clerk", "?clock=delivery", 404, "clock.not_found", TestName = "A clock that has not begun")]
    [TestCase("demo-applicant-2", "", 404, "case.not_found")]
    [TestCase("demo-clerk-430300", "", 403, "case.wrong_office")]
    [TestCase("demo-admin", "", 403, "access.role_not_competent")]
    [TestCase(null, "", 401, "auth.required")]
    public async Task It_is_refused(string? client, string query, int status, string code) =>
        (await (await SharedApi.AsAsync(client)).GetAsync($"/api/v1/cases/{id}/certificate{query}")).ShouldBeProblem(status, code);

    [TestCase("demo-applicant")]
    [TestCase("demo-supervisor")]
    public async Task Its_owner_and_those_above_get_it(string client) =>
        Assert.That((await (await SharedApi.AsAsync(client)).GetAsync($"/api/v1/cases/{id}/certificate")).Status, Is.EqualTo(200));

    private static IEnumerable<(string File, string Text)> Calendars() =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "seeds", "calendars", "CN")).Order().Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
}
