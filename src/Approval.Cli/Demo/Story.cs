using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>
/// One application for RF-01 at the Changsha window across the Spring Festival of 2026, from filing to service. What the people
/// do and when is written here; everything shown is what the API answers.
/// </summary>
internal sealed class Story(ApiClient api, IAnsiConsole console, CancellationToken cancellation)
{
    /// <summary>Where the simulated clock must stand before.</summary>
    public const string Begins = "2026-02-12T09:00:00+08:00";

    private const string Applicant = "demo-applicant";
    private const string Clerk = "demo-clerk";
    private const string Reviewer = "demo-reviewer";
    private const string SecondReviewer = "demo-reviewer-2";
    private const string Head = "demo-head";

    /// <exception cref="UnexpectedAnswerException">The API answered something else than the story goes on from.</exception>
    public async Task TellAsync()
    {
        var guide = (await api.GetAsync("procedures/RF-01", null, cancellation)).As<Guide>();
        Headline.Show(console, guide);

        var played = new PlayedCase(api, console, guide, cancellation);
        var words = new Words(guide);
        var began = await played.UntilAsync("2026-02-12T09:10:00");
        await played.FileAsync(Applicant);
        await played.ExplainAsync("notice");
        await CorrectAsync(played);
        await AcceptAsync(played, words);
        await ReviewAsync(played);
        var ended = await DecideAsync(played, words);

        console.WriteLine();
        console.Write(new Rule($"办件日志 {played.Now.CaseNumber}").LeftJustified());
        JournalTable.Show(console, played.Rows);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{played.Acts} steps, {played.Entries} journal entries, {(ended - began).TotalDays:0.0} days of simulated time in one case. Next: ./run and then http://localhost:5080/docs"));
    }

    /// <summary>The one-time notice before the festival, the answer after it, and a second notice that the law does not allow.</summary>
    private static async Task CorrectAsync(PlayedCase played)
    {
        await played.UntilAsync("2026-02-13T10:20:00");
        await played.DoAsync(Clerk, "request-correction", Notice("site-plan", "未标明防空地下室位置和范围"), now =>
        [
            ("一次性告知", $"{now.Correction?.Items.Length.ToString(CultureInfo.InvariantCulture)} 项，{now.Correction?.RequestedOn:yyyy-MM-dd}"),
            ("依据", now.Clock("notice")?.LegalBasis ?? ""),
        ]);
        await played.UntilAsync("2026-02-24T09:40:00");
        await played.DoAsync(Applicant, "submit-correction", new { materials = new[] { new { code = "site-plan", paper = true } } });

        await played.UntilAsync("2026-02-24T10:30:00");
        await played.BeRefusedAsync(Clerk, "request-correction", Notice("area-review", "未载明地上最高层数"), "再次要求补正：规划面积复核表");
    }

    private static async Task AcceptAsync(PlayedCase played, Words words)
    {
        await played.UntilAsync("2026-02-24T15:00:00");
        await played.DoAsync(Clerk, "accept", new { }, now => [Term(now, "promised", words), Term(now, "statutory", words)]);
        await played.ExplainAsync("promised");
    }

    /// <summary>Two people countersign, two departments work side by side, the head approves. Warnings come as the clock reaches them.</summary>
    private static async Task ReviewAsync(PlayedCase played)
    {
        await played.UntilAsync("2026-02-25T09:15:00");
        await played.SignAsync(Reviewer, "technical", "应建面积与拟建面积符合要求");
        await played.UntilAsync("2026-02-25T14:40:00");
        await played.SignAsync(SecondReviewer, "technical", "同意技术审查意见");
        await played.UntilAsync("2026-02-25T16:30:00");
        await played.SignAsync(SecondReviewer, "planning", "复核无误");
        await played.UntilAsync("2026-02-28T10:05:00");
        await played.SignAsync(Reviewer, "engineering", "会审通过");
        await played.UntilAsync("2026-03-02T09:30:00");
        await played.SignAsync(Head, "approve", "同意");
    }

    /// <returns>The simulated instant of service.</returns>
    private static async Task<DateTimeOffset> DecideAsync(PlayedCase played, Words words)
    {
        await played.UntilAsync("2026-03-02T10:15:00");
        await played.DoAsync(Head, "decide", new { outcome = "granted" }, now => [Term(now, "delivery", words)]);
        await played.UntilAsync("2026-03-03T09:20:00");
        await played.DoAsync(Clerk, "issue", new { }, now => [("文书", now.Document?.Number ?? "")]);
        var served = await played.UntilAsync("2026-03-04T10:45:00");
        await played.DoAsync(Clerk, "serve", new { method = "direct" });
        return served;
    }

    private static object Notice(string material, string problem) => new { items = new[] { new { material, problem } } };

    /// <summary>A limit with its last day and the article it rests on.</summary>
    private static (string, string) Term(PermitCase now, string id, Words words) => now.Clock(id) is { } clock
        ? (words.Clock(id), string.Create(CultureInfo.InvariantCulture, $"{clock.Limit.Amount} {Words.Unit(clock.Limit.Unit)}，自 {clock.Start:yyyy-MM-dd} 起，至 {clock.Due:yyyy-MM-dd}  {clock.LegalBasis}"))
        : (words.Clock(id), "");
}
