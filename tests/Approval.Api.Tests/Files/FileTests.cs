using System.Security.Cryptography;
using System.Text;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Files;

/// <summary>RELIABILITY U1-U4.</summary>
internal sealed class FileTests
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(2000)];

    [Test]
    public async Task A_file_comes_back_as_it_was_as_an_attachment()
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        var uploaded = await UploadAsync(applicant, Pdf, "总平面图.pdf");
        Assert.That((uploaded.Status, uploaded["mediaType"].GetString(), uploaded["size"].GetInt64()), Is.EqualTo((201, "application/pdf", Pdf.Length)), uploaded.Text);
        Assert.That(uploaded["digest"].GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Pdf))));

        using var response = await applicant.Http.GetAsync(uploaded.Headers["Location"]);

        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        Assert.That(response.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(response.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo("总平面图.pdf"));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
    }

    [TestCase("%PDF-1.7", "application/pdf")]
    [TestCase("\u0089PNG\r\n\u001a\n", "image/png")]
    [TestCase("\u00ff\u00d8\u00ff\u00e0", "image/jpeg")]
    [TestCase("AC1032", "image/vnd.dwg")]
    public async Task The_type_is_what_the_bytes_say(string begins, string mediaType)
    {
        var uploaded = await UploadAsync(await SharedApi.AsAsync("demo-clerk"), Encoding.Latin1.GetBytes(begins), "x.exe");

        Assert.That(uploaded["mediaType"].GetString(), Is.EqualTo(mediaType));
    }

    [TestCase("application/ofd", "OFD.xml", "Doc_0/Document.xml")]
    [TestCase("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "[Content_Types].xml", "word/document.xml", "word/embeddings/table.xlsx")]
    public async Task A_package_is_what_its_parts_say(string mediaType, params string[] parts)
    {
        var uploaded = await UploadAsync(await SharedApi.AsAsync("demo-clerk"), Archives.Of(parts), "x.exe");

        Assert.That(uploaded["mediaType"].GetString(), Is.EqualTo(mediaType), uploaded.Text);
    }

    /// <summary>RELIABILITY U3: real bytes are counted, whatever the archive says of itself.</summary>
    [TestCaseSource(typeof(Archives), nameof(Archives.Bombs))]
    public async Task An_archive_that_is_not_what_it_seems_is_refused(byte[] archive)
    {
        var (host, applicant) = (await SharedApi.HostAsync(), await SharedApi.AsAsync("demo-applicant"));
        var before = await host.CountRowsAsync();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        (await UploadAsync(applicant, archive, "drawing.ofd")).ShouldBeProblem(422, "file.type_not_allowed");

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.Combine(host.DataFolder, "files", "incoming")), Is.Empty);
    }

    [TestCase("<html><script>alert(1)</script>", "plan.pdf")]
    [TestCase("MZ\u0090", "plan.pdf")]
    [TestCase("PK\u0003\u0004....evil.sh....", "plan.docx")]
    public async Task Other_types_are_refused_whatever_the_name(string content, string name)
    {
        var host = await SharedApi.HostAsync();
        var before = await host.CountRowsAsync();

        (await UploadAsync(await SharedApi.AsAsync("demo-applicant"), Encoding.Latin1.GetBytes(content), name)).ShouldBeProblem(422, "file.type_not_allowed");

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [TestCase("../../etc/cron.d/evil.pdf", "evil.pdf")]
    [TestCase("..\\..\\boot.pdf", "boot.pdf")]
    [TestCase(".hidden.", "hidden")]
    [TestCase("..", "file")]
    [TestCase("/etc/passwd", "passwd")]
    [TestCase("C:\\Windows\\system.ini", "system.ini")]
    [TestCase("CON", "CON", TestName = "A device of Windows is a name like any other: no file is ever called so")]
    [TestCase("a;b,c=d.pdf", "a;b,c=d.pdf", TestName = "What would break a header")]
    [TestCase("LONG", "LONG", TestName = "300 characters are cut to 255")]
    public async Task The_name_is_data_and_never_a_path(string sent, string kept)
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        (sent, kept) = sent == "LONG" ? (new string('长', 300), new string('长', 255)) : (sent, kept);

        var uploaded = await UploadAsync(applicant, Pdf, sent);

        Assert.That(uploaded["name"].GetString(), Is.EqualTo(kept));
        using var download = await applicant.Http.GetAsync(uploaded.Headers["Location"]);
        Assert.That((download.Content.Headers.ContentDisposition!.DispositionType, download.Content.Headers.ContentDisposition.FileNameStar), Is.EqualTo(("attachment", kept)));
    }

    [Test]
    public async Task One_byte_over_the_limit_is_413_and_leaves_nothing()
    {
        var host = await SharedApi.HostAsync();
        var before = await host.CountRowsAsync();
        var tooLong = new byte[(20 * 1024 * 1024) + 1];
        Pdf.CopyTo(tooLong, 0);

        (await UploadAsync(await SharedApi.AsAsync("demo-applicant"), tooLong, "big.pdf")).ShouldBeProblem(413, "request.too_large");

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.Combine(host.DataFolder, "files", "incoming")), Is.Empty);
    }

    [Test]
    public async Task An_empty_file_and_a_form_without_one_are_refused()
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        (await UploadAsync(applicant, [], "empty.pdf")).ShouldBeProblem(422, "file.empty");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        (await applicant.SendAsync(HttpMethod.Post, "/api/v1/files", form)).ShouldBeProblem(400, "file.missing");
        (await applicant.PostAsync("/api/v1/files", new { })).ShouldBeProblem(415, "request.media_type");
    }

    [Test]
    public async Task A_file_is_seen_by_its_owner_and_by_the_office_of_its_case()
    {
        var (applicant, other, clerk) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-applicant-2"), await SharedApi.AsAsync("demo-clerk"));
        var uploaded = await UploadAsync(applicant, Pdf, "plan.pdf");
        var (file, path) = (uploaded["id"].GetGuid(), uploaded.Headers["Location"]);
        (await clerk.GetAsync(path)).ShouldBeProblem(404, "file.unknown");

        var body = await applicant.ExampleAsync();
        body["materials"]![3] = new System.Text.Json.Nodes.JsonObject { ["code"] = "site-plan", ["fileId"] = file.ToString() };
        var theirs = await other.PostAsync("/api/v1/cases", body.ToJsonString());
        theirs.ShouldBeProblem(422, "file.unknown");
        var filed = await applicant.PostAsync("/api/v1/cases", body.ToJsonString());

        Assert.That(filed.Status, Is.EqualTo(201), filed.Text);
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{filed["id"].GetGuid()}"))["materials"][3].GetProperty("digest").GetString(), Is.EqualTo(uploaded["digest"].GetString()));
        Assert.That((await clerk.GetAsync(path)).Status, Is.EqualTo(200));
        (await other.GetAsync(path)).ShouldBeProblem(404, "file.unknown");
        (await (await SharedApi.AsAsync("demo-clerk-430300")).GetAsync(path)).ShouldBeProblem(404, "file.unknown");
        (await (await SharedApi.AsAsync("demo-supervisor")).GetAsync(path)).ShouldBeProblem(403, "access.role_not_competent");
    }

    [Test]
    public async Task An_upload_repeated_under_one_key_is_one_file()
    {
        var (applicant, key) = (await SharedApi.AsAsync("demo-applicant"), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var first = await UploadAsync(applicant, Pdf, "plan.pdf", key);
        var again = await UploadAsync(applicant, Pdf, "plan.pdf", key);

        Assert.That((again.Status, again.Text, again.Headers["Idempotency-Replayed"]), Is.EqualTo((201, first.Text, "true")));
        (await UploadAsync(applicant, [.. Pdf, 0], "plan.pdf", key)).ShouldBeProblem(422, "idempotency.key_reused");
    }

    private static async Task<Answer> UploadAsync(ApiCaller caller, byte[] content, string name, params (string Name, string Value)[] headers)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await caller.SendAsync(HttpMethod.Post, "/api/v1/files", form, headers);
    }
}
