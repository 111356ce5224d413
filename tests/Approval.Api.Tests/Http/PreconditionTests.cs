using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Http;

/// <summary>RFC 9110, 13 and RFC 6585, 3: a command says which version it saw, and the answer tells a stranger nothing.</summary>
internal sealed class PreconditionTests
{
    private ApiCaller applicant = null!;
    private ApiCaller clerk = null!;
    private Guid id;

    [SetUp]
    public async Task File()
    {
        (applicant, clerk) = (await SharedApi.AsAsync("demo-applicant"), await SharedApi.AsAsync("demo-clerk"));
        id = await applicant.FileExampleAsync();
    }

    [Test]
    public async Task Without_If_Match_is_428() =>
        (await clerk.PostAsync($"/api/v1/cases/{id}/accept", null)).ShouldBeProblem(428, "precondition.required");

    [TestCase("*")]
    [TestCase("W/\"2\"")]
    [TestCase("\"2\", \"3\"")]
    [TestCase("2")]
    [TestCase("\"-2\"")]
    public async Task A_tag_that_is_no_version_is_400(string tag) =>
        (await clerk.PostAsync($"/api/v1/cases/{id}/accept", null, ("If-Match", tag))).ShouldBeProblem(400, "precondition.malformed");

    [Test]
    public async Task A_stale_version_is_412_and_changes_nothing()
    {
        var host = await SharedApi.HostAsync();
        var before = await host.CountRowsAsync();

        (await clerk.CommandAsync(id, "accept", null, 1)).ShouldBeProblem(412, "case.stale_version");

        Assert.That(await host.CountRowsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Existence_and_rights_come_before_the_version()
    {
        (await clerk.CommandAsync(Guid.NewGuid(), "accept", null, 1)).ShouldBeProblem(404, "case.not_found");
        (await (await SharedApi.AsAsync("demo-applicant-2")).CommandAsync(id, "withdraw", null, 1)).ShouldBeProblem(404, "case.not_found");
        (await (await SharedApi.AsAsync("demo-applicant-2")).PostAsync($"/api/v1/cases/{id}/withdraw", null)).ShouldBeProblem(404, "case.not_found");
        (await (await SharedApi.AsAsync("demo-clerk-430300")).CommandAsync(id, "accept", null, 1)).ShouldBeProblem(403, "case.wrong_office");
        (await applicant.CommandAsync(id, "accept", null, 1)).ShouldBeProblem(403, "case.role_not_competent");
    }

    [Test]
    public async Task The_answer_carries_the_next_version()
    {
        var seen = await clerk.GetAsync($"/api/v1/cases/{id}");
        var accepted = await clerk.CommandAsync(id, "accept", null, seen.Version);

        Assert.That(accepted.Version, Is.GreaterThan(seen.Version));
        Assert.That(accepted["version"].GetInt32(), Is.EqualTo(accepted.Version));
        Assert.That((await clerk.GetAsync($"/api/v1/cases/{id}")).ETag, Is.EqualTo(accepted.ETag));
    }

    [Test]
    public async Task A_command_at_the_wrong_time_says_what_could_be_done()
    {
        var answer = await clerk.CommandAsync(id, "issue", null, 2);

        answer.ShouldBeProblem(409, "case.invalid_state");
        Assert.That(answer["state"].GetString(), Is.EqualTo("received"));
        Assert.That(answer["allowedCommands"].EnumerateArray().Select(name => name.GetString()), Does.Contain("accept").And.Not.Contain("issue"));
    }
}
