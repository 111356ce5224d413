using System.Net;
using Approval.Cli.Demo;
using Spectre.Console;

namespace Approval.Cli.Tests.Demo;

internal sealed class DemoTests
{
    /// <summary>The dates are those of 国办发明电〔2025〕7号: off 02-15 to 02-23, worked 02-14 and 02-28.</summary>
    [Test]
    public async Task The_case_is_played_to_its_service_and_its_dates_are_shown()
    {
        await using var api = await RunningApi.StartAsync();
        using var http = api.CreateClient();
        var screen = new Screen();

        var code = await DemoCommand.RunAsync(http, screen.Console, CancellationToken.None);

        Assert.That(code, Is.Zero, screen.Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(screen.Lines, Does.Contain("    告知期限  2026-02-26"), "art 32: 5 working days after 02-12");
            Assert.That(screen.Text, Does.Contain("承诺    起   1   2   3   4   –   5   6 [7]"), "7 working days after 02-24, Saturday 02-28 worked");
            Assert.That(screen.Text, Does.Contain("承诺  7 工作日，自 2026-02-24 起，至 2026-03-04"));
            Assert.That(screen.Text, Does.Contain("法定  20 工作日，自 2026-02-24 起，至 2026-03-23"));
            Assert.That(screen.Text, Does.Contain("409 correction.second_notice"), "art 32 and 72: told once");
            Assert.That(screen.Text, Does.Contain("03-02 周一 00:00  变灯：绿灯→黄灯，承诺临期"), "20 % of 7 days, rounded up: 2 before 03-04");
            Assert.That(screen.Text, Does.Contain("送达  10 工作日，自 2026-03-02 起，至 2026-03-16"), "art 44");
            Assert.That(screen.Lines[^1], Does.StartWith("12 steps, ").And.Contain("20.1 days of simulated time"));
        }

        Assert.That(screen.Lines.Max(line => line.GetCellWidth()), Is.LessThanOrEqualTo(118));
        Assert.That(screen.Text, Does.Not.Contain("\u001b"), "Readable without colour.");
        Assert.That(screen.Text, Does.Not.Contain(".v1"), "Every entry has its word.");
    }

    [Test]
    public async Task A_clock_that_is_past_the_story_ends_it_with_the_problem_details()
    {
        await using var api = await RunningApi.StartAsync();
        using var http = api.CreateClient();
        await DemoCommand.RunAsync(http, new Screen().Console, CancellationToken.None);
        var screen = new Screen();

        var code = await DemoCommand.RunAsync(http, screen.Console, CancellationToken.None);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(screen.Text, Does.Contain("POST /api/v1/dev/clock answered 422.").And.Contain("clock.backwards").And.Contain("./run demo starts one"));
    }

    [Test]
    public async Task An_answer_that_is_not_the_contract_is_shown_as_it_came()
    {
        using var http = new HttpClient(new Elsewhere()) { BaseAddress = new Uri("http://elsewhere") };
        var screen = new Screen();

        var code = await DemoCommand.RunAsync(http, screen.Console, CancellationToken.None);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(screen.Text, Does.Contain("GET /api/v1/procedures/RF-01 answered 200.").And.Contain("<html>another server</html>"));
    }

    private sealed class Elsewhere : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>another server</html>") });
    }
}
