using Approval.Testing;

namespace Approval.Cli.Tests.Certificates;

/// <summary>A citizen with a certificate, the calendar files and nothing else.</summary>
internal sealed class VerifyCertificateTests
{
    private static readonly string Given = Path.Combine(RepositoryRoot.Path, "tests", "Approval.Engine.Tests", "Golden", "certificates");
    private static readonly string Calendars = Path.Combine(RepositoryRoot.Path, "seeds", "calendars", "CN");

    [Test]
    public async Task A_certificate_as_it_was_given_out_holds()
    {
        var ran = await Ran.Async("verify", "certificate", Path.Combine(Given, "rf01-spring-festival-2026-statutory.json"), "--calendar", Year(2026));

        Assert.That(ran.ExitCode, Is.Zero, ran.Output + ran.Errors);
        Assert.That(ran.Output, Does.Contain("[相符] 逐日推导：34日，计入20").And.Contain("[相符] 合计与届满：2026-03-18").And.Contain("结论：相符"));
        Assert.That(ran.Output, Does.Not.Contain("[不符]"));
    }

    [Test]
    public async Task With_all_its_years_the_version_of_the_calendar_is_checked_too()
    {
        string[] years = [.. Enumerable.Range(2019, 8).Select(Year)];
        var ran = await Ran.Async(["verify", "certificate", Path.Combine(Given, "rf01-provisional-2027.json"), "--calendar", .. years]);

        Assert.That(ran.ExitCode, Is.Zero, ran.Output + ran.Errors);
        Assert.That(ran.Output, Does.Contain("[相符] 日历版本：CN:2019-2026:").And.Contain("（暂定，2027-01-06 至 2027-01-12）"));
    }

    [Test]
    public async Task A_row_that_was_altered_is_named_and_the_exit_code_is_1()
    {
        using var folder = new SeedsCopy();
        var altered = Path.Combine(folder.Path, "altered.json");
        var text = await File.ReadAllTextAsync(Path.Combine(Given, "rf01-spring-festival-2026-statutory.json"));
        await File.WriteAllTextAsync(altered, text.Replace("\"date\": \"2026-02-24\",\n      \"kind\": \"workingDay\"", "\"date\": \"2026-02-24\",\n      \"kind\": \"restDay\"", StringComparison.Ordinal));

        var ran = await Ran.Async("verify", "certificate", altered, "--calendar", Year(2026));

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Output, Does.Contain("首处：第12行 kind：应为 workingDay，单上为 restDay"));
    }

    [Test]
    public async Task The_wrong_year_is_not_enough()
    {
        var ran = await Ran.Async("verify", "certificate", Path.Combine(Given, "rf01-spring-festival-2026-statutory.json"), "--calendar", Year(2025));

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Output, Does.Contain("2026年的日历文件"));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_told_without_a_stack()
    {
        var ran = await Ran.Async("verify", "certificate", "/there/is/none.json", "--calendar", Year(2026));

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain("/there/is/none.json").And.Not.Contain("   at "));
    }

    private static string Year(int year) => Path.Combine(Calendars, $"{year}.json");
}
