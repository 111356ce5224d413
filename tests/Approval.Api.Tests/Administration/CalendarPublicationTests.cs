using System.Globalization;
using System.Text.Json;
using Approval.Api.Tests.Host;
using Approval.Engine.Calendars;

namespace Approval.Api.Tests.Administration;

/// <summary>
/// An invented arrangement of 2027: the law's days, Monday 4 January off, Saturday 9 January worked. A case of RF-01 accepted on
/// 10 December 2026 has 20 working days by law: 11, 14-18, 21-25, 28-31 December, 4-8 January, the last five provisional until then.
/// </summary>
internal sealed class CalendarPublicationTests
{
    private const string Number = "测试〔2026〕1号";

    private ApiHost host = null!;
    private ApiCaller admin = null!;
    private ApiCaller clerk = null!;
    private Guid id;

    [SetUp]
    public async Task AcceptInDecember()
    {
        host = await ApiHost.StartAsync(("APPROVAL_CLOCK", "2026-12-10T10:00:00+08:00"));
        (admin, clerk) = (await host.AsAsync("demo-admin"), await host.AsAsync("demo-clerk"));
        id = await (await host.AsAsync("demo-applicant")).FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("year")]
    [TestCase("holidayCn")]
    public async Task A_preview_tells_what_would_move_and_writes_nothing(string format)
    {
        var before = await host.CountRowsAsync();

        var preview = await admin.PostAsync("/api/v1/admin/calendars/preview", Files(format));

        Assert.That(preview.Status, Is.EqualTo(200), preview.Text);
        var days = preview["days"].EnumerateArray().Select(day => (day.GetProperty("date").GetString(), day.GetProperty("after").GetString())).ToList();
        Assert.That(days, Does.Contain(("2027-01-04", "publicHoliday")).And.Contain(("2027-01-09", "makeUpWorkday")));
        Assert.That((preview["summary"].GetProperty("openCases").GetInt64(), preview["summary"].GetProperty("movedCases").GetInt64(), preview["more"].GetBoolean()), Is.EqualTo((1, 1, false)), preview.Text);
        var move = preview["moves"].EnumerateArray().Single();
        Assert.That(move.GetProperty("caseId").GetGuid(), Is.EqualTo(id));
        var statutory = move.GetProperty("clocks").EnumerateArray().Single(clock => clock.GetProperty("clockId").GetString() == "statutory");
        Assert.That((Text(statutory, "before"), Text(statutory, "after"), Text(statutory, "movement")), Is.EqualTo(("2027-01-08", "2027-01-09", "later")));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That((await StatutoryAsync()).GetProperty("due").GetString(), Is.EqualTo("2027-01-08"));
    }

    [Test]
    public async Task A_publication_settles_the_provisional_deadline_with_before_and_after_in_the_journal()
    {
        Assert.That((await StatutoryAsync()).GetProperty("provisional").GetBoolean(), Is.True);

        var published = await admin.PostAsync("/api/v1/admin/calendars/publish", Files("year", "2027年放假安排"));

        Assert.That(published.Status, Is.EqualTo(200), published.Text);
        var record = published["publication"];
        Assert.That((Text(record, "publishedBy"), Text(record, "reason"), record.GetProperty("notices")[0].GetString()), Is.EqualTo(("demo-admin", "2027年放假安排", Number)));
        var finished = await FinishedAsync(record.GetProperty("id").GetInt64());
        Assert.That((finished.GetProperty("openCases").GetInt64(), finished.GetProperty("failed").GetInt64()), Is.EqualTo((1, 0)));

        var settled = await StatutoryAsync();
        Assert.That((Text(settled, "due"), settled.TryGetProperty("provisional", out var provisional) && provisional.GetBoolean()), Is.EqualTo(("2027-01-09", false)));
        var row = (await clerk.GetAsync($"/api/v1/cases/{id}/events?limit=200"))["items"].EnumerateArray().Single(item => Text(item, "type") == "clocks.recomputed.v1");
        Assert.That(Text(row.GetProperty("data"), "publishedBy"), Is.EqualTo("demo-admin"));
        var move = row.GetProperty("data").GetProperty("moves").EnumerateArray().Single(found => Text(found.GetProperty("after"), "id") == "statutory");
        Assert.That(Text(move.GetProperty("before"), "due"), Is.EqualTo("2027-01-08"));
        Assert.That(Text(move.GetProperty("after").GetProperty("deadline"), "due"), Is.EqualTo("2027-01-09"));

        var before = await host.CountRowsAsync();
        var again = await admin.PostAsync("/api/v1/admin/calendars/publish", Files("year", "再发一次"));
        Assert.That((again.Status, again.Body.TryGetProperty("publication", out _)), Is.EqualTo((200, false)), "all of it is in force already");
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That((await admin.GetAsync("/api/v1/admin/calendars/publications"))["items"].GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Files_that_contradict_themselves_are_refused_with_every_finding()
    {
        var file = Year().Replace("\"2027-01-04\"", "\"2027-01-03\"", StringComparison.Ordinal).Replace("\"kind\":\"makeUpWorkday\"", "\"kind\":\"tea\"", StringComparison.Ordinal);

        foreach (var act in new[] { "preview", "publish" })
        {
            var answer = await RefusedAsync(admin, act, Files("year", "x", file), 422, "calendar.refused");
            Assert.That(answer.Errors, Is.Not.Empty.And.All.Matches<(string Pointer, string Code)>(error => error.Code == "calendar.finding" && error.Pointer.Contains("days", StringComparison.Ordinal)));
            Assert.That(answer["legalBasis"].GetString(), Does.Contain("全国年节及纪念日放假办法"));
        }
    }

    [Test]
    public async Task A_publication_needs_a_reason_files_and_a_notice_that_exists()
    {
        await RefusedAsync(admin, "publish", Files("year", ""), 422, "calendar.reason_missing");
        await RefusedAsync(admin, "publish", new { files = Array.Empty<object>(), reason = "x" }, 422, "field.missing");
        await RefusedAsync(admin, "publish", Files("tea", "x"), 422, "calendar.format");
        await RefusedAsync(admin, "publish", new { files = new[] { new { name = "2027.json", format = "holidayCn", text = List() } }, reason = "x" }, 422, "calendar.format");
        await RefusedAsync(admin, "publish", Files("year", "x", Year("2026-12-11")), 422, "calendar.notice_in_future");
    }

    [TestCase("demo-clerk")]
    [TestCase("demo-head")]
    [TestCase("demo-supervisor")]
    [TestCase("demo-applicant")]
    public async Task Calendars_are_published_by_administrators_alone(string client)
    {
        var caller = await host.AsAsync(client);
        foreach (var act in new[] { "preview", "publish" })
        {
            await RefusedAsync(caller, act, Files("year", "x"), 403, "access.role_not_competent");
        }

        (await caller.GetAsync("/api/v1/admin/calendars/publications")).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task The_moves_of_a_preview_come_page_by_page_without_an_empty_one()
    {
        var applicant = await host.AsAsync("demo-applicant");
        var ids = new List<Guid> { id };
        for (var more = 0; more < 3; more++)
        {
            ids.Add(await applicant.FileExampleAsync());
            Assert.That((await clerk.CommandAsync(ids[^1], "accept", null, 2)).Status, Is.EqualTo(200));
        }

        var preview = await admin.PostAsync("/api/v1/admin/calendars/preview?limit=2", Files("year"));
        var seen = preview["moves"].EnumerateArray().Select(move => move.GetProperty("caseId").GetGuid()).ToList();
        Assert.That((seen.Count, preview["more"].GetBoolean()), Is.EqualTo((2, true)));
        var page = await admin.PostAsync($"/api/v1/admin/calendars/preview/moves?limit=2&cursor={preview["nextCursor"].GetString()}", Files("year"));

        Assert.That(page.Status, Is.EqualTo(200), page.Text);
        seen.AddRange(page["items"].EnumerateArray().Select(move => move.GetProperty("caseId").GetGuid()));
        Assert.That(seen, Is.EquivalentTo(ids).And.Unique);
        Assert.That(page["nextCursor"].ValueKind, Is.EqualTo(JsonValueKind.Null), "two are left, and two fit");
        (await admin.PostAsync("/api/v1/admin/calendars/preview/moves?cursor=x", Files("year"))).ShouldBeProblem(400, "cursor.invalid");
        (await clerk.PostAsync("/api/v1/admin/calendars/preview/moves", Files("year"))).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task What_was_put_aside_is_retried_by_administrators_alone()
    {
        (await admin.PostAsync("/api/v1/admin/calendars/publications/7/retry", null)).ShouldBeProblem(404, "publication.not_found");
        var first = (await admin.PostAsync("/api/v1/admin/calendars/publish", Files("year", "2027年放假安排")))["publication"].GetProperty("id").GetInt64();
        await FinishedAsync(first);

        var retried = await admin.PostAsync($"/api/v1/admin/calendars/publications/{first}/retry", null);

        Assert.That((retried.Status, retried["settled"].GetInt32(), retried["aside"].GetArrayLength()), Is.EqualTo((200, 0, 0)), retried.Text);
        (await clerk.PostAsync($"/api/v1/admin/calendars/publications/{first}/retry", null)).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task A_publication_that_does_not_exist_is_not_found() =>
        (await admin.GetAsync("/api/v1/admin/calendars/publications/7")).ShouldBeProblem(404, "publication.not_found");

    private async Task<Answer> RefusedAsync(ApiCaller caller, string act, object body, int status, string code)
    {
        var before = await host.CountRowsAsync();
        var answer = await caller.PostAsync($"/api/v1/admin/calendars/{act}", body);
        answer.ShouldBeProblem(status, code);
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        return answer;
    }

    private async Task<JsonElement> FinishedAsync(long publication)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var progress = (await admin.GetAsync($"/api/v1/admin/calendars/publications/{publication}"))["recomputation"];
            if (progress.TryGetProperty("finishedAt", out _))
            {
                return progress;
            }

            await Task.Delay(100);
        }

        throw new AssertionException("The recomputation did not end within ten seconds.");
    }

    private async Task<JsonElement> StatutoryAsync() =>
        (await clerk.GetAsync($"/api/v1/cases/{id}"))["clocks"].EnumerateArray().Single(clock => Text(clock, "id") == "statutory");

    internal static object Files(string format, string? reason = null, string? text = null) => new
    {
        files = new[]
        {
            new
            {
                name = "2027.json",
                format,
                text = text ?? (format == "holidayCn" ? List() : Year()),
                notice = format == "holidayCn" ? new { number = Number, published = "2026-11-04" } : null,
            },
        },
        reason,
    };

    private static string Year(string published = "2026-11-04") => JsonSerializer.Serialize(new
    {
        region = "CN",
        year = 2027,
        notices = new[] { new { number = Number, published } },
        days = Days().Select(day => new { date = day.Date, name = "假", kind = day.Off ? "publicHoliday" : "makeUpWorkday", notice = Number }),
    });

    private static string List() => JsonSerializer.Serialize(new
    {
        year = 2027,
        papers = Array.Empty<string>(),
        days = Days().Select(day => new { name = "假", date = day.Date, isOffDay = day.Off }),
    });

    private static IEnumerable<(string Date, bool Off)> Days() =>
        StatutoryHolidays.Of(2027).SelectMany(holiday => holiday.Days).Append(new DateOnly(2027, 1, 4)).Select(date => (Date: date, Off: true))
            .Append((Date: new DateOnly(2027, 1, 9), Off: false)).OrderBy(day => day.Date)
            .Select(day => (day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Off));

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
