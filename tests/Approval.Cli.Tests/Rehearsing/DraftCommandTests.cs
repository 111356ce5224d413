using Approval.Cli.Storage;
using Approval.Testing;
using Approval.Workflows.Storage.Access;

namespace Approval.Cli.Tests.Rehearsing;

/// <summary>The commands that only read, on a database that has rules and no case.</summary>
[NonParallelizable]
internal sealed class DraftCommandTests
{
    private TestDatabase database = null!;
    private SeedsCopy seeds = null!;

    [SetUp]
    public async Task CreateAsync()
    {
        database = await TestDatabase.CreateAsync();
        seeds = new SeedsCopy();
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, database.ConnectionString);
        await Ran.Async("migrate");
        await Ran.Async("seed", seeds.Path);
    }

    [TearDown]
    public async Task DropAsync()
    {
        Environment.SetEnvironmentVariable(ConnectionSetting.Name, null);
        seeds.Dispose();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Drafts_are_rehearsed_against_the_record()
    {
        foreach (var draft in new[] { ("--procedure", "procedures/RF-01.v1.json"), ("--calendar", "calendars/CN/2026.json") })
        {
            var ran = await Ran.Async("rehearse", draft.Item1, seeds.Of(draft.Item2), "--months", "3");

            Assert.That(ran.ExitCode, Is.Zero, ran.Errors);
            Assert.That(ran.Output, Does.StartWith("0 of 0 recorded cases replayed, 0 differ"));
        }
    }

    /// <summary>To the service's login no case is shown, and a count of none would look like an answer.</summary>
    [Test]
    public async Task A_login_that_sees_no_case_is_refused_and_the_worker_reads_all()
    {
        var logins = DatabaseLogins.From(null, database.ConnectionString, null, null, isDevelopment: true);
        await logins.MakeAsync();
        foreach (var (login, exitCode) in new[] { (logins.Service, 1), (logins.Worker, 0) })
        {
            Environment.SetEnvironmentVariable(ConnectionSetting.Name, login);
            var ran = await Ran.Async("report", "shortening");
            Assert.That(ran.ExitCode, Is.EqualTo(exitCode), ran.Errors);
            Assert.That(ran.Errors.Contains(DatabaseLogins.ServiceRole, StringComparison.Ordinal), Is.EqualTo(exitCode != 0));
        }
    }

    [Test]
    public async Task A_draft_with_a_mistake_is_refused_with_its_place()
    {
        seeds.Change("procedures/RF-01.v1.json", "\"amount\": 7,", "\"amount\": 27,");

        var ran = await Ran.Async("rehearse", "--procedure", seeds.Of("procedures/RF-01.v1.json"));

        Assert.That((ran.ExitCode, ran.Output), Is.EqualTo((1, "")));
        Assert.That(ran.Errors, Does.Contain("RF-01.v1.json: $.limits.promised"));
    }

    [TestCase("rehearse")]
    [TestCase("rehearse", "--procedure", "a.json", "--calendar", "b.json")]
    [TestCase("rehearse", "--procedure", "/there/is/no/such/file.json")]
    [TestCase("report", "shortening", "--office", "4301")]
    public async Task What_cannot_run_is_told_without_a_stack(params string[] arguments)
    {
        var ran = await Ran.Async(arguments);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Is.Not.Empty.And.Not.Contain("   at "));
    }

    [Test]
    public async Task A_staffing_file_with_a_mistake_and_a_day_that_is_over_are_refused()
    {
        var (bad, good) = (seeds.Of("bad.json"), seeds.Of("good.json"));
        await File.WriteAllTextAsync(bad, """{ "staff": [ { "office": "430100", "role": "chef" } ] }""");
        await File.WriteAllTextAsync(good, """{ "staff": [ { "office": "430100", "role": "head" } ] }""");

        Assert.That((await Ran.Async("simulate", "--staff", bad, "--until", "2026-12-31")).Errors, Does.Contain("bad.json: $.staff[0].role"));
        Assert.That((await Ran.Async("simulate", "--staff", good, "--until", "2020-12-31")).Errors, Does.Contain("from today"));
    }

    [Test]
    public async Task The_report_of_no_cases_is_its_head()
    {
        var ran = await Ran.Async("report", "shortening");

        Assert.That(ran.ExitCode, Is.Zero, ran.Errors);
        Assert.That(ran.Output.Trim().Split('\n'), Has.Length.EqualTo(1));
    }
}
