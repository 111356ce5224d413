using System.Net.Http.Headers;
using System.Text;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

/// <summary>Bodies that are no request at all (RELIABILITY H2-H5, X1, X10, X11, A4): 400 with the place, before anything else is asked.</summary>
internal sealed class MalformedBodyTests
{
    [TestCase("{", "", TestName = "Truncated")]
    [TestCase("[]", "", TestName = "Not an object")]
    [TestCase("null", "", TestName = "Null")]
    [TestCase("""{"procedure":"RF-01","procedure":"RF-02"}""", "/procedure", TestName = "A key twice")]
    [TestCase("""{"form":{"a":1,"a":2}}""", "/form/a", TestName = "A key twice inside the form")]
    [TestCase("""{"Procedure":"RF-01"}""", "/Procedure", TestName = "Another spelling of a key")]
    [TestCase("""{"project":{"name":"x","office":"430100"}}""", "/project/office", TestName = "An unknown key, nested")]
    [TestCase("""{"state":"decided"}""", "/state", TestName = "A key the client may not set")]
    [TestCase("""{"procedure":1}""", "/procedure", TestName = "A number for a text")]
    [TestCase("""{"project":{"classified":"false"}}""", "/project/classified", TestName = "A text for a truth value")]
    [TestCase("""{"receivedAt":"2026-02-12T09:00:00"}""", "/receivedAt", TestName = "An instant without offset")]
    [TestCase("""{"receivedAt":"2026-02-30T09:00:00+08:00"}""", "/receivedAt", TestName = "A day that does not exist")]
    [TestCase("""{"receivedAt":"2026-02-12T24:00:00+08:00"}""", "/receivedAt", TestName = "Hour 24")]
    [TestCase("""{"receivedAt":"2027-02-29T09:00:00+08:00"}""", "/receivedAt", TestName = "29 February of a year without")]
    [TestCase("""{"receivedAt":"2026-W07-4T09:00:00+08:00"}""", "/receivedAt", TestName = "A week date")]
    [TestCase("""{"receivedAt":"10000-01-01T00:00:00+08:00"}""", "/receivedAt", TestName = "Year 10000")]
    [TestCase("""{"receivedAt":1770858000}""", "/receivedAt", TestName = "Seconds since 1970")]
    [TestCase("""{"procedure":"RF\u0000"}""", "/procedure", TestName = "NUL")]
    [TestCase("""{"form":{"designUnit":"\ud800"}}""", "/form/designUnit", TestName = "Half a surrogate pair")]
    [TestCase("""{"form":{"plannedArea":1e400}}""", "/form/plannedArea", TestName = "A number that is infinite")]
    [TestCase("""{"materials":[{"code":"a"},{"code":"b","fileId":"../../etc/passwd"}]}""", "/materials/1/fileId", TestName = "An id that is none")]
    public async Task Is_answered_with_the_place(string body, string pointer)
    {
        var (host, caller) = (await SharedApi.HostAsync(), await SharedApi.AsAsync("demo-applicant"));
        var before = await host.CountRowsAsync();

        var answer = await caller.PostAsync("/api/v1/cases", body);

        answer.ShouldBeProblem(400, "request.malformed");
        Assert.That(answer.Errors.Single().Pointer, Is.EqualTo(pointer), answer.Text);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    /// <summary>RELIABILITY H6: a short request that would be answered by a long list of errors is answered by one.</summary>
    [TestCase("""{"materials":[{}ITEMS]}""", ",{}", "/materials/1000")]
    [TestCase("""{"form":{"a":[0ITEMS]}}""", ",0", "/form/a/1000")]
    public async Task Lists_have_a_limit(string body, string item, string pointer)
    {
        var caller = await SharedApi.AsAsync("demo-applicant");

        var answer = await caller.PostAsync("/api/v1/cases", body.Replace("ITEMS", string.Concat(Enumerable.Repeat(item, 60_000)), StringComparison.Ordinal));

        answer.ShouldBeProblem(400, "request.malformed");
        Assert.That(answer.Errors.Single().Pointer, Is.EqualTo(pointer));
        Assert.That(answer["detail"].GetString(), Does.Contain("1000"));
        var keys = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"k{i}\":0"));
        (await caller.PostAsync("/api/v1/cases", "{\"form\":{" + keys + "}}")).ShouldBeProblem(400, "request.malformed");
    }

    [TestCase(33)]
    [TestCase(10_000)]
    public async Task Nesting_is_limited(int depth)
    {
        var caller = await SharedApi.AsAsync("demo-applicant");

        var answer = await caller.PostAsync("/api/v1/cases", $$"""{"form":{{new string('[', depth)}}{{new string(']', depth)}}}""");

        answer.ShouldBeProblem(400, "request.malformed");
        Assert.That(answer["detail"].GetString(), Does.Contain("32"));
    }

    [Test]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"procedure\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await (await SharedApi.AsAsync("demo-applicant")).SendAsync(HttpMethod.Post, "/api/v1/cases", content)).ShouldBeProblem(400, "request.malformed");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_over_256_kilobytes_is_413_whether_it_says_so_or_not(bool saysLength)
    {
        var text = $$"""{"procedure":"{{new string('x', 256 * 1024)}}"}""";
        using HttpContent content = saysLength ? ApiCaller.Json(text) : new StreamContent(new Unsized(Encoding.UTF8.GetBytes(text)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await (await SharedApi.AsAsync("demo-applicant")).SendAsync(HttpMethod.Post, "/api/v1/cases", content)).ShouldBeProblem(413, "request.too_large");
    }

    [TestCase("text/plain")]
    [TestCase("application/xml")]
    [TestCase("application/json; charset=utf-16")]
    public async Task Another_content_type_is_415(string type)
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        (await (await SharedApi.AsAsync("demo-applicant")).SendAsync(HttpMethod.Post, "/api/v1/cases", content)).ShouldBeProblem(415, "request.media_type");
    }

    [Test]
    public async Task A_required_member_that_is_missing_is_named()
    {
        var (applicant, clerk) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"));
        var id = await applicant.FileExampleAsync();

        var answer = await clerk.CommandAsync(id, "refuse-acceptance", new { reason = "x" }, 2);

        answer.ShouldBeProblem(400, "request.malformed");
        Assert.That(answer["detail"].GetString(), Does.Contain("legalBasis"));
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
