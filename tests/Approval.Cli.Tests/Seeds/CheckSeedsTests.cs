using Approval.Testing;

namespace Approval.Cli.Tests.Seeds;

internal sealed class CheckSeedsTests
{
    [Test]
    public async Task The_seeds_of_the_repository_have_no_findings()
    {
        var ran = await Ran.Async("check", "seeds", Path.Combine(RepositoryRoot.Path, "seeds"));

        Assert.That(ran.ExitCode, Is.Zero, ran.Errors);
        Assert.That(ran.Output, Does.StartWith("No findings: 18 procedures, 8 offices").And.Contain("through 2026-12-31"));
    }

    [Test]
    public async Task Warnings_are_printed_and_are_no_fault()
    {
        var ran = await Ran.Async("check", "seeds", Path.Combine(RepositoryRoot.Path, "seeds"));

        Assert.That(ran.Output, Does.Contain("RF-01.v1: Warning: $.localLimits[0].promised: The step budgets take 6"));
        Assert.That(ran.Output, Does.Not.Contain("Notice"));
    }

    [Test]
    public async Task What_only_the_offices_can_tell_is_an_error_too()
    {
        using var seeds = new SeedsCopy();
        seeds.Change("procedures/RF-01.v1.json", "\"department\": \"规划管理科\",", "\"department\": \"规划管理科\", \"agency\": \"NOBODY\",");

        var ran = await Ran.Async("check", "seeds", seeds.Path);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Output, Does.Contain("1 finding(s)").And.Contain("RF-01.v1: Error: $.chain.stages[1].steps[0].agency"));
    }

    [TestCase("procedures/RF-01.v1.json", "\"amount\": 7,", "\"amount\": 27,", "RF-01.v1.json: $.limits.promised", Description = "A promise longer than the law")]
    [TestCase("procedures/RF-01.v1.json", "\"version\": 1,", "\"version\": 2,", "RF-01.v1.json: $: Expected the name RF-01.v2", Description = "A name that lies about the version")]
    [TestCase("calendars/CN/2026.json", "2026-02-15", "2026-02-30", "CN/2026: $.days", Description = "A date that does not exist")]
    [TestCase("calendars/CN/2026.json", "\"year\": 2026", "\"year\": 2027", "CN/2026: $", Description = "A year under the name of another")]
    [TestCase("offices.json", "\"430100\"", "\"43010\"", "offices.json: $.offices[1].code", Description = "A code that is no division")]
    public async Task A_spoilt_file_is_refused_with_its_place_and_exit_code_1(string file, string from, string to, string finding)
    {
        using var seeds = new SeedsCopy();
        seeds.Change(file, from, to);

        var ran = await Ran.Async("check", "seeds", seeds.Path);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain(finding));
        Assert.That(ran.Output, Is.Empty);
    }

    [Test]
    public async Task Every_finding_is_printed_not_only_the_first()
    {
        using var seeds = new SeedsCopy();
        seeds.Change("procedures/RF-01.v1.json", "\"quantity\":", "\"quantty\":");
        seeds.Change("procedures/RF-08.v1.json", "\"kind\": \"licence\"", "\"kind\": \"license\"");
        File.Copy(seeds.Of("procedures/RF-03.v1.json"), seeds.Of("procedures/RF-03.v2.json"));

        var ran = await Ran.Async("check", "seeds", seeds.Path);

        Assert.That(ran.Errors, Does.Contain("RF-01.v1.json").And.Contain("RF-08.v1.json").And.Contain("RF-03.v2.json"));
        Assert.That(ran.Errors, Does.Contain("finding(s)"));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_told_without_a_stack()
    {
        var ran = await Ran.Async("check", "seeds", "/there/is/no/such/folder");

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors.Trim(), Is.EqualTo("There is no folder /there/is/no/such/folder."));
    }

    [Test]
    public async Task A_folder_without_offices_is_told_without_a_stack()
    {
        using var seeds = new SeedsCopy();
        File.Delete(seeds.Of("offices.json"));

        var ran = await Ran.Async("check", "seeds", seeds.Path);

        Assert.That(ran.ExitCode, Is.EqualTo(1));
        Assert.That(ran.Errors, Does.Contain("offices.json").And.Not.Contain("   at "));
    }
}
