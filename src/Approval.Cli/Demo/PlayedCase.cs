using System.Globalization;
using Spectre.Console;

namespace Approval.Cli.Demo;

/// <summary>The case while it is played: acts on it through the API, and shows what the API answers.</summary>
internal sealed class PlayedCase(ApiClient api, IAnsiConsole console, Guide guide, CancellationToken cancellation)
{
    public const string ClockPath = "dev/clock";

    private const string Clerk = "demo-clerk";
    private const string Admin = "demo-admin";

    private readonly Timeline timeline = new(console, new Words(guide));
    private readonly Journal journal = new(new Words(guide));
    private Guid? id;
    private string seen = "";

    /// <summary>Acts of people that were carried out.</summary>
    public int Acts { get; private set; }

    public IReadOnlyList<JournalRow> Rows => journal.Rows;

    public int Entries => journal.LastVersion;

    /// <summary>The case as it was answered last.</summary>
    public PermitCase Now { get; private set; } = null!;

    public async Task FileAsync(string client)
    {
        var example = (await api.GetAsync($"procedures/{guide.Code}/example", null, cancellation)).Body;
        var receipt = (await api.PostAsync("cases", example, client, null, cancellation)).As<Receipt>();
        id = receipt.Id;
        Acts++;
        await ShowAsync(_ =>
        [
            ("收件凭证", $"{receipt.CaseNumber}  查询码 {receipt.TrackingCode}"),
            ("材料摘要", $"{Short(receipt.MaterialsDigest)}  签名 {Short(receipt.Signature)}"),
            ("告知期限", $"{receipt.NoticeDue:yyyy-MM-dd}"),
        ]);
    }

    /// <param name="facts">What to show of the case after it.</param>
    public async Task DoAsync(string client, string command, object body, Func<PermitCase, (string, string)[]>? facts = null)
    {
        await api.PostAsync($"cases/{id}/{command}", body, client, seen, cancellation);
        Acts++;
        await ShowAsync(facts);
    }

    public async Task SignAsync(string client, string step, string opinion)
    {
        var task = Now.OpenTasks.FirstOrDefault(task => task.Step == step)
            ?? throw new UnexpectedAnswerException($"GET /api/v1/cases/{id}", 200, $"No task of step {step} is open.");
        await api.PostAsync($"tasks/{task.Id}/endorse", new { opinion }, client, null, cancellation);
        Acts++;
        await ShowAsync();
    }

    /// <summary>A command that the law does not allow, and the answer.</summary>
    /// <param name="asked">What was asked for, in words.</param>
    public async Task BeRefusedAsync(string client, string command, object body, string asked) =>
        timeline.ShowRefusal(asked, await api.RefusedAsync($"cases/{id}/{command}", body, client, seen, cancellation));

    /// <summary>Moves the simulated clock. What fell due on the way has happened when it answers, and is shown.</summary>
    public async Task<DateTimeOffset> UntilAsync(string local)
    {
        var answer = await api.PostAsync(ClockPath, new { advanceTo = local + "+08:00" }, Admin, null, cancellation);
        if (id is not null)
        {
            await ShowAsync();
        }

        return answer.As<ClockAnswer>().Now;
    }

    /// <summary>Every day from the start of a clock to its last, which of them count, and the notice that makes the others days off.</summary>
    public async Task ExplainAsync(string clockId)
    {
        if (Now.Clock(clockId) is not { } clock)
        {
            return;
        }

        var calendar = $"calendars/{Now.Office}";
        var asked = string.Create(CultureInfo.InvariantCulture, $"{calendar}/deadline?from={clock.Start:yyyy-MM-dd}&amount={clock.Limit.Amount}&unit={clock.Limit.Unit}");
        var deadline = (await api.GetAsync(asked, null, cancellation)).As<DeadlineAnswer>();
        var days = new List<CalendarDay>();
        for (var year = clock.Start.Year; year <= deadline.Date.Year; year++)
        {
            var published = await api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{calendar}/{year}"), null, cancellation);
            days.AddRange(published.As<CalendarYear>().Days.Where(day => day.Date >= clock.Start && day.Date <= deadline.Date));
        }

        console.WriteLine();
        DayStrip.Show(console, days, new Words(guide).Clock(clockId), clock.Start, deadline);
    }

    private async Task ShowAsync(Func<PermitCase, (string, string)[]>? facts = null)
    {
        var fresh = journal.Read(await JournalAsync());
        if (fresh.Count == 0)
        {
            return;
        }

        var answer = await api.GetAsync($"cases/{id}", Clerk, cancellation);
        Now = answer.As<PermitCase>();
        seen = answer.ETag ?? throw new UnexpectedAnswerException(answer.Called, answer.Status, "The case has no ETag.");
        timeline.Show(fresh, Now, facts?.Invoke(Now) ?? []);
    }

    private async Task<List<JournalEntry>> JournalAsync()
    {
        var entries = new List<JournalEntry>();
        string? cursor = null;
        do
        {
            var page = (await api.GetAsync($"cases/{id}/events?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}", Clerk, cancellation)).As<JournalPage>();
            entries.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return entries;
    }

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;
}
