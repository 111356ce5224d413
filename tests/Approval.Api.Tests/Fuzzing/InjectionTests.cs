using System.Text.RegularExpressions;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Fuzzing;

/// <summary>RELIABILITY X3, X6-X8: in every text field of an application, and back: unchanged in JSON, harmless in pages and tables.</summary>
internal sealed partial class InjectionTests
{
    private ApiHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCaseSource(typeof(NastyTexts), nameof(NastyTexts.Storable))]
    public async Task What_was_typed_comes_back_and_does_nothing(string typed)
    {
        // As PostgreSQL has it: what comes back is in NFC (X2).
        var text = await NormalAsync(typed);
        var (applicant, clerk) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"));
        var body = await applicant.ExampleAsync();
        body["project"]!["name"] = "项目 " + typed;
        body["applicant"]!["contact"] = typed;
        body["applicant"]!["name"] = typed;
        var filed = await applicant.PostAsync("/api/v1/cases", body.ToJsonString());
        if (filed.Status != 201)
        {
            // Some texts no office could print; then they are refused with the field, and nothing is stored.
            Assert.That(filed.Status, Is.AnyOf(400, 422), filed.Text);
            Assert.That(filed.Errors.Select(error => error.Pointer), Has.All.Match("^/(project|applicant)/"), filed.Text);
            return;
        }

        var id = filed["id"].GetGuid();
        var seen = await clerk.GetAsync($"/api/v1/cases/{id}");
        Assert.That(seen["project"].GetProperty("name").GetString(), Is.EqualTo("项目 " + text));
        Assert.That(seen["applicant"].GetProperty("contact").GetString(), Is.EqualTo(text));
        var accepted = await clerk.CommandAsync(id, "accept", null, seen.Version);
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);

        var page = await clerk.GetAsync($"/api/v1/cases/{id}/certificate", ("Accept", "text/html"));
        Assert.That(page.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(Tag().Matches(page.Text).Select(tag => tag.Groups[1].Value.ToLowerInvariant()).Distinct(), Has.None.AnyOf("script", "img", "svg", "iframe", "a"));
        Assert.That(page.Headers["Content-Security-Policy"], Does.Contain("default-src 'none'").And.Not.Contain("unsafe"));

        var table = await clerk.GetAsync("/api/v1/cases?limit=1", ("Accept", "text/csv"));
        var row = Fields(table.Text).Single(fields => fields[0] == seen["caseNumber"].GetString());
        Assert.That(row, Has.Length.EqualTo(13), "no field breaks out of its own");
        Assert.That(row[7], Is.EqualTo("项目 " + text));
        Assert.That(row[8].TrimStart('\''), Is.EqualTo(text.TrimStart('\'')));
        Assert.That(row[8][0], Is.Not.AnyOf('=', '+', '-', '@', '\t', '\r', '\n', '＝'));

        var search = await clerk.GetAsync("/api/v1/cases?q=" + Uri.EscapeDataString(typed[..Math.Min(typed.Length, 60)]));
        Assert.That(search.Status, Is.EqualTo(200), search.Text);
        Assert.That(search.Text.Contains(id.ToString(), StringComparison.Ordinal) || string.IsNullOrWhiteSpace(text.Trim()), Is.True, "text is looked for as text");
    }

    [Test]
    public async Task A_table_says_what_it_is()
    {
        var table = await (await host.AsAsync("demo-supervisor")).GetAsync("/api/v1/supervision/breaches", ("Accept", "text/csv"));

        Assert.That((table.Status, table.ContentType!.MediaType, table.Headers["Content-Disposition"]), Is.EqualTo((200, "text/csv", "attachment; filename=\"breaches.csv\"")));
        Assert.That(table.Text, Does.StartWith("办件编号,").Or.StartWith("\uFEFF办件编号,"));
        Assert.That(table.Headers["Cache-Control"], Is.EqualTo("no-store"));
    }

    private async Task<string> NormalAsync(string text)
    {
        await using var command = host.Rows.CreateCommand("select normalize($1, nfc)");
        command.Parameters.AddWithValue(text);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>RFC 4180, read by a reader of the test's own.</summary>
    private static IEnumerable<string[]> Fields(string csv)
    {
        var (row, field, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (quoted && csv[i] == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && csv[i] == ',')
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (!quoted && csv[i] == '\n' && field.Length > 0 && field[^1] == '\r')
            {
                row.Add(field.ToString(0, field.Length - 1));
                yield return [.. row];
                row.Clear();
                field.Clear();
            }
            else
            {
                field.Append(csv[i]);
            }
        }
    }

    [GeneratedRegex("<([a-zA-Z]+)")]
    private static partial Regex Tag();
}
