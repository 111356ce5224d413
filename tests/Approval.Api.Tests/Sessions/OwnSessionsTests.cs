using Approval.Api.Identity;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Sessions;

/// <summary>One's own sessions: seen and ended by their owner (ASVS 5 7.5.2). Applicants, who can sign in twice in one half minute.</summary>
internal sealed class OwnSessionsTests
{
    private ApiHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await SharedApi.HostAsync();

    [Test]
    public async Task They_are_listed_with_the_one_that_asks_marked()
    {
        var (here, there) = await TwiceAsync();

        var own = await here.GetAsync("/api/v1/sessions");

        var listed = own["items"].EnumerateArray().ToList();
        Assert.That(listed.Select(session => session.GetProperty("current").GetBoolean()), Is.EquivalentTo(new[] { true, false }));
        Assert.That(listed.Select(session => session.GetProperty("startedAt").GetDateTimeOffset()), Is.Ordered.Descending);
        Assert.That((await CurrentAsync(here), await OtherAsync(here)), Is.EqualTo((await OtherAsync(there), await CurrentAsync(there))));
        Assert.That(own.Text, Does.Not.Contain(here.Antiforgery!));
    }

    [Test]
    public async Task One_elsewhere_is_ended_with_the_password()
    {
        var (here, there) = await TwiceAsync();
        var path = $"/api/v1/sessions/{await OtherAsync(here)}/end";

        (await here.SendAsync(HttpMethod.Post, path, new { password = "not the password" })).ShouldBeProblem(422, "password.wrong");
        (await here.SendAsync(HttpMethod.Post, path, null)).ShouldBeProblem(400, "request.malformed");
        (await here.SendAsync(HttpMethod.Post, $"/api/v1/sessions/{await CurrentAsync(here)}/end", new { password = here.Password })).ShouldBeProblem(409, "session.current");
        (await here.SendAsync(HttpMethod.Post, $"/api/v1/sessions/{Guid.NewGuid()}/end", new { password = here.Password })).ShouldBeProblem(404, "session.not_found");
        Assert.That((await there.GetAsync("/api/v1/session")).Status, Is.EqualTo(200));

        Assert.That((await here.SendAsync(HttpMethod.Post, path, new { password = here.Password })).Status, Is.EqualTo(204));
        (await there.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
        (await here.SendAsync(HttpMethod.Post, path, new { password = here.Password })).ShouldBeProblem(404, "session.not_found");
        Assert.That(await RecordedAsync(here), Is.EqualTo("""{"ended":1}"""));
    }

    [Test]
    public async Task All_others_are_ended_at_once_and_this_one_stays()
    {
        var (here, there) = await TwiceAsync();
        var third = await AgainAsync(here);

        Assert.That((await here.SendAsync(HttpMethod.Post, "/api/v1/sessions/end-others", new { password = here.Password })).Status, Is.EqualTo(204));

        (await there.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
        (await third.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
        Assert.That((await here.GetAsync("/api/v1/sessions"))["items"].GetArrayLength(), Is.EqualTo(1));
        Assert.That(await RecordedAsync(here), Is.EqualTo("""{"ended":2}"""));
        Assert.That((await here.SendAsync(HttpMethod.Post, "/api/v1/sessions/end-others", new { password = here.Password })).Status, Is.EqualTo(204), "asking twice changes nothing");
    }

    [Test]
    public async Task Those_of_others_do_not_exist()
    {
        var (here, there) = await TwiceAsync();
        var stranger = await Browser.OfNewAsync(host, TimeProvider.System, "applicant", null, DemoClients.FirstCompany);

        (await stranger.SendAsync(HttpMethod.Post, $"/api/v1/sessions/{await OtherAsync(here)}/end", new { password = stranger.Password })).ShouldBeProblem(404, "session.not_found");
        Assert.That((await stranger.SendAsync(HttpMethod.Post, "/api/v1/sessions/end-others", new { password = stranger.Password })).Status, Is.EqualTo(204));

        Assert.That((await there.GetAsync("/api/v1/session")).Status, Is.EqualTo(200));
        Assert.That((await stranger.GetAsync("/api/v1/sessions"))["items"].GetArrayLength(), Is.EqualTo(1));
        here.Antiforgery = null;
        (await here.SendAsync(HttpMethod.Post, "/api/v1/sessions/end-others", new { password = here.Password })).ShouldBeProblem(403, "session.antiforgery");
    }

    private async Task<(Browser Here, Browser There)> TwiceAsync()
    {
        var here = await Browser.OfNewAsync(host, TimeProvider.System, "applicant", null, DemoClients.SecondCompany);
        return (here, await AgainAsync(here));
    }

    private async Task<Browser> AgainAsync(Browser known)
    {
        var browser = Browser.Of(host);
        browser.Remember(known.UserName, known.Password, known.Key);
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        return browser;
    }

    private static Task<string> CurrentAsync(Browser browser) => IdAsync(browser, current: true);

    private static Task<string> OtherAsync(Browser browser) => IdAsync(browser, current: false);

    private static async Task<string> IdAsync(Browser browser, bool current) =>
        (await browser.GetAsync("/api/v1/sessions"))["items"].EnumerateArray().First(session => session.GetProperty("current").GetBoolean() == current).GetProperty("id").GetString()!;

    private async Task<string> RecordedAsync(Browser browser)
    {
        await using var read = host.Rows.CreateCommand($"select detail from approval.identity_change where subject = 'person:{browser.UserName}' and actor_id = subject and what = 'sessionsEnded' order by id desc limit 1");
        return (string)(await read.ExecuteScalarAsync())!;
    }
}
