using System.Globalization;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

/// <summary>The work list. A host of its own: it counts what there is.</summary>
internal sealed class CaseListTests
{
    private ApiHost host = null!;
    private ApiCaller clerk = null!;
    private readonly List<Guid> filed = [];

    [OneTimeSetUp]
    public async Task FileFive()
    {
        host = await ApiHost.StartAsync();
        var applicant = await host.AsAsync("demo-applicant");
        clerk = await host.AsAsync("demo-clerk");
        foreach (var procedure in new[] { "RF-01", "RF-05", "RF-01", "RF-11", "RF-01" })
        {
            filed.Add(await applicant.FileExampleAsync(procedure));
        }

        // The steps of those accepted are due before the notices of the others (26 February).
        await clerk.CommandAsync(filed[1], "accept", null, 2);
        await clerk.CommandAsync(filed[3], "accept", null, 2);
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("sort=due")]
    [TestCase("sort=received")]
    public async Task Pages_hold_every_case_once_in_order(string sort)
    {
        var whole = await IdsAsync($"{sort}&limit=200");
        var paged = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await clerk.GetAsync($"/api/v1/cases?{sort}&limit=2&cursor={cursor}");
            paged.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page["nextCursor"].GetString();
        }

        Assert.That(whole, Is.EquivalentTo(filed));
        Assert.That(paged, Is.EqualTo(whole));
    }

    [Test]
    public async Task By_due_day_the_most_urgent_is_first()
    {
        var list = (await clerk.GetAsync("/api/v1/cases?sort=due"))["items"];

        Assert.That(list[0].GetProperty("id").GetGuid(), Is.EqualTo(filed[1]));
        var days = list.EnumerateArray().Select(item => item.GetProperty("due").GetString()).ToList();
        Assert.That(days, Is.Ordered);
    }

    [TestCase("procedure=RF-01", 3)]
    [TestCase("state=received", 3)]
    [TestCase("state=inReview&procedure=RF-11", 1)]
    [TestCase("lamp=red", 0)]
    [TestCase("office=430100", 5)]
    [TestCase("office=430300", 0)]
    [TestCase("q=橘岸", 5)]
    [TestCase("q=%25", 0)]
    [TestCase("q=' or 1=1 --", 0)]
    [TestCase("assignee=me", 0)]
    public async Task Filters_are_literal(string query, int count) =>
        Assert.That(await IdsAsync(string.Join('&', query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={(pair[1] == "%25" ? pair[1] : Uri.EscapeDataString(pair[1]))}"))), Has.Count.EqualTo(count));

    [Test]
    public async Task A_case_is_found_by_its_number_and_by_whoever_works_on_it()
    {
        var number = (await clerk.GetAsync($"/api/v1/cases/{filed[0]}"))["caseNumber"].GetString();
        Assert.That(await IdsAsync($"q={number}"), Is.EqualTo(new[] { filed[0] }));

        var reviewer = await host.AsAsync("demo-reviewer");
        var task = (await reviewer.GetAsync("/api/v1/tasks?mine=true"))["items"][0];
        await reviewer.PostAsync($"/api/v1/tasks/{task.GetProperty("id").GetGuid()}/claim", null);
        var mine = (await reviewer.GetAsync("/api/v1/cases?assignee=me"))["items"];
        Assert.That(mine.EnumerateArray().Single().GetProperty("id").GetGuid(), Is.EqualTo(task.GetProperty("caseId").GetGuid()));
        await reviewer.PostAsync($"/api/v1/tasks/{task.GetProperty("id").GetGuid()}/release", null);
    }

    [Test]
    public async Task Due_before_is_exclusive()
    {
        var first = DateOnly.Parse((await clerk.GetAsync("/api/v1/cases?sort=due"))["items"][0].GetProperty("due").GetString()!, CultureInfo.InvariantCulture);

        Assert.That(await IdsAsync($"dueBefore={first:yyyy-MM-dd}"), Is.Empty);
        Assert.That(await IdsAsync($"dueBefore={first.AddDays(1):yyyy-MM-dd}"), Does.Contain(filed[1]).And.Not.Contain(filed[0]));
    }

    [TestCase("demo-applicant", 5)]
    [TestCase("demo-applicant-2", 0)]
    [TestCase("demo-clerk-430300", 0)]
    [TestCase("demo-supervisor", 5)]
    public async Task Each_sees_what_is_theirs(string client, int count) =>
        Assert.That((await (await host.AsAsync(client)).GetAsync("/api/v1/cases"))["items"].GetArrayLength(), Is.EqualTo(count));

    private async Task<List<Guid>> IdsAsync(string query)
    {
        var answer = await clerk.GetAsync($"/api/v1/cases?{query}");
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        return [.. answer["items"].EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
    }
}
