using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Files;

/// <summary>RELIABILITY U7, ASVS 5 5.2.4: what an owner uploads and does not file has a limit for each day.</summary>
internal sealed class UploadQuotaTests
{
    [Test]
    public async Task Files_that_belong_to_no_case_are_limited_and_filed_ones_do_not_count()
    {
        await using var host = await ApiHost.StartAsync(("Files:UnfiledFilesPerDay", "3"));
        var applicant = await host.AsAsync("demo-applicant");
        var files = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            files.Add((await applicant.UploadAsync(Uploads.NewPdf()))["id"].GetGuid());
        }

        var before = await host.CountRowsAsync();
        var refused = await applicant.UploadAsync(Uploads.NewPdf());
        refused.ShouldBeProblem(429, "file.quota");
        Assert.That(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(23 * 3600, 24 * 3600));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That((await (await host.AsAsync("demo-applicant-2")).UploadAsync(Uploads.NewPdf())).Status, Is.EqualTo(201), "others are not slowed");

        await applicant.FileWithAsync("RF-01", [.. files]);
        Assert.That((await applicant.UploadAsync(Uploads.NewPdf())).Status, Is.EqualTo(201), "what is filed does not count");
    }

    [Test]
    public async Task A_day_later_there_is_room_again()
    {
        await using var host = await ApiHost.StartAsync(("Files:UnfiledFilesPerDay", "1"));
        var clerk = await host.AsAsync("demo-clerk");
        await clerk.UploadAsync(Uploads.NewPdf());
        (await clerk.UploadAsync(Uploads.NewPdf())).ShouldBeProblem(429, "file.quota");

        await host.AdvanceAsync("2026-02-13T09:00:01+08:00");

        Assert.That((await clerk.UploadAsync(Uploads.NewPdf())).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Bytes_are_limited_together_and_a_refused_upload_leaves_none()
    {
        await using var host = await ApiHost.StartAsync(("Files:UnfiledBytesPerDay", "20971520"));
        var applicant = await host.AsAsync("demo-applicant");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var content = Uploads.NewPdf(15 * 1024 * 1024);
        Assert.That((await applicant.UploadAsync(content, "plan.pdf", key)).Status, Is.EqualTo(201));

        (await applicant.UploadAsync(Uploads.NewPdf(6 * 1024 * 1024))).ShouldBeProblem(429, "file.quota");

        Assert.That(Directory.GetFiles(Path.Combine(host.DataFolder, "files"), "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        Assert.That((await applicant.UploadAsync(content, "plan.pdf", key)).Headers["Idempotency-Replayed"], Is.EqualTo("true"), "a repeated upload is no other one");
        Assert.That((await applicant.UploadAsync(Uploads.NewPdf(5 * 1024 * 1024))).Status, Is.EqualTo(201));
    }
}
