using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Clock;

/// <summary>Deemed acceptance (art 32) and the lamps come from timers, in the order in which they fall due.</summary>
internal sealed class SimulatedClockTests
{
    private ApiHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_case_nobody_touches_is_accepted_by_law_and_then_breaches()
    {
        var (applicant, admin) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-admin"));
        var id = await applicant.FileExampleAsync();

        // The notice is due on 26 February, the last instant included.
        await host.AdvanceAsync("2026-02-26T23:59:59+08:00");
        Assert.That((await applicant.GetAsync($"/api/v1/cases/{id}"))["state"].GetString(), Is.EqualTo("received"));

        var moved = await admin.PostAsync("/api/v1/dev/clock", new { advanceTo = "2026-02-27T00:00:00+08:00" });
        Assert.That(moved["now"].GetString(), Is.EqualTo("2026-02-27T00:00:00+08:00"), moved.Text);
        Assert.That(moved["fired"].GetInt32(), Is.Positive);
        var deemed = await applicant.GetAsync($"/api/v1/cases/{id}");
        Assert.That((deemed["state"].GetString(), deemed["acceptance"].GetString(), deemed["acceptedOn"].GetString(), deemed["lamp"].GetString()), Is.EqualTo(("inReview", "deemed", "2026-02-12", "redPlus")));

        // Weeks in one leap: every threshold is passed at its own instant.
        await host.AdvanceAsync("2026-04-30T09:00:00+08:00");
        var journal = (await applicant.GetAsync($"/api/v1/cases/{id}/events?limit=200"))["items"].EnumerateArray()
            .Where(row => row.GetProperty("type").GetString() == "clock.breached.v1").ToList();
        Assert.That(journal.Select(row => row.GetProperty("recordedAt").GetString()), Is.Ordered);
        Assert.That(journal.Select(row => row.GetProperty("recordedAt").GetString()), Is.EqualTo(journal.Select(row => row.GetProperty("effectiveAt").GetString())), "no threshold is late");

        // Counted from the receipt on 12 February: 7 working days end on 28 February, 20 on 18 March.
        Assert.That(PassedAt("promised"), Is.EqualTo("2026-03-01T00:00:00+08:00"));
        Assert.That(PassedAt("statutory"), Is.EqualTo("2026-03-19T00:00:00+08:00"));
        string? PassedAt(string clock) => journal.Single(row => row.GetProperty("data").GetProperty("clockId").GetString() == clock).GetProperty("effectiveAt").GetString();

        (await admin.PostAsync("/api/v1/dev/clock", new { advanceTo = "2026-04-30T08:59:59+08:00" })).ShouldBeProblem(422, "clock.backwards");
        (await (await host.AsAsync("demo-head")).PostAsync("/api/v1/dev/clock", new { advanceTo = "2026-05-01T09:00:00+08:00" })).ShouldBeProblem(403, "access.role_not_competent");
        Assert.That((await (await host.AsAsync(null)).GetAsync("/api/v1/dev/clock"))["now"].GetString(), Is.EqualTo("2026-04-30T09:00:00+08:00"));
    }

    [Test]
    public async Task Without_a_simulated_clock_there_is_none()
    {
        await using var real = await ApiHost.StartAsync(("APPROVAL_CLOCK", ""));

        (await (await real.AsAsync("demo-admin")).GetAsync("/api/v1/dev/clock")).ShouldBeProblem(404, "route.not_found");
    }
}
