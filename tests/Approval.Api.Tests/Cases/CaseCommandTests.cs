using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>Commands whose refusal has an article behind it, and the ways a client may write what they say.</summary>
internal sealed class CaseCommandTests
{
    private static readonly string[] OneReason = ["不符合规划"];
    private static readonly string[] TwoRemedies = ["六十日内申请行政复议", "六个月内提起行政诉讼"];

    private ApiCaller applicant = null!;
    private ApiCaller clerk = null!;
    private ApiCaller head = null!;

    [SetUp]
    public async Task Callers() =>
        (applicant, clerk, head) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"), await SharedApi.AsAsync("demo-head"));

    [TestCase("""{"outcome":"refused","reasons":"不符合规划"}""", "decision.remedies_missing", TestName = "A refusal without remedies (art 38)")]
    [TestCase("""{"outcome":"refused","remedies":["复议"]}""", "decision.reasons_missing", TestName = "A refusal without reasons (art 38)")]
    [TestCase("""{"outcome":"grantedWithConditions"}""", "decision.conditions_missing", TestName = "Conditions that are not said")]
    public async Task A_determination_is_refused_for(string body, string code)
    {
        var (id, version) = await DecidableAsync();

        (await head.CommandAsync(id, "decide", body, version)).ShouldBeProblem(422, code);
    }

    [Test]
    public async Task Reasons_may_be_one_line_and_remedies_an_object()
    {
        var (id, version) = await DecidableAsync();

        var answer = await head.CommandAsync(
            id, "decide", new { outcome = "refused", reasons = OneReason[0], remedies = new { reconsideration = TwoRemedies[0], litigation = TwoRemedies[1] } }, version);

        var determination = answer["determination"];
        Assert.That(determination.GetProperty("reasons").EnumerateArray().Select(line => line.GetString()), Is.EqualTo(OneReason));
        Assert.That(determination.GetProperty("remedies").EnumerateArray().Select(line => line.GetString()), Is.EqualTo(TwoRemedies));
    }

    [Test]
    public async Task A_second_correction_notice_is_refused()
    {
        var id = await applicant.FileExampleAsync();
        var first = await clerk.CommandAsync(id, "request-correction", new { items = new[] { new { material = "site-plan", problem = "x" } } }, 2);
        var corrected = await applicant.CommandAsync(id, "submit-correction", new { materials = new[] { new { code = "site-plan", paper = true } } }, first.Version);

        var second = await clerk.CommandAsync(id, "request-correction", new { items = new[] { new { material = "area-review", problem = "x" } } }, corrected.Version);

        second.ShouldBeProblem(409, "correction.second_notice");
        Assert.That(second["legalBasis"].GetString(), Does.Contain("第三十二条"));
    }

    [TestCase("2026-02-12T09:00:01+08:00", "time.in_future")]
    [TestCase("2026-02-12T08:59:59+08:00", "time.before_receipt")]
    public async Task An_act_takes_effect_between_the_receipt_and_now(string effectiveAt, string code)
    {
        var id = await applicant.FileExampleAsync();

        var answer = await clerk.CommandAsync(id, "accept", new { effectiveAt }, 2);

        answer.ShouldBeProblem(422, code);
        Assert.That(answer.Errors.Single().Pointer, Is.EqualTo("/effectiveAt"));
    }

    [Test]
    public async Task A_suspension_holds_the_clocks_and_shows_blue()
    {
        var id = await applicant.FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);

        var suspended = await clerk.CommandAsync(
            id, "suspend", new { kind = "tender", expectedDays = 10, noticeNumber = "长防特〔2026〕3号", reason = "招标" }, accepted.Version);

        Assert.That((suspended["state"].GetString(), suspended["lamp"].GetString()), Is.EqualTo(("suspended", "blue")), suspended.Text);
        Assert.That(suspended["suspension"].GetProperty("noticeNumber").GetString(), Is.EqualTo("长防特〔2026〕3号"));
        var promised = suspended["clocks"].EnumerateArray().First(clock => clock.GetProperty("id").GetString() == "promised");
        Assert.That((promised.GetProperty("state").GetString(), promised.TryGetProperty("due", out _)), Is.EqualTo(("suspended", false)));
        var ledger = (await clerk.GetAsync($"/api/v1/cases/{id}/clock"))["ledger"];
        Assert.That(ledger[0].GetProperty("operation").GetString(), Is.EqualTo("suspend"));
        (await clerk.CommandAsync(id, "suspend", new { kind = "tea", expectedDays = 1, noticeNumber = "x", reason = "x" }, suspended.Version)).ShouldBeProblem(409, "case.invalid_state");
    }

    [Test]
    public async Task Remaining_days_are_those_after_today()
    {
        var id = await applicant.FileExampleAsync();

        var accepted = await clerk.CommandAsync(id, "accept", null, 2);

        // Accepted on 12 February: 7 promised days are 13, 14, 24, 25, 26, 27, 28 February.
        var promised = accepted["clocks"].EnumerateArray().First(clock => clock.GetProperty("id").GetString() == "promised");
        Assert.That((promised.GetProperty("due").GetString(), promised.GetProperty("remainingWorkingDays").GetInt32()), Is.EqualTo(("2026-02-28", 7)));
    }

    [Test]
    public async Task Allowed_commands_are_those_of_state_and_caller()
    {
        var id = await applicant.FileExampleAsync();

        Assert.That(Allowed(await clerk.GetAsync($"/api/v1/cases/{id}")), Is.EqualTo(Words("request-correction accept refuse-acceptance decline withdraw transfer-office")));
        Assert.That(Allowed(await applicant.GetAsync($"/api/v1/cases/{id}")), Is.EqualTo(Words("withdraw urge")));
        Assert.That(Allowed(await (await SharedApi.AsAsync("demo-supervisor")).GetAsync($"/api/v1/cases/{id}")), Is.Empty);
    }

    /// <summary>RF-06 is decided at the window: accepted and ready for the determination.</summary>
    private async Task<(Guid Id, int Version)> DecidableAsync()
    {
        var id = await applicant.FileExampleAsync("RF-06");
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);
        return (id, accepted.Version);
    }

    private static string[] Words(string words) => words.Split(' ');

    private static IEnumerable<string?> Allowed(Answer answer) => answer["allowedCommands"].EnumerateArray().Select(name => name.GetString());
}
