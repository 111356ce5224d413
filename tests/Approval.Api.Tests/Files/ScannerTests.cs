using System.Net;
using System.Net.Sockets;
using Approval.Api.Files;
using Approval.Api.Tests.Host;
using Approval.Workflows.Auditing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Approval.Api.Tests.Files;

/// <summary>RELIABILITY U8, ASVS 5 5.4.3: what the scanner finds is refused and nothing of it is kept; a scanner that does not answer lets nothing pass.</summary>
internal sealed class ScannerTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Malware_is_refused_recorded_and_not_kept(bool overTcp)
    {
        var path = Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():N}"[..20]);
        await using var clamd = new FakeClamd(overTcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        await using var host = await ApiHost.StartAsync(("Files:Scanner", overTcp ? $"tcp://127.0.0.1:{clamd.Port}" : $"unix:{path}"));
        var applicant = await host.AsAsync("demo-applicant");
        var (clean, before) = (Uploads.NewPdf(200_000), await host.CountRowsAsync());

        (await applicant.UploadAsync([.. Uploads.NewPdf(), .. FakeClamd.Eicar], "总平面图.pdf")).ShouldBeProblem(422, "file.infected");

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(Path.Combine(host.DataFolder, "files"), "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That((await applicant.UploadAsync(clean)).Status, Is.EqualTo(201));
        Assert.That(clamd.Received, Is.EqualTo(clean), "it is shown the whole file, and that alone");
        await host.Services.GetRequiredService<AccessLog>().StopAsync(default);
        await using var record = host.Rows.CreateCommand("select actor_id || ' ' || action || ' ' || outcome || ' ' || purpose from approval.access_record where purpose = 'file.infected'");
        Assert.That(await record.ExecuteScalarAsync(), Is.EqualTo("demo-applicant UploadFile refused file.infected"));
        File.Delete(path);
    }

    [TestCase("INSTREAM size limit exceeded. ERROR")]
    [TestCase("stream: ")]
    [TestCase("")]
    [TestCase("OK")]
    [TestCase("stream: x FOUND and more")]
    public async Task What_is_no_verdict_lets_nothing_pass(string says)
    {
        await using var clamd = new FakeClamd(new IPEndPoint(IPAddress.Loopback, 0)) { Says = says };
        var scanner = new FileScanner(FileSettings.Read(Configuration(("Files:Scanner", $"tcp://127.0.0.1:{clamd.Port}"))));
        using var content = new MemoryStream([1, 2, 3]);

        var result = await scanner.ScanAsync(content, default);

        Assert.That((result.Infection, result.Failure), Is.EqualTo(((string?)null, says.Length == 0 ? "It closed the connection." : says.TrimEnd('\0'))));
    }

    [TestCase("false", 503)]
    [TestCase("true", 201)]
    public async Task While_nobody_scans_files_wait_unless_the_operator_says_otherwise(string takeUnscanned, int status)
    {
        int port;
        await using (var gone = new FakeClamd(new IPEndPoint(IPAddress.Loopback, 0)))
        {
            port = gone.Port;
        }

        await using var host = await ApiHost.StartAsync(("Files:Scanner", $"tcp://127.0.0.1:{port}"), ("Files:TakeUnscanned", takeUnscanned));

        var answer = await (await host.AsAsync("demo-applicant")).UploadAsync(Uploads.NewPdf());

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        if (status == 503)
        {
            answer.ShouldBeProblem(503, "file.unscanned");
            Assert.That(answer.Headers["Retry-After"], Is.EqualTo("30"));
        }
    }

    [TestCase("http://scanner:3310")]
    [TestCase("tcp://scanner")]
    [TestCase("tcp://user@scanner:3310")]
    [TestCase("tcp://scanner:3310/path")]
    [TestCase("unix:relative.sock")]
    [TestCase("scanner:3310")]
    public void An_address_that_is_none_is_refused_at_the_start(string address) =>
        Assert.That(() => FileSettings.Read(Configuration(("Files:Scanner", address))), Throws.InvalidOperationException.With.Message.Contains("Files:Scanner"));

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
