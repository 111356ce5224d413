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

    public const string ClockPath = "dev/clock";

    private const string Applicant = "demo-applicant";
    private const string Clerk = "demo-clerk";
    private const string Reviewer = "demo-reviewer";
    private const string SecondReviewer = "demo-reviewer-2";
    private const string Head = "demo-head";
    private const string Admin = "demo-admin";

    private Guide guide = null!;
    private Words words = null!;
    private Timeline timeline = null!;
    private Journal journal = null!;
    private PermitCase? permit;
    private string seen = "";
    private int steps;

    private PermitCase Permit => permit ?? throw new InvalidOperationException("Nothing has been filed yet.");

    /// <exception cref="UnexpectedAnswerException">The API answered something else than the story goes on from.</exception>
    public async Task TellAsync()
    {
        guide = (await api.GetAsync("procedures/RF-01", null, cancellation)).As<Guide>();
        words = new Words(guide);
        timeline = new Timeline(console, words);
        journal = new Journal(words);
        Headline.Show(console, guide);

        var began = await At("2026-02-12T09:10:00");
        await FileAsync();
        await CorrectAsync();
        await AcceptAsync();
        await ReviewAsync();
        await DecideAsync();
        var ended = await ServeAsync();

        console.WriteLine();
        console.Write(new Rule($"办件日志 {Permit.CaseNumber}").LeftJustified());
        JournalTable.Show(console, journal.Rows);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{steps} steps, {journal.LastVersion} journal entries, {(ended - began).TotalDays:0.0} days of simulated time in one case. Next: ./run and then http://localhost:5080/docs"));
    }

    private async Task FileAsync()
    {
        var example = (await api.GetAsync("procedures/RF-01/example", null, cancellation)).Body;
        var receipt = (await api.PostAsync("cases", example, Applicant, null, cancellation)).As<Receipt>();
        steps++;
        permit = new PermitCase(receipt.Id, receipt.CaseNumber, receipt.State, null, "", "", default, null, [], [], null, null);
        await ShowAsync(_ =>
        [
            ("收件凭证", $"{receipt.CaseNumber}  查询码 {receipt.TrackingCode}"),
            ("材料摘要", $"{Short(receipt.MaterialsDigest)}  签名 {Short(receipt.Signature)}"),
            ("告知期限", $"{receipt.NoticeDue:yyyy-MM-dd}"),
        ]);
        await ExplainAsync("notice");
    }

    /// <summary>The one-time notice before the festival, the answer after it, and a second notice that the law does not allow.</summary>
    private async Task CorrectAsync()
    {
        await At("2026-02-13T10:20:00");
        await DoAsync(Clerk, "request-correction", new { items = new[] { new { material = "site-plan", problem = "未标明防空地下室位置和范围" } } }, now =>
        [
            ("一次性告知", $"{now.Correction?.Items.Length.ToString(CultureInfo.InvariantCulture)} 项，{now.Correction?.RequestedOn:yyyy-MM-dd}"),
            ("依据", now.Clock("notice")?.LegalBasis ?? ""),
        ]);
        await At("2026-02-24T09:40:00");
        await DoAsync(Applicant, "submit-correction", new { materials = new[] { new { code = "site-plan", paper = true } } });

        await At("2026-02-24T10:30:00");
        var second = new { items = new[] { new { material = "area-review", problem = "未载明地上最高层数" } } };
        var problem = await api.RefusedAsync($"cases/{Permit.Id}/request-correction", second, Clerk, seen, cancellation);
        timeline.ShowRefusal("再次要求补正：规划面积复核表", problem);
    }

    private async Task AcceptAsync()
    {
        await At("2026-02-24T15:00:00");
        await DoAsync(Clerk, "accept", new { }, now => [Term(now, "promised"), Term(now, "statutory")]);
        await ExplainAsync("promised");
    }

    /// <summary>Every day from the start of a clock to its last, which of them count, and the notice that makes the others days off.</summary>
    private async Task ExplainAsync(string clockId)
    {
        if (Permit.Clock(clockId) is not { } clock)
        {
            return;
        }

        var deadline = await DeadlineAsync(Permit.Office, clock.Start, clock.Limit.Amount);
        var years = new List<CalendarDay>();
        for (var year = clock.Start.Year; year <= deadline.Date.Year; year++)
        {
            years.AddRange((await api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"calendars/{Permit.Office}/{year}"), null, cancellation)).As<CalendarYear>().Days);
        }

        console.WriteLine();
        DayStrip.Show(console, [.. years.Where(day => day.Date >= clock.Start && day.Date <= deadline.Date)], words.Clock(clockId), clock.Start, deadline);
    }

    /// <summary>Two people countersign, two departments work side by side, the head approves. Warnings come as the clock reaches them.</summary>
    private async Task ReviewAsync()
    {
        await At("2026-02-25T09:15:00");
        await SignAsync(Reviewer, "technical", "应建面积与拟建面积符合要求");
        await At("2026-02-25T14:40:00");
        await SignAsync(SecondReviewer, "technical", "同意技术审查意见");
        await At("2026-02-25T16:30:00");
        await SignAsync(SecondReviewer, "planning", "复核无误");
        await At("2026-02-28T10:05:00");
        await SignAsync(Reviewer, "engineering", "会审通过");
        await At("2026-03-02T09:30:00");
        await SignAsync(Head, "approve", "同意");
    }

    private async Task DecideAsync()
    {
        await At("2026-03-02T10:15:00");
        await DoAsync(Head, "decide", new { outcome = "granted" }, now => [Term(now, "delivery")]);
    }

    private async Task<DateTimeOffset> ServeAsync()
    {
        await At("2026-03-03T09:20:00");
        await DoAsync(Clerk, "issue", new { }, now => [("文书", now.Document?.Number ?? "")]);
        var now = await At("2026-03-04T10:45:00");
        await DoAsync(Clerk, "serve", new { method = "direct" });
        return now;
    }

    private async Task SignAsync(string client, string step, string opinion)
    {
        var task = Permit.OpenTasks.FirstOrDefault(task => task.Step == step)
            ?? throw new UnexpectedAnswerException($"GET /api/v1/cases/{Permit.Id}", 200, $"No task of step {step} is open.");
        await api.PostAsync($"tasks/{task.Id}/endorse", new { opinion }, client, null, cancellation);
        steps++;
        await ShowAsync();
    }

    private async Task DoAsync(string client, string command, object body, Func<PermitCase, (string, string)[]>? facts = null)
    {
        await api.PostAsync($"cases/{Permit.Id}/{command}", body, client, seen, cancellation);
        steps++;
        await ShowAsync(facts);
    }

    /// <summary>A limit with its last day and the article it rests on.</summary>
    private (string, string) Term(PermitCase now, string id) => now.Clock(id) is { } clock
        ? (words.Clock(id), string.Create(CultureInfo.InvariantCulture, $"{clock.Limit.Amount} {Words.Unit(clock.Limit.Unit)}，自 {clock.Start:yyyy-MM-dd} 起，至 {clock.Due:yyyy-MM-dd}  {clock.LegalBasis}"))
        : (words.Clock(id), "");

    /// <summary>Moves the simulated clock. What fell due on the way has happened when it answers, and is shown.</summary>
    private async Task<DateTimeOffset> At(string local)
    {
        var answer = await api.PostAsync(ClockPath, new { advanceTo = local + "+08:00" }, Admin, null, cancellation);
        if (permit is not null)
        {
            await ShowAsync();
        }

        return answer.As<ClockAnswer>().Now;
    }

    private async Task ShowAsync(Func<PermitCase, (string, string)[]>? facts = null)
    {
        var fresh = journal.Read(await JournalAsync());
        if (fresh.Count == 0)
        {
            return;
        }

        var answer = await api.GetAsync($"cases/{Permit.Id}", Clerk, cancellation);
        permit = answer.As<PermitCase>();
        seen = answer.ETag ?? throw new UnexpectedAnswerException(answer.Called, answer.Status, "The case has no ETag.");
        timeline.Show(fresh, permit, facts?.Invoke(permit) ?? []);
    }

    private async Task<List<JournalEntry>> JournalAsync()
    {
        var entries = new List<JournalEntry>();
        string? cursor = null;
        do
        {
            var page = (await api.GetAsync($"cases/{Permit.Id}/events?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}", Clerk, cancellation)).As<JournalPage>();
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return entries;
    }

    private async Task<DeadlineAnswer> DeadlineAsync(string region, DateOnly from, int workingDays) =>
        (await api.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"calendars/{region}/deadline?from={from:yyyy-MM-dd}&amount={workingDays}&unit=workingDay"), null, cancellation)).As<DeadlineAnswer>();

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;
}
