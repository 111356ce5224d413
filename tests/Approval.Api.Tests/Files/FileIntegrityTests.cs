using System.Diagnostics.Metrics;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Files;

/// <summary>RELIABILITY U6: nobody is given bytes that are not those that were uploaded, and somebody is told.</summary>
internal sealed class FileIntegrityTests
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

    [TestCase(1, TestName = "One bit turned")]
    [TestCase(0, TestName = "Cut off")]
    public async Task Bytes_changed_on_the_disk_are_not_given(int bit)
    {
        var (uploaded, alarms) = (await applicant.UploadAsync(Uploads.NewPdf()), Counting("approval.files.altered"));
        var path = Uploads.PathOf(host, uploaded);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[1500] ^= (byte)bit;
        await File.WriteAllBytesAsync(path, bit == 1 ? bytes : bytes[..1500]);

        (await applicant.GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(500, "file.altered");

        Assert.That(alarms(), Is.EqualTo(1));
        var again = await applicant.UploadAsync([.. bytes[..1500], (byte)(bytes[1500] ^ bit), .. bytes[1501..]]);
        Assert.That((again.Status, (await applicant.GetAsync(uploaded.Headers["Location"])).Status), Is.EqualTo((201, 200)), "the same bytes, uploaded once more, heal it");
    }

    [Test]
    public async Task Bytes_that_are_gone_are_an_alarm()
    {
        var (uploaded, alarms) = (await applicant.UploadAsync(Uploads.NewPdf()), Counting("approval.files.lost"));
        File.Delete(Uploads.PathOf(host, uploaded));

        (await applicant.GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(500, "file.lost");

        Assert.That(alarms(), Is.EqualTo(1));
    }

    /// <summary>Whoever changes the bytes and the row together is contradicted by the case.</summary>
    [Test]
    public async Task A_row_that_names_other_bytes_than_the_case_has_on_record_is_not_believed()
    {
        var (uploaded, other) = (await applicant.UploadAsync(Uploads.NewPdf()), await applicant.UploadAsync(Uploads.NewPdf()));
        await applicant.FileWithAsync("RF-01", uploaded["id"].GetGuid());
        var clerk = await host.AsAsync("demo-clerk");
        Assert.That((await clerk.GetAsync(uploaded.Headers["Location"])).Status, Is.EqualTo(200));
        await using (var change = host.Rows.CreateCommand($"update approval.uploaded_file set digest = decode('{other["digest"].GetString()}', 'hex') where id = '{uploaded["id"].GetGuid()}'"))
        {
            Assert.That(await change.ExecuteNonQueryAsync(), Is.EqualTo(1));
        }

        (await clerk.GetAsync(uploaded.Headers["Location"])).ShouldBeProblem(500, "file.altered");
    }

    private static Func<long> Counting(string name)
    {
        var (listener, sum) = (new MeterListener(), 0L);
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Name == name)
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref sum, value));
        listener.Start();
        return () =>
        {
            listener.Dispose();
            return sum;
        };
    }
}
