using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Proceedings;

/// <summary>听证 of RF-02 version 2 (行政许可法 art 46-48). A host of its own: its clock moves from 12 February 2026 over the Spring Festival.</summary>
internal sealed class HearingTests
{
    private const string Company = "湖南橘岸筑城置业有限公司";
    private const string Neighbour = "云栖路188号业主委员会";

    private static readonly string[] Signed = ["方敏", "周明远"];

    [Test]
    public async Task From_the_right_told_to_the_determination_on_the_record()
    {
        await using var api = await ApiHost.StartAsync();
        var (applicant, clerk, head) = (await api.AsAsync("demo-applicant"), await api.AsAsync("demo-clerk"), await api.AsAsync("demo-head"));
        var id = await applicant.FileExampleAsync("RF-02");
        var accepted = await Ok(clerk, id, "accept", new { }, 2);
        var told = await Ok(clerk, id, "hearing/tell-right", Told("2026-02-12"), accepted.Version);
        Assert.That(Due(told, "hearingRequest"), Is.EqualTo("2026-02-26"), "five working days over the Spring Festival (art 47)");

        var lapsing = await Seen(clerk, api, id, "2026-02-27T00:00:01+08:00");
        Assert.That(lapsing["hearing"].GetProperty("state").GetString(), Is.EqualTo("lapsed"));
        (await applicant.CommandAsync(id, "hearing/request", new { }, lapsing.Version)).ShouldBeProblem(409, "hearing.request_late");

        // A request that was handed in on the 26th and typed today is in time.
        var asked = await Ok(clerk, id, "hearing/request", new { party = Neighbour, effectiveAt = "2026-02-26T16:00:00+08:00" }, lapsing.Version);
        Assert.That(Due(asked, "hearingHold"), Is.EqualTo("2026-03-25"), "twenty working days (art 47)");

        (await clerk.CommandAsync(id, "hearing/schedule", Notice("2026-03-06T09:00:00+08:00"), asked.Version)).ShouldBeProblem(422, "hearing.notice_too_short");
        (await clerk.CommandAsync(id, "hearing/schedule", Notice("2026-03-26T09:00:00+08:00"), asked.Version)).ShouldBeProblem(422, "hearing.too_late");
        var scheduled = await Ok(clerk, id, "hearing/schedule", Notice("2026-03-10T09:00:00+08:00"), asked.Version);
        Assert.That((scheduled["state"].GetString(), scheduled["suspension"].GetProperty("kind").GetString(), scheduled["hearing"].GetProperty("chair").GetString()), Is.EqualTo(("suspended", "hearing", "窗口 陈静")));
        (await clerk.CommandAsync(id, "resume", null, scheduled.Version)).ShouldBeProblem(409, "hearing.record_required");
        (await clerk.CommandAsync(id, "hearing/record", new { recordNumber = "长防听笔〔2026〕1号", signedBy = Signed }, scheduled.Version)).ShouldBeProblem(409, "hearing.not_held_yet");
        var replaced = await Ok(clerk, id, "hearing/replace-chair", new { chair = new { id = "demo-zj", name = "温强" }, reason = "申请回避" }, scheduled.Version);
        Assert.That(replaced["hearing"].GetProperty("chair").GetString(), Is.EqualTo("住建局 温强"));

        var due = await Seen(clerk, api, id, "2026-03-10T17:00:00+08:00");
        var held = await Ok(clerk, id, "hearing/record", new { recordNumber = "长防听笔〔2026〕1号", signedBy = Signed }, due.Version);
        Assert.That((held["state"].GetString(), held["hearing"].GetProperty("state").GetString()), Is.EqualTo(("inReview", "held")));

        // Counted: 13, 14, 24, 25, 26 and 27 February. 14 of 20 are left after 10 March.
        Assert.That((Due(held, "promised"), Due(held, "statutory")), Is.EqualTo(("2026-03-11", "2026-03-30")));
        var certificate = await clerk.GetAsync($"/api/v1/cases/{id}/certificate?clock=statutory");
        Assert.That(certificate["ledger"].EnumerateArray().Select(line => (line.GetProperty("operation").GetString(), line.TryGetProperty("noticeNumber", out var number) ? number.GetString() : null)), Is.EqualTo(new[] { ("suspend", "长防听通〔2026〕1号"), ("resume", (string?)null) }));
        Assert.That(certificate["rows"].EnumerateArray().Count(row => row.TryGetProperty("reason", out var reason) && reason.GetString() == "excluded" && row.GetProperty("date").GetString()!.CompareTo("2026-02-28") >= 0), Is.GreaterThan(0));

        var reviewed = await ReviewedAsync(api, id);
        (await head.CommandAsync(id, "decide", new { outcome = "granted" }, reviewed)).ShouldBeProblem(422, "hearing.record_not_named");
        var decided = await Ok(head, id, "decide", new { outcome = "granted", hearingRecord = "长防听笔〔2026〕1号" }, reviewed);
        Assert.That(decided["determination"].GetProperty("hearingRecord").GetString(), Is.EqualTo("长防听笔〔2026〕1号"));
    }

    [Test]
    public async Task Not_held_in_time_is_a_breach_that_is_stored()
    {
        await using var api = await ApiHost.StartAsync();
        var (applicant, clerk) = (await api.AsAsync("demo-applicant"), await api.AsAsync("demo-clerk"));
        var id = await applicant.FileExampleAsync("RF-02");
        var accepted = await Ok(clerk, id, "accept", new { }, 2);
        var told = await Ok(clerk, id, "hearing/tell-right", Told("2026-02-12"), accepted.Version);
        await Ok(applicant, id, "hearing/request", new { }, told.Version);

        var late = await Seen(clerk, api, id, "2026-03-19T00:00:01+08:00");

        Assert.That(late["lamp"].GetString(), Is.EqualTo("redPlus"));
        var breaches = (await (await api.AsAsync("demo-supervisor")).GetAsync("/api/v1/supervision/breaches?limit=200"))["items"].EnumerateArray();
        Assert.That(breaches.Select(breach => breach.GetProperty("clockId").GetString()), Does.Contain("hearingHold"));
    }

    [TestCase("hearing/tell-right", """{"parties":[{"kind":"applicant","name":"甲","toldOn":"2026-02-12"}]}""", 422, "hearing.parties")]
    [TestCase("hearing/tell-right", """{"parties":[{"kind":"applicant","name":"甲","toldOn":"2026-02-13"},{"kind":"interested","name":"乙","toldOn":"2026-02-12"}]}""", 422, "hearing.told_on")]
    [TestCase("hearing/tell-right", """{"parties":[null]}""", 422, null)]
    [TestCase("hearing/announce", """{"ground":"request","announcementNumber":"x"}""", 422, "hearing.ground")]
    [TestCase("hearing/announce", """{"ground":"statutory","announcementNumber":""}""", 422, "hearing.announcement_missing")]
    [TestCase("hearing/request", "{}", 409, "hearing.not_told")]
    [TestCase("hearing/waive", "{}", 409, "hearing.not_told")]
    [TestCase("hearing/schedule", """{"at":"2026-03-02T09:00:00+08:00","place":"x","chair":{"id":"demo-clerk","name":"x"},"expectedDays":9,"noticeNumber":"x"}""", 409, "hearing.nothing_to_hold")]
    [TestCase("hearing/replace-chair", """{"chair":{"id":"demo-clerk","name":"x"},"reason":"x"}""", 409, "hearing.nothing_to_hold")]
    [TestCase("hearing/record", """{"recordNumber":"x","signedBy":"x"}""", 409, "hearing.nothing_to_hold")]
    public async Task Refused_and_nothing_is_stored(string command, string body, int status, string? code)
    {
        var (id, version) = await AcceptedAsync();

        var answer = await (await SharedApi.AsAsync("demo-clerk")).CommandAsync(id, command, body, version);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        if (code is not null)
        {
            answer.ShouldBeProblem(status, code);
            Assert.That(answer["legalBasis"].GetString(), Does.Contain("行政许可法"));
        }

        Assert.That((await (await SharedApi.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}")).Version, Is.EqualTo(version));
    }

    [TestCase("place", "", "hearing.place_missing")]
    [TestCase("noticeNumber", " ", "suspension.notice_missing")]
    [TestCase("closedBecause", " ", "hearing.closed_reason_missing")]
    [TestCase("expectedDays", 21, "suspension.days_out_of_range")]
    [TestCase("expectedDays", 6, "hearing.declared_time_short")]
    [TestCase("chair", "demo-reviewer", "hearing.chair_reviewed")]
    [TestCase("chair", "", "hearing.chair_missing")]
    public async Task A_notice_is_refused_for(string member, object value, string code)
    {
        var (applicant, clerk, reviewer) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-reviewer"));
        var (id, version) = await AcceptedAsync();
        var told = await Ok(clerk, id, "hearing/tell-right", Told("2026-02-12"), version);
        (await applicant.CommandAsync(id, "hearing/request", new { party = Neighbour }, told.Version)).ShouldBeProblem(422, "hearing.party_unknown");
        var asked = await Ok(applicant, id, "hearing/request", new { }, told.Version);
        (await applicant.CommandAsync(id, "hearing/request", new { }, asked.Version)).ShouldBeProblem(409, "hearing.already_requested");
        (await clerk.CommandAsync(id, "hearing/waive", new { party = Neighbour }, asked.Version)).ShouldBeProblem(409, "hearing.not_open");
        (await clerk.CommandAsync(id, "hearing/announce", new { ground = "statutory", announcementNumber = "x" }, asked.Version)).ShouldBeProblem(409, "hearing.already_open");
        var signed = await reviewer.PostAsync($"/api/v1/tasks/{asked["openTasks"][0].GetProperty("id").GetGuid()}/endorse", null);
        var version2 = int.Parse(signed.ETag!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
        var body = System.Text.Json.JsonSerializer.SerializeToNode(Notice("2026-03-02T09:00:00+08:00"))!.AsObject();
        body[member] = member == "chair" ? new System.Text.Json.Nodes.JsonObject { ["id"] = (string)value, ["name"] = "某人" } : System.Text.Json.JsonSerializer.SerializeToNode(value);

        (await clerk.CommandAsync(id, "hearing/schedule", body.ToJsonString(), version2)).ShouldBeProblem(422, code);
    }

    [Test]
    public async Task The_chair_reviews_no_more()
    {
        var (applicant, clerk, reviewer) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-reviewer"));
        var (id, version) = await AcceptedAsync();
        var told = await Ok(clerk, id, "hearing/tell-right", Told("2026-02-12"), version);
        var asked = await Ok(applicant, id, "hearing/request", new { }, told.Version);
        await Ok(clerk, id, "hearing/schedule", new { at = "2026-03-02T09:00:00+08:00", place = "三楼听证室", chair = new { id = "demo-reviewer", name = "刘畅" }, expectedDays = 10, noticeNumber = "x" }, asked.Version);

        (await reviewer.PostAsync($"/api/v1/tasks/{asked["openTasks"][0].GetProperty("id").GetGuid()}/endorse", null)).ShouldBeProblem(403, "duties.chair_reviews");
    }

    private static object Told(string on) => new
    {
        parties = new[] { new { kind = "applicant", name = Company, toldOn = on }, new { kind = "interested", name = Neighbour, toldOn = on } },
    };

    private static object Notice(string at) => new { at, place = "三楼听证室", chair = new { id = "demo-clerk", name = "陈静" }, expectedDays = 15, noticeNumber = "长防听通〔2026〕1号" };

    private static async Task<(Guid Id, int Version)> AcceptedAsync()
    {
        var id = await (await SharedApi.AsAsync("demo-applicant")).FileExampleAsync("RF-02");
        return (id, (await (await SharedApi.AsAsync("demo-clerk")).CommandAsync(id, "accept", null, 2)).Version);
    }

    /// <summary>The case after its timers of that time have fired.</summary>
    private static async Task<Answer> Seen(ApiCaller caller, ApiHost api, Guid id, string at)
    {
        await api.AdvanceAsync(at);
        return await caller.GetAsync($"/api/v1/cases/{id}");
    }

    private static async Task<int> ReviewedAsync(ApiHost api, Guid id)
    {
        var clients = new[] { "demo-reviewer", "demo-reviewer-2", "demo-head" };
        while (true)
        {
            var seen = await (await api.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}");
            if (seen["openTasks"].GetArrayLength() == 0)
            {
                return seen.Version;
            }

            var task = seen["openTasks"][0];
            var client = task.GetProperty("role").GetString() == "head" ? clients[2] : clients[task.GetProperty("signer").GetInt32() - 1];
            var signed = await (await api.AsAsync(client)).PostAsync($"/api/v1/tasks/{task.GetProperty("id").GetGuid()}/endorse", null);
            Assert.That(signed.Status, Is.EqualTo(200), signed.Text);
        }
    }

    private static string? Due(Answer answer, string clock) =>
        answer["clocks"].EnumerateArray().Single(shown => shown.GetProperty("id").GetString() == clock).GetProperty("due").GetString();

    private static async Task<Answer> Ok(ApiCaller caller, Guid id, string command, object body, int version)
    {
        var answer = await caller.CommandAsync(id, command, body, version);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return answer;
    }
}
