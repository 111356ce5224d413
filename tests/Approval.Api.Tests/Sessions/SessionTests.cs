using Approval.Api.Identity;
using Approval.Api.Identity.People;
using Approval.Api.Tests.Host;
using Approval.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Sessions;

/// <summary>People at the console: RELIABILITY J4-J6, J8, J10, A5; ASVS 5 chapters 6 and 7.</summary>
internal sealed class SessionTests
{
    private ApiHost host = null!;
    private TestClock clock = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        clock = new TestClock(TimeProvider.System.GetUtcNow());
        host = await ApiHost.StartAsync(services => services.AddKeyedSingleton<TimeProvider>(IdentitySetup.Clock, clock));
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_new_officer_changes_the_password_and_sets_up_the_second_factor_before_anything_else()
    {
        var browser = Browser.Of(host);
        await browser.MakeAccountAsync(host, "clerk");
        var first = await browser.SignInAsync();
        Assert.That((first.Status, string.Join(' ', first["needs"].EnumerateArray())), Is.EqualTo((200, "password authenticator")), first.Text);
        (await browser.GetAsync("/api/v1/cases")).ShouldBeProblem(403, "session.incomplete");

        await browser.ChangePasswordAsync("正确的 马 电池 订书钉 长沙");
        (await browser.GetAsync("/api/v1/cases")).ShouldBeProblem(403, "session.incomplete");
        await browser.SetUpAuthenticatorAsync(clock);

        Assert.That((await browser.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        (await browser.SendAsync(HttpMethod.Post, "/api/v1/session/authenticator", null)).ShouldBeProblem(409, "authenticator.already_set");
    }

    [Test]
    public async Task An_applicant_needs_no_second_factor_and_sees_its_own_cases_alone()
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.SecondCompany);
        var id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();

        Assert.That((await browser.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        (await browser.GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(404, "case.not_found");
    }

    [Test]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var known = await Browser.OfNewAsync(host, clock, "reviewer");
        clock.Advance(TimeSpan.FromMinutes(1));
        var unknown = Browser.Of(host);
        unknown.Remember("nobody-at-all", "whatever it may be 123", null);
        var wrong = Browser.Of(host);
        wrong.Remember(known.UserName, "not the password at all", known.Key);
        var noCode = Browser.Of(host);
        noCode.Remember(known.UserName, known.Password, known.Key);
        Answer[] answers = [await unknown.SignInAsync(), await wrong.SignInAsync(OneTimeCode.At(known.Key!, clock.GetUtcNow())), await noCode.SignInAsync(), await noCode.SignInAsync("000000")];

        foreach (var answer in answers)
        {
            answer.ShouldBeProblem(401, "session.refused");
            Assert.That(answer.Headers, Does.Not.ContainKey("Set-Cookie"));
        }

        Assert.That(answers.Select(answer => answer["detail"].GetString()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_code_is_taken_once()
    {
        var browser = await Browser.OfNewAsync(host, clock, "reviewer");
        clock.Advance(TimeSpan.FromMinutes(2));
        var code = OneTimeCode.At(browser.Key!, clock.GetUtcNow());

        Assert.That((await browser.SignInAsync(code)).Status, Is.EqualTo(200));
        (await browser.SignInAsync(code)).ShouldBeProblem(401, "session.refused");
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await browser.SignInAsync(OneTimeCode.At(browser.Key!, clock.GetUtcNow()))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Five_failures_lock_the_account_for_minutes_even_for_the_right_password()
    {
        var browser = Browser.Of(host);
        await browser.MakeAccountAsync(host, "applicant", null, DemoClients.SecondCompany);
        var guesser = Browser.Of(host);
        guesser.Remember(browser.UserName, "a wrong guess of a password", null);
        for (var guess = 0; guess < 5; guess++)
        {
            (await guesser.SignInAsync()).ShouldBeProblem(401, "session.refused");
        }

        (await browser.SignInAsync()).ShouldBeProblem(401, "session.refused");
        Assert.That(await ScalarAsync($"select count(*) from approval.identity_change where subject = 'person:{browser.UserName}' and what = 'lockedOut'"), Is.EqualTo(1));

        // Nothing is permanent: what the clock would do in five minutes.
        await ScalarAsync($"update approval.person set locked_until = locked_until - interval '1 hour' where user_name = '{browser.UserName}' returning 1::bigint");
        Assert.That((await browser.SignInAsync()).Status, Is.EqualTo(200));
    }

    [TestCase("guessed-account")]
    [TestCase("there-is-no-such-account")]
    public async Task Guessing_is_slowed_whether_there_is_such_a_person_or_not(string userName)
    {
        var guesser = Browser.Of(host);
        guesser.Remember(userName, "a wrong guess of a password", null);
        var answers = new List<Answer>();
        for (var guess = 0; guess < 11; guess++)
        {
            answers.Add(await guesser.SignInAsync());
        }

        answers[9].ShouldBeProblem(401, "session.refused");
        answers[10].ShouldBeProblem(429, "rate.exceeded");
        Assert.That(int.Parse(answers[10].Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 300));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("somebody else's")]
    public async Task A_change_needs_the_token_of_the_page(string? token)
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.FirstCompany);
        var before = await host.CountRowsAsync();
        browser.Antiforgery = token == "somebody else's" ? (await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.FirstCompany)).Antiforgery : token;
        before = token == "somebody else's" ? await host.CountRowsAsync() : before;

        (await browser.SendAsync(HttpMethod.Post, "/api/v1/cases", new { })).ShouldBeProblem(403, "session.antiforgery");
        (await browser.SendAsync(HttpMethod.Delete, "/api/v1/session", null)).ShouldBeProblem(403, "session.antiforgery");

        Assert.That((await browser.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200), "reading needs none");
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_form_of_another_site_cannot_sign_anybody_in()
    {
        using var form = new FormUrlEncodedContent([new("userName", "x"), new("password", "y")]);
        using var text = new StringContent("""{"userName":"x","password":"y"}""");

        (await Browser.Of(host).Caller.SendAsync(HttpMethod.Post, "/api/v1/session", form)).ShouldBeProblem(415, "request.media_type");
        (await Browser.Of(host).Caller.SendAsync(HttpMethod.Post, "/api/v1/session", text)).ShouldBeProblem(415, "request.media_type");
    }

    [Test]
    public async Task Half_an_hour_without_a_request_ends_it()
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.SecondCompany);
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.That((await browser.GetAsync("/api/v1/session")).Status, Is.EqualTo(200));
        clock.Advance(TimeSpan.FromMinutes(30));

        (await browser.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task Twelve_hours_end_it_however_busy()
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.SecondCompany);
        for (var passed = 0; passed < 35; passed++)
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            Assert.That((await browser.GetAsync("/api/v1/session")).Status, Is.EqualTo(200), $"after {passed} times twenty minutes");
        }

        clock.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task Signing_out_ends_the_copies_of_the_cookie_too()
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.SecondCompany);
        var fresh = await browser.SignInAsync();
        var cookie = fresh.Headers["Set-Cookie"].Split(';')[0];
        Assert.That((await Thief(cookie).GetAsync("/api/v1/session")).Status, Is.EqualTo(200), "the cookie is what counts");

        var gone = await browser.SendAsync(HttpMethod.Delete, "/api/v1/session", null);

        Assert.That((gone.Status, gone.Headers["Clear-Site-Data"]), Is.EqualTo((204, "\"cache\", \"cookies\", \"storage\"")));
        (await Thief(cookie).GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task Every_sign_in_is_another_session_and_a_new_password_ends_the_others()
    {
        var browser = await Browser.OfNewAsync(host, clock, "applicant", null, DemoClients.SecondCompany);
        var elsewhere = Browser.Of(host);
        elsewhere.Remember(browser.UserName, browser.Password, null);
        var (one, two) = ((await browser.SignInAsync()).Headers["Set-Cookie"], (await elsewhere.SignInAsync()).Headers["Set-Cookie"]);
        Assert.That(one.Split(';')[0], Is.Not.EqualTo(two.Split(';')[0]));
        Assert.That(one, Does.Contain("httponly").And.Contain("samesite=strict").And.Contain("path=/").And.Not.Contain("domain").And.Not.Contain("expires"));

        await browser.ChangePasswordAsync("another one of enough length");

        Assert.That((await browser.GetAsync("/api/v1/session")).Status, Is.EqualTo(200));
        (await elsewhere.GetAsync("/api/v1/session")).ShouldBeProblem(401, "auth.required");
    }

    [Test]
    public async Task Rights_taken_away_are_gone_with_the_next_request()
    {
        var browser = Browser.Of(host);
        var person = await browser.MakeAccountAsync(host, "applicant", null, DemoClients.SecondCompany);
        await browser.SignInAsync();
        await browser.ChangePasswordAsync("long enough to be a password");
        Assert.That((await browser.GetAsync("/api/v1/cases")).Status, Is.EqualTo(200));
        var (admin, path) = (await host.AsAsync("demo-admin"), $"/api/v1/admin/users/{person.GetProperty("id")}");
        var seen = await admin.GetAsync(path);

        using var change = ApiCaller.Json("""{"name":"李四","roles":["applicant"],"organisation":"91430104MA7X2RK44K","enabled":false}""");
        var changed = await admin.SendAsync(HttpMethod.Put, path, change, ("If-Match", seen.ETag!));

        Assert.That(changed.Status, Is.EqualTo(200), changed.Text);
        (await browser.GetAsync("/api/v1/cases")).ShouldBeProblem(401, "auth.required");
        (await browser.SignInAsync()).ShouldBeProblem(401, "session.refused");
    }

    [Test]
    public async Task The_database_holds_neither_sessions_nor_passwords_nor_keys_as_they_are()
    {
        var browser = await Browser.OfNewAsync(host, clock, "clerk");
        clock.Advance(TimeSpan.FromMinutes(2));
        var cookie = (await browser.SignInAsync(OneTimeCode.At(browser.Key!, clock.GetUtcNow()))).Headers["Set-Cookie"].Split(';')[0].Split('=')[1];
        await using var command = host.Rows.CreateCommand(
            $"select p.password_hash, p::text || s::text from approval.person p join approval.session s on s.person_id = p.id where p.user_name = '{browser.UserName}'");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.That(await reader.ReadAsync(), Is.True);
        var hash = Convert.FromBase64String(reader.GetString(0));

        // Version 3 of Identity's format: marker, pseudo-random function (2: HMAC-SHA512), iterations.
        Assert.That((hash[0], hash[4], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5))), Is.EqualTo((1, 2, 210_000)));
        Assert.That(reader.GetString(1), Does.Not.Contain(cookie).And.Not.Contain(browser.Password).And.Not.Contain(Convert.ToHexStringLower(browser.Key!)));
    }

    private ApiCaller Thief(string cookie)
    {
        var http = host.CreateClient(new() { HandleCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return new ApiCaller(http);
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = host.Rows.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
