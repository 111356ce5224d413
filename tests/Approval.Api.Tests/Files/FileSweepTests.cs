using Approval.Api.Files;
using Approval.Api.Tests.Host;
using Approval.Workflows.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Approval.Api.Tests.Files;

/// <summary>RELIABILITY U5: bytes that no row names go, the others stay, whatever happens at the same time.</summary>
internal sealed class FileSweepTests
{
    private ApiHost host = null!;
    private ApiCaller applicant = null!;
    private FileSweep sweep = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        host = await ApiHost.StartAsync();
        applicant = await host.AsAsync("demo-applicant");
        sweep = host.Services.GetRequiredService<FileSweep>();
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task Old_bytes_without_a_row_go_and_all_others_stay()
    {
        var named = await UploadedDaysAgoAsync(30);
        var (orphan, young, leftover, arriving) = (
            Lying(Path.Combine("ab", "ab" + new string('0', 62)), hours: 25), Lying(Path.Combine("cd", "cd" + new string('0', 62)), hours: 23),
            Lying(Path.Combine("incoming", "left"), hours: 25), Lying(Path.Combine("incoming", "arriving"), hours: 0));

        await sweep.RunAsync(default);

        Assert.That(new[] { named, orphan, young, leftover, arriving }.Select(File.Exists), Is.EqualTo(new[] { true, false, true, false, true }));
    }

    /// <summary>Somebody uploads bytes that lie there as an orphan: between the bytes and the row nobody takes them away.</summary>
    [Test]
    public async Task Bytes_that_are_being_taken_in_are_left_alone()
    {
        var orphan = Lying(Path.Combine("ef", "ef" + new string('1', 62)), hours: 25);
        await using var upload = await host.Rows.OpenConnectionAsync();
        await using (var transaction = await upload.BeginTransactionAsync())
        {
            await using var taking = new NpgsqlCommand("select pg_advisory_xact_lock_shared($1)", upload, transaction) { Parameters = { new() { Value = FileStore.LockOf(Convert.FromHexString(Path.GetFileName(orphan))) } } };
            await taking.ExecuteNonQueryAsync();

            await sweep.RunAsync(default);
            Assert.That(File.Exists(orphan), Is.True);
        }

        await sweep.RunAsync(default);
        Assert.That(File.Exists(orphan), Is.False);
    }

    /// <summary>An upload waits for the sweep that has its bytes in hand, and then brings them anew.</summary>
    [Test]
    public async Task An_upload_takes_the_lock_of_its_bytes()
    {
        var content = Uploads.NewPdf();
        var digest = System.Security.Cryptography.SHA256.HashData(content);
        await using var sweeping = await host.Rows.OpenConnectionAsync();
        await using var transaction = await sweeping.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("select pg_advisory_xact_lock($1)", sweeping, transaction) { Parameters = { new() { Value = FileStore.LockOf(digest) } } };
        await locking.ExecuteNonQueryAsync();

        (await applicant.UploadAsync(content)).ShouldBeProblem(503, "service.busy");

        await transaction.CommitAsync();
        Assert.That((await applicant.UploadAsync(content)).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task A_sweep_between_two_uploads_of_the_same_bytes_takes_nothing_from_the_second()
    {
        var content = Uploads.NewPdf();
        var first = await applicant.UploadAsync(content);
        File.SetLastWriteTimeUtc(Uploads.PathOf(host, first), DateTime.UtcNow.AddDays(-3));
        await using (var forget = host.Rows.CreateCommand($"delete from approval.uploaded_file where id = '{first["id"].GetGuid()}'"))
        {
            await forget.ExecuteNonQueryAsync();
        }

        var second = await applicant.UploadAsync(content);
        await sweep.RunAsync(default);

        Assert.That((await applicant.GetAsync(second.Headers["Location"])).Status, Is.EqualTo(200));
    }

    /// <summary>Simulated months pass in an instant: nothing is swept by them, and the sweep itself goes by the machine's clock.</summary>
    [Test]
    public async Task At_a_simulated_time_nothing_is_swept()
    {
        Assert.That(host.Services.GetServices<IRecurringWork>(), Has.None.InstanceOf<FileSweep>());
        var orphan = Lying(Path.Combine("aa", "aa" + new string('2', 62)), hours: 1);
        await host.AdvanceAsync("2026-06-01T09:00:00+08:00");

        await sweep.RunAsync(default);

        Assert.That(File.Exists(orphan), Is.True);
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    public async Task In_real_time_it_recurs_unless_it_is_turned_off(string setting, bool recurs)
    {
        await using var real = await ApiHost.StartAsync(("APPROVAL_CLOCK", ""), ("Files:Sweep", setting));

        Assert.That(real.Services.GetServices<IRecurringWork>().Any(work => work is FileSweep), Is.EqualTo(recurs));
    }

    private async Task<string> UploadedDaysAgoAsync(int days)
    {
        var path = Uploads.PathOf(host, await applicant.UploadAsync(Uploads.NewPdf()));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-days));
        return path;
    }

    private string Lying(string name, int hours)
    {
        var path = Path.Combine(host.DataFolder, "files", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hours));
        return path;
    }
}
