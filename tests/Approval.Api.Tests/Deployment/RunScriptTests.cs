namespace Approval.Api.Tests.Deployment;

internal sealed class RunScriptTests
{
    [Test]
    public async Task Help_names_every_command_and_setting()
    {
        var run = await Script.RunAsync("run", "--help");

        Assert.That(run.ExitCode, Is.Zero);
        foreach (var word in new[] { "./run demo", "./run bench", "APPROVAL_PORT", "APPROVAL_DATA", "APPROVAL_CLOCK", "ConnectionStrings__Approval" })
        {
            Assert.That(run.Output, Does.Contain(word));
        }
    }

    [Test]
    public async Task An_unknown_command_is_refused_with_the_usage()
    {
        var run = await Script.RunAsync("run", "dmeo");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain("./run demo"));
    }
}
