using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Files;

/// <summary>A file is seen by its owner, and by whoever sees a case that it is a material of: no more, no less, and at the cost of one look (RELIABILITY 5.9).</summary>
internal sealed class FileSightTests
{
    private ApiHost host = null!;
    private ApiCaller applicant = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync();
        applicant = await host.AsAsync("demo-applicant");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    /// <summary>联审联批: whoever reviews a case reads its materials (行政许可法 art 26); partner offices without a task of it do not.</summary>
    [Test]
    public async Task A_partner_office_reads_the_materials_of_the_case_it_reviews_and_no_others()
    {
        var (uploaded, other) = (await applicant.UploadAsync(Uploads.NewPdf()), await applicant.UploadAsync(Uploads.NewPdf()));
        await applicant.FileWithAsync("RF-01", other["id"].GetGuid());
        var planner = await host.AsAsync("demo-zrzy");
        var id = await applicant.FileWithAsync("LH-01", uploaded["id"].GetGuid());
        (await planner.GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(404, "file.unknown");
        await (await host.AsAsync("demo-clerk")).CommandAsync(id, "accept", null, 2);
        foreach (var person in new[] { "demo-clerk", "demo-reviewer", "demo-reviewer-2" })
        {
            await EndorseAsync(person, id);
        }

        Assert.That((await planner.GetAsync(uploaded.Headers["Location"])).Status, Is.EqualTo(200));
        (await planner.GetAsync(other.Headers["Location"])).ShouldBeProblem(404, "file.unknown");
        (await (await host.AsAsync("demo-applicant-2")).GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(404, "file.unknown");
        (await (await host.AsAsync("demo-clerk-430300")).GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(404, "file.unknown");
    }

    /// <summary>What a correction replaced was the basis of the notice (art 32 (4)): the office can still read it.</summary>
    [Test]
    public async Task A_file_that_a_correction_replaced_stays_a_material_of_its_case()
    {
        var (first, second) = (await applicant.UploadAsync(Uploads.NewPdf()), await applicant.UploadAsync(Uploads.NewPdf()));
        var id = await applicant.FileWithAsync("RF-01", first["id"].GetGuid());
        var clerk = await host.AsAsync("demo-clerk");
        var code = (await clerk.GetAsync($"/api/v1/cases/{id}"))["materials"][0].GetProperty("code").GetString();
        var asked = await clerk.CommandAsync(id, "request-correction", new { items = new[] { new { material = code, problem = "图纸不清晰" } } }, 2);
        Assert.That(asked.Status, Is.EqualTo(200), asked.Text);
        var corrected = await applicant.CommandAsync(id, "submit-correction", new { materials = new[] { new { code, fileId = second["id"].GetGuid() } } }, asked.Version);
        Assert.That(corrected.Status, Is.EqualTo(200), corrected.Text);

        Assert.That((await clerk.GetAsync(second.Headers["Location"])).Status, Is.EqualTo(200));
        Assert.That((await clerk.GetAsync(first.Headers["Location"])).Status, Is.EqualTo(200));
    }

    /// <summary>Statements of PostgreSQL's own count: the same for an applicant of one case and of forty.</summary>
    [Test]
    public async Task What_a_look_costs_does_not_grow_with_what_the_company_has_filed()
    {
        var uploaded = await applicant.UploadAsync(Uploads.NewPdf());
        await applicant.FileWithAsync("RF-01", uploaded["id"].GetGuid());
        var clerk = await host.AsAsync("demo-clerk");
        Assert.That((await clerk.GetAsync(uploaded.Headers["Location"])).Status, Is.EqualTo(200));
        var before = await ReadAsync(clerk, uploaded);
        for (var i = 0; i < 20; i++)
        {
            await applicant.FileExampleAsync();
        }

        Assert.That(await ReadAsync(clerk, uploaded), Is.LessThanOrEqualTo(before + 2));
    }

    /// <summary>Rows of cases that are read for one download.</summary>
    private async Task<long> ReadAsync(ApiCaller clerk, Answer uploaded)
    {
        var before = await FetchedAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.That((await clerk.GetAsync(uploaded.Headers["Location"])).Status, Is.EqualTo(200));
        }

        return (await FetchedAsync() - before) / 10;
    }

    private async Task<long> FetchedAsync()
    {
        // A connection tells its counts when it is idle, at most once a second; asked to, at once.
        var sources = new[] { (Npgsql.NpgsqlDataSource)host.Services.GetService(typeof(Npgsql.NpgsqlDataSource))! };
        foreach (var source in sources)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var flush = new Npgsql.NpgsqlCommand("select pg_stat_force_next_flush()", connection);
            await flush.ExecuteNonQueryAsync();
        }

        await using var command = host.Rows.CreateCommand("select coalesce(idx_tup_fetch, 0) + seq_tup_read from pg_stat_user_tables where relname = 'permit_case'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task EndorseAsync(string person, Guid id)
    {
        var caller = await host.AsAsync(person);
        var mine = (await caller.GetAsync("/api/v1/tasks?mine=true&state=offered"))["items"].EnumerateArray().First(task => task.GetProperty("caseId").GetGuid() == id);
        var answer = await caller.PostAsync($"/api/v1/tasks/{mine.GetProperty("id").GetGuid()}/endorse", new { opinion = "同意" });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
    }
}
