using Approval.Api.Identity;
using Approval.Api.Tests.Host;
using Approval.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Sessions;

/// <summary>RELIABILITY J6, J9, J7: a session is good at every node and after a restart, and guessing is as slow at two nodes as at one.</summary>
internal sealed class SeveralNodesTests
{
    private ApiHost first = null!;
    private ApiHost second = null!;
    private TestClock clock = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        clock = new TestClock(TimeProvider.System.GetUtcNow());
        first = await ApiHost.StartAsync(Clocked);
        second = first.StartBeside(Clocked);
        void Clocked(IServiceCollection services) => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await second.DisposeAsync();
        await first.DisposeAsync();
    }

    [Test]
    public async Task A_session_opened_at_one_node_is_good_at_the_other_and_after_a_restart_and_ends_at_both()
    {
        var browser = await Browser.OfNewAsync(first, clock, "clerk");
        clock.Advance(TimeSpan.FromMinutes(2));
        var opened = await browser.SignInAsync(Approval.Api.Identity.People.OneTimeCode.At(browser.Key!, clock.GetUtcNow()));
        var cookie = opened.Headers["Set-Cookie"].Split(';')[0];
        var id = await (await first.AsAsync("demo-applicant")).FileExampleAsync();
        var elsewhere = At(second, cookie);
        Assert.That((await elsewhere.GetAsync($"/api/v1/cases/{id}")).Status, Is.EqualTo(200), "personal data included, whose keys are in the database");
        var accepted = await elsewhere.CommandAsync(id, "accept", null, 2, ("X-Antiforgery-Token", browser.Antiforgery!));
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);

        await using (var restarted = first.StartBeside(services => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock)))
        {
            Assert.That((await At(restarted, cookie).GetAsync($"/api/v1/cases/{id}")).Status, Is.EqualTo(200), "a process that was not there when it was opened");
        }

        Assert.That((await browser.SendAsync(HttpMethod.Delete, "/api/v1/session", null)).Status, Is.EqualTo(204));
        (await elsewhere.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task A_name_has_its_attempts_once_whichever_node_it_tries()
    {
        var answers = new List<Answer>();
        for (var guess = 0; guess < 11; guess++)
        {
            var guesser = Browser.Of(guess % 2 == 0 ? first : second);
            guesser.Remember("guessed-at-two-nodes", "a wrong guess of a password", null);
            answers.Add(await guesser.SignInAsync());
        }

        answers[9].ShouldBeProblem(401, "session.refused");
        answers[10].ShouldBeProblem(429, "rate.exceeded");
        Assert.That(int.Parse(answers[10].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 300));
    }

    [Test]
    public async Task When_the_window_has_passed_it_may_be_tried_again_and_nothing_of_it_stays()
    {
        var attempts = second.Services.GetRequiredService<Workflows.Storage.SignInAttempts>();
        byte[] address = [.. Enumerable.Repeat((byte)1, 32)], name = [.. Enumerable.Repeat((byte)2, 32)], other = [.. Enumerable.Repeat((byte)3, 32)];
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Assert.That(await attempts.CountAsync(address, name), Is.Null);
        }

        Assert.That(await attempts.CountAsync(address, name), Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That(await attempts.CountAsync(address, other), Is.Null, "another name of the same address");
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await attempts.CountAsync(address, name), Is.Null);

        await using var rows = first.Rows.CreateCommand("select count(*), bool_or(who = $1), min(octet_length(who)) from approval.sign_in_attempt");
        rows.Parameters.AddWithValue(other);
        await using var reader = await rows.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.That((reader.GetInt64(0), reader.GetBoolean(1), reader.GetInt32(2)), Is.EqualTo((2L, false, 32)), "windows that have passed are removed along the way; digests alone are kept");
    }

    [Test]
    public async Task No_ordinary_request_writes_a_row_of_it()
    {
        var clerk = await first.AsAsync("demo-clerk");
        async Task<string> WrittenAsync()
        {
            await using var command = first.Rows.CreateCommand("select coalesce(string_agg(a::text, ' ' order by who), '') from approval.sign_in_attempt a");
            return (string)(await command.ExecuteScalarAsync())!;
        }

        var before = await WrittenAsync();
        await clerk.GetAsync("/api/v1/cases");
        await (await first.AsAsync(null)).GetAsync("/api/v1/procedures");

        Assert.That(await WrittenAsync(), Is.EqualTo(before));
    }

    /// <summary>RELIABILITY J10: the half minute is used up by whoever is first, at whichever node.</summary>
    [Test]
    public async Task A_code_given_at_two_nodes_at_once_opens_one_session()
    {
        var browser = await Browser.OfNewAsync(first, clock, "reviewer");
        clock.Advance(TimeSpan.FromMinutes(2));
        var code = Approval.Api.Identity.People.OneTimeCode.At(browser.Key!, clock.GetUtcNow());
        var thief = Browser.Of(second);
        thief.Remember(browser.UserName, browser.Password, browser.Key);

        var answers = await Task.WhenAll(browser.SignInAsync(code), thief.SignInAsync(code));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(new[] { 200, 401 }));
    }

    /// <summary>RELIABILITY J7: too long, too short, known, and one of sixty-four characters of several writings, which is taken as it is.</summary>
    [Test]
    public async Task Passwords_are_judged_over_HTTP_as_the_rules_have_it()
    {
        var browser = Browser.Of(first);
        await browser.MakeAccountAsync(first, "applicant", null, DemoClients.SecondCompany);
        (await browser.Caller.PostAsync("/api/v1/session", new { userName = browser.UserName, password = new string('x', 1024 * 1024) })).ShouldBeProblem(413, "request.too_large");
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        foreach (var (next, code) in new[] { ("1234", "password.too_short"), ("Passw0rd12345678", "password.common"), (new string('长', 257), "password.too_long") })
        {
            (await browser.SendAsync(HttpMethod.Put, "/api/v1/session/password", new { current = browser.Password, @new = next })).ShouldBeProblem(422, code);
        }

        var pasted = string.Concat(Enumerable.Range(0, 16).Select(i => $"{(char)('河' + i)} é{(char)('Ж' + i)}"));
        Assert.That(pasted, Has.Length.EqualTo(64));
        await browser.ChangePasswordAsync(pasted);

        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
        var typedOtherwise = Browser.Of(second);
        typedOtherwise.Remember(browser.UserName, pasted.Replace("é", "e\u0301", StringComparison.Ordinal), null);
        Assert.That((await typedOtherwise.SignInAsync()).Status, Is.EqualTo(200), "a keyboard that sends letter and accent apart opens the same account");
        typedOtherwise.Remember(browser.UserName, pasted.ToUpperInvariant(), null);
        (await typedOtherwise.SignInAsync()).ShouldBeProblem(401, "session.refused");
    }

    private static ApiCaller At(ApiHost host, string cookie)
    {
        var http = host.CreateClient(new() { HandleCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return new ApiCaller(http);
    }
}
