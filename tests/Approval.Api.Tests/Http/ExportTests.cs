using Approval.Api.Http.Tables;
using Approval.Api.Tests.Host;
using Approval.Workflows.Auditing;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Http;

/// <summary>Lists that can be taken away: cases, breaches, and the record of access for the auditor.</summary>
internal sealed class ExportTests
{
    private static readonly string[] Names = ["=HYPERLINK(\"http://evil.example\")", "@SUM(1+1)", "长沙市人防办", "+1+1", "a,b;\"c\""];

    private ApiHost host = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        await NodeScript.InstallAsync();
        host = await ApiHost.StartAsync();
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task Cases_as_a_workbook_are_the_cases_that_were_filed()
    {
        var (applicant, clerk) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"));
        var numbers = new List<string>();
        foreach (var name in Names)
        {
            var body = await applicant.ExampleAsync();
            body["applicant"]!["name"] = name;
            numbers.Add((await applicant.PostAsync("/api/v1/cases", body.ToJsonString()))["caseNumber"].GetString()!);
        }

        var (type, disposition, bytes) = await TakeAsync(clerk, "/api/v1/cases?sort=received&limit=1", TableFormat.Xlsx);
        var read = await WorkbookTests.ReadAsync(bytes);

        Assert.That((type, disposition, read.Sheets[0]), Is.EqualTo((TableFormat.Xlsx.MediaType, "attachment; filename=\"cases.xlsx\"", "办件")));
        Assert.That(Enumerable.Range(2, Names.Length).Select(row => (read.Cells[$"A{row}"].Value, read.Cells[$"I{row}"].Value)), Is.EquivalentTo(numbers.Zip(Names)), "all of them, whatever the limit of a page");
        Assert.That((read.Cells["J2"].Kind, read.Cells["J2"].Shown), Is.EqualTo(("n", "2026-02-12 09:00:00")));
        Assert.That((read.Cells["K2"].Kind, read.Cells["K2"].Shown), Is.EqualTo(("n", "2026-02-26")), "the notice is due");
        Assert.That(read.Cells.Values.Select(cell => cell.Formula), Is.All.Null);
    }

    [Test]
    public async Task The_auditor_takes_the_record_of_access_along()
    {
        await using var host = await ApiHost.StartAsync();
        var clerk = await host.AsAsync("demo-clerk");
        (await clerk.GetAsync("/api/v1/audit/access", ("Accept", "text/csv"))).ShouldBeProblem(403, "access.role_not_competent");
        await clerk.GetAsync("/api/v1/cases", ("Access-Purpose", "=1+1"));
        await host.Services.GetRequiredService<AccessLog>().StopAsync(default);
        var auditor = await host.AsAsync("demo-auditor");

        var workbook = await WorkbookTests.ReadAsync((await TakeAsync(auditor, "/api/v1/audit/access?actor=demo-clerk&outcome=read", TableFormat.Xlsx)).Bytes);
        var csv = await auditor.GetAsync("/api/v1/audit/access?actor=demo-clerk", ("Accept", "text/csv"));

        Assert.That((workbook.Sheets[0], workbook.Cells["B2"].Value, workbook.Cells["D2"].Value, workbook.Cells["E2"].Value), Is.EqualTo(("访问记录", "demo-clerk", "ListCases", "read")));
        Assert.That(workbook.Cells.Values.Select(cell => cell.Value), Does.Contain("=1+1"));
        Assert.That(csv.Text, Does.Contain(",ListCases,read,").And.Contain(",'=1+1,"), "in text that a spreadsheet would calculate");
    }

    [Test]
    public async Task More_than_an_export_holds_is_refused_and_a_filter_helps()
    {
        await using var many = host.Rows.CreateCommand(
            """
            insert into approval.access_record (id, at, actor_id, office, action, outcome, trace_id)
            select gen_random_uuid(), now(), case when n = 1 then 'few' else 'many' end, '430100', 'GetCase', 'read', 't' from generate_series(1, 5002) n
            """);
        await many.ExecuteNonQueryAsync();
        var auditor = await host.AsAsync("demo-auditor");

        foreach (var format in TableFormat.All)
        {
            (await auditor.GetAsync("/api/v1/audit/access?actor=many", ("Accept", format.MediaType))).ShouldBeProblem(422, "export.too_many");
            Assert.That((await auditor.GetAsync("/api/v1/audit/access?actor=few", ("Accept", format.MediaType))).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task A_table_without_rows_has_its_headings()
    {
        var read = await WorkbookTests.ReadAsync((await TakeAsync(await host.AsAsync("demo-supervisor"), "/api/v1/supervision/breaches", TableFormat.Xlsx)).Bytes);

        Assert.That((read.Sheets[0], read.Cells["A1"].Value, read.Cells.Count), Is.EqualTo(("超期", "办件编号", 11)));
    }

    [TestCase("/api/v1/cases")]
    [TestCase("/api/v1/supervision/breaches")]
    [TestCase("/api/v1/audit/access")]
    public async Task The_document_names_every_form(string path)
    {
        var answers = (await (await host.AsAsync(null)).GetAsync("/openapi/v1.json"))["paths"].GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content");

        Assert.That(answers.EnumerateObject().Select(form => form.Name), Is.EquivalentTo(TableFormat.All.Select(format => format.MediaType).Append("application/json")));
    }

    private static async Task<(string Type, string Disposition, byte[] Bytes)> TakeAsync(ApiCaller caller, string path, TableFormat format)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", format.MediaType } } };
        using var answer = await caller.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        return (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString(), await answer.Content.ReadAsByteArrayAsync());
    }
}
