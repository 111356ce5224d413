using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Procedures;

internal sealed class ProcedureTests
{
    private static readonly string[] OnlyTheLevy = ["RF-03"];

    private static IEnumerable<string> Codes => [.. Enumerable.Range(1, 16).Select(number => $"RF-{number:D2}"), "GK-01", "LH-01"];

    [Test]
    public async Task Every_procedures_example_is_accepted_as_an_intake([ValueSource(nameof(Codes))] string code)
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");

        var answer = await applicant.PostAsync("/api/v1/cases", (await applicant.ExampleAsync(code)).ToJsonString());

        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        var seen = await applicant.GetAsync($"/api/v1/cases/{answer["id"].GetGuid()}");
        Assert.That(seen["procedure"].GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test]
    public async Task The_list_is_filtered_by_kind_level_and_words()
    {
        Assert.That(await CodesAsync(""), Has.Count.EqualTo(18));
        Assert.That(await CodesAsync("kind=levy"), Is.EqualTo(OnlyTheLevy));
        Assert.That(await CodesAsync("q=易地"), Does.Contain("RF-03"));
        Assert.That(await CodesAsync("q=rf-03&level=county"), Is.EqualTo(OnlyTheLevy));
        Assert.That(await CodesAsync("q=没有这样的事项"), Is.Empty);
    }

    [Test]
    public async Task The_guide_says_what_art_30_asks()
    {
        var guide = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/procedures/RF-02");

        foreach (var part in new[] { "legalBases", "conditions", "quantity", "course", "materials", "form", "limits", "fees", "results", "chain" })
        {
            Assert.That(guide.Body.TryGetProperty(part, out _), Is.True, part);
        }

        var promised = guide["limits"].GetProperty("promised");
        Assert.That((promised.GetProperty("amount").GetInt32(), promised.GetProperty("unit").GetString(), promised.GetProperty("countFrom").GetString()), Is.EqualTo((7, "workingDay", "nextDay")));
        Assert.That((await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/procedures/RF-02/versions/2")).Text, Is.EqualTo(guide.Text), "the newest");
        var first = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/procedures/RF-02/versions/1");
        Assert.That((first.Status, first["version"].GetInt32(), first.Body.TryGetProperty("hearing", out _)), Is.EqualTo((200, 1, false)));
        Assert.That(guide["suspensions"].EnumerateArray().Single(rule => rule.GetProperty("kind").GetString() == "expertReview").GetProperty("approverRole").GetString(), Is.EqualTo("head"));
        Assert.That(guide["hearing"].GetProperty("noticeDays").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task The_form_schema_names_the_fields()
    {
        var schema = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/procedures/RF-01/form-schema");

        Assert.That(schema.ContentType?.MediaType, Is.EqualTo("application/schema+json"));
        Assert.That(schema["properties"].TryGetProperty("plannedArea", out _), Is.True);
        Assert.That(schema["additionalProperties"].GetBoolean(), Is.False);
    }

    private static async Task<List<string?>> CodesAsync(string query) =>
        [.. (await (await SharedApi.AsAsync(null)).GetAsync($"/api/v1/procedures?{query}"))["items"].EnumerateArray().Select(item => item.GetProperty("code").GetString())];
}
