using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Webhooks;

/// <summary>The operator's one receiver (RELIABILITY W7): what became of it is seen, and mended, by an administrator.</summary>
internal sealed class ReceiverTests
{
    private const string Secret = "whsec_QXBwcm92YWwgdGVzdHMgb25seSwgMzIgYnl0ZXMuLi4=";

    [Test]
    public async Task One_that_answered_410_is_enabled_again_and_gets_what_waited()
    {
        await using var receiver = await Listening.StartAsync();
        await using var host = await ApiHost.StartAsync(("Outbox:Endpoint", receiver.Address + "?key=of-the-receiver"), ("Outbox:Secret", Secret));
        var (admin, applicant) = (await host.AsAsync("demo-admin"), await host.AsAsync("demo-applicant"));
        receiver.Status = 410;
        var id = await applicant.FileExampleAsync();
        Assert.That((await receiver.NextAsync()).Body, Does.Contain(id.ToString()));

        var gone = await UntilAsync(admin, answer => !answer["enabled"].GetBoolean());
        Assert.That((gone["disabledReason"].GetString(), gone["waiting"].GetInt64(), gone["endpoint"].GetString()), Is.EqualTo(("HTTP 410", 1, receiver.Address)), gone.Text);
        Assert.That(gone["oldestWaiting"].GetString(), Is.EqualTo(ApiHost.Start));

        receiver.Status = 204;
        var enabled = await admin.PostAsync("/api/v1/admin/receiver/enable", null);
        Assert.That((enabled.Status, enabled["enabled"].GetBoolean()), Is.EqualTo((200, true)), enabled.Text);
        Assert.That((await receiver.NextAsync()).Body, Does.Contain(id.ToString()));
        Assert.That((await UntilAsync(admin, answer => answer["waiting"].GetInt64() == 0))["dead"].GetInt64(), Is.Zero);
        Assert.That((await admin.PostAsync("/api/v1/admin/receiver/enable", null))["enabled"].GetBoolean(), Is.True, "asking twice changes nothing");
    }

    [Test]
    public async Task What_was_given_up_is_sent_only_if_asked_for()
    {
        await using var receiver = await Listening.StartAsync();
        await using var host = await ApiHost.StartAsync(("Outbox:Endpoint", receiver.Address), ("Outbox:Secret", Secret));
        var (admin, applicant) = (await host.AsAsync("demo-admin"), await host.AsAsync("demo-applicant"));
        var id = await applicant.FileExampleAsync();
        await receiver.NextAsync();
        await UntilAsync(admin, answer => answer["waiting"].GetInt64() == 0);
        await using (var kill = host.Rows.CreateCommand("update approval.outbox set state = 'dead', attempts = 10, failure = 'HTTP 500'"))
        {
            await kill.ExecuteNonQueryAsync();
        }

        Assert.That((await admin.PostAsync("/api/v1/admin/receiver/enable", new { replay = false }))["dead"].GetInt64(), Is.EqualTo(1));
        Assert.That((await admin.PostAsync("/api/v1/admin/receiver/enable", new { replay = true }))["dead"].GetInt64(), Is.Zero);
        Assert.That((await receiver.NextAsync()).Body, Does.Contain(id.ToString()));
    }

    [Test]
    public async Task Without_one_there_is_nothing_to_see()
    {
        var admin = await SharedApi.AsAsync("demo-admin");

        (await admin.GetAsync("/api/v1/admin/receiver")).ShouldBeProblem(404, "receiver.none");
        (await admin.PostAsync("/api/v1/admin/receiver/enable", new { replay = true })).ShouldBeProblem(404, "receiver.none");
    }

    private static async Task<Answer> UntilAsync(ApiCaller admin, Func<Answer, bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Yield())
        {
            var answer = await admin.GetAsync("/api/v1/admin/receiver");
            Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
            if (reached(answer))
            {
                return answer;
            }

            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
