using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Cases;

internal sealed class TrackingTests
{
    [Test]
    public async Task Whoever_holds_number_and_code_sees_the_status_and_no_more()
    {
        var applicant = await SharedApi.AsAsync("demo-applicant");
        var receipt = await applicant.PostAsync("/api/v1/cases", (await applicant.ExampleAsync()).ToJsonString());
        var (number, code) = (receipt["caseNumber"].GetString()!, receipt["trackingCode"].GetString()!);
        var stranger = await SharedApi.AsAsync(null);

        var seen = await stranger.PostAsync("/api/v1/cases/track", new { caseNumber = number, trackingCode = code });
        Assert.That((seen.Status, seen["state"].GetString(), seen["due"].GetString()), Is.EqualTo((200, "received", "2026-02-26")));
        Assert.That(seen.Text, Does.Not.Contain("橘岸").And.Not.Contain("91430104"));

        var wrongCode = await stranger.PostAsync("/api/v1/cases/track", new { caseNumber = number, trackingCode = "222222" });
        var wrongNumber = await stranger.PostAsync("/api/v1/cases/track", new { caseNumber = "4301000120260212999990", trackingCode = code });
        wrongCode.ShouldBeProblem(404, "case.not_found");
        wrongNumber.ShouldBeProblem(404, "case.not_found");
        Assert.That(wrongCode["detail"].GetString(), Is.EqualTo(wrongNumber["detail"].GetString()));
    }
}
