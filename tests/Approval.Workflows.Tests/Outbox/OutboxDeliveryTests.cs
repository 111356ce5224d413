using System.Security.Cryptography;
using System.Text;
using Approval.Workflows.Outbox;
using Microsoft.AspNetCore.Http;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>RELIABILITY 5.11 and 6.5: at least once, in the order of each case, under a stable id.</summary>
public sealed class OutboxDeliveryTests
{
    [Test]
    public async Task Each_step_arrives_once_in_the_order_of_its_case_as_a_thin_message()
    {
        await using var mailing = await Mailing.StartAsync();
        var cases = new[] { await mailing.CaseAsync(), await mailing.CaseAsync(), await mailing.CaseAsync() };

        var delivered = await mailing.Node().RunAsync(default);

        Assert.That(delivered, Is.EqualTo(6));
        foreach (var id in cases)
        {
            var about = mailing.Receiver.All.Where(delivery => delivery.CaseId == id).ToList();
            Assert.That(about.Select(delivery => delivery.FromVersion), Is.EqualTo(new[] { 0, about[0].ToVersion }), "received, then accepted");
            Assert.That(about[1].ToVersion, Is.EqualTo(await mailing.World.ScalarAsync<int>("select version from approval.permit_case where id = $1", id)));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mailing.Receiver.All, Has.All.Property(nameof(Delivery.Type)).EqualTo("case.changed"));
            Assert.That(mailing.Receiver.All.Select(delivery => delivery.Id), Is.Unique);
            Assert.That(await mailing.InStateAsync("delivered"), Is.EqualTo(6));
        }
    }

    [Test]
    public async Task The_signature_verifies_as_Standard_Webhooks_describes_and_not_after_one_byte_has_changed()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        await mailing.Node().RunAsync(default);

        var delivery = mailing.Receiver.All.Single();
        Assert.That(Verifies(delivery), Is.True);
        Assert.That(delivery.Timestamp, Is.EqualTo(World.At("2026-03-02T09:30:00").ToUnixTimeSeconds()));
        delivery.Body[^2] ^= 1;
        Assert.That(Verifies(delivery), Is.False);
    }

    [Test]
    public async Task A_retry_keeps_id_and_body_gets_a_new_timestamp_and_holds_back_the_later_messages_of_its_case()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.CaseAsync();
        var node = mailing.Node();
        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 500);
        await node.RunAsync(default);
        await node.RunAsync(default);
        Assert.That(mailing.Receiver.All, Has.Count.EqualTo(1), "Not again before its time, and the second message waits for the first.");

        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);
        mailing.World.Clock.Advance(RetrySchedule.PauseBefore(2) * (1 + RetrySchedule.Jitter));
        await node.RunAsync(default);

        var all = mailing.Receiver.All;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Has.Count.EqualTo(3));
            Assert.That(all[1].Id, Is.EqualTo(all[0].Id));
            Assert.That(all[1].Body, Is.EqualTo(all[0].Body));
            Assert.That(all[1].Timestamp, Is.GreaterThan(all[0].Timestamp));
            Assert.That(Verifies(all[1]), Is.True);
            Assert.That(all[2].FromVersion, Is.EqualTo(all[1].ToVersion));
        }
    }

    [Test]
    public async Task What_was_sent_and_not_marked_is_sent_again_under_the_same_id_by_another_node()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        using var crash = new CancellationTokenSource();
        mailing.Receiver.Answer = async (context, _) =>
        {
            await crash.CancelAsync();
            await Receiver.AnswerWith(context, 204);
        };
        Assert.That(async () => await mailing.Node().RunAsync(crash.Token), Throws.InstanceOf<OperationCanceledException>(), "Given a node that dies between sending and marking");

        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);
        var other = mailing.Node();
        Assert.That(await other.RunAsync(default), Is.Zero, "The lease of the dead still stands.");
        mailing.World.Clock.Advance(OutboxDelivery.Lease);
        Assert.That(await other.RunAsync(default), Is.EqualTo(1));
        Assert.That(mailing.Receiver.All.Select(delivery => delivery.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(mailing.Receiver.All, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_deliverer_whose_lease_ran_out_can_no_longer_mark()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        var (late, current) = (new TaskCompletionSource(), new TaskCompletionSource());
        mailing.Receiver.Answer = async (context, _) =>
        {
            await late.Task;
            await Receiver.AnswerWith(context, 500);
        };
        var slow = mailing.Node().RunAsync(default);
        await mailing.Receiver.NextAsync();
        mailing.World.Clock.Advance(OutboxDelivery.Lease);
        mailing.Receiver.Answer = async (context, _) =>
        {
            await current.Task;
            await Receiver.AnswerWith(context, 204);
        };
        var holder = mailing.Node().RunAsync(default);
        await mailing.Receiver.NextAsync();

        late.SetResult();
        Assert.That(await slow, Is.Zero);
        Assert.That(await mailing.World.ScalarAsync<bool>("select failure is null and leased_until is not null from approval.outbox"), Is.True, "The lease of the second stands.");
        current.SetResult();
        Assert.That(await holder, Is.EqualTo(1));
        Assert.That(await mailing.InStateAsync("delivered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_deliverers_share_the_work_and_nothing_is_sent_twice()
    {
        await using var mailing = await Mailing.StartAsync();
        var count = (2 * OutboxDelivery.BatchSize) + 8;
        var intakes = Enumerable.Range(0, count).Select(_ => World.Intake()).ToList();
        await mailing.World.Runner.RunAsync(intakes);
        var gate = new TaskCompletionSource();
        mailing.Receiver.Answer = async (context, _) =>
        {
            await gate.Task;
            await Receiver.AnswerWith(context, 204);
        };

        var (one, other) = (mailing.Node().RunAsync(default), mailing.Node().RunAsync(default));
        for (var arrived = 0; arrived < 2 * OutboxDelivery.BatchSize; arrived++)
        {
            await mailing.Receiver.NextAsync();
        }

        gate.SetResult();
        var delivered = await Task.WhenAll(one, other);

        Assert.That(delivered.Sum(), Is.EqualTo(count));
        Assert.That(delivered, Has.All.GreaterThanOrEqualTo(OutboxDelivery.BatchSize), "Both had a batch under way at the same time.");
        Assert.That(mailing.Receiver.All.Select(delivery => delivery.Id), Is.Unique);
    }

    [Test]
    public async Task After_the_tenth_failure_a_message_is_dead_and_the_next_of_its_case_goes_out()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.CaseAsync();
        var node = mailing.Node();
        mailing.Receiver.Answer = (context, delivery) => Receiver.AnswerWith(context, delivery.FromVersion == 0 ? 500 : 204);
        for (var attempt = 1; attempt <= RetrySchedule.Attempts; attempt++)
        {
            Assert.That(await mailing.InStateAsync("dead"), Is.Zero, $"before attempt {attempt}");
            mailing.World.Clock.Advance(RetrySchedule.PauseBefore(attempt) * (1 + RetrySchedule.Jitter));
            await node.RunAsync(default);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mailing.Receiver.All.Count(delivery => delivery.FromVersion == 0), Is.EqualTo(10), "0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h");
            Assert.That(mailing.Receiver.All.Count(delivery => delivery.FromVersion > 0), Is.EqualTo(1));
            Assert.That(await mailing.InStateAsync("dead"), Is.EqualTo(1));
            Assert.That(await mailing.InStateAsync("delivered"), Is.EqualTo(1));
            Assert.That(await mailing.World.ScalarAsync<string>("select failure from approval.outbox where state = 'dead'"), Is.EqualTo("HTTP 500"));
        }
    }

    [Test]
    public async Task Gone_disables_the_endpoint_and_its_messages_wait_until_it_is_enabled_again()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 410);
        var node = mailing.Node();
        await node.RunAsync(default);
        mailing.World.Clock.Advance(TimeSpan.FromDays(3));
        await node.RunAsync(default);
        await mailing.Node().RunAsync(default);
        Assert.That(mailing.Receiver.All, Has.Count.EqualTo(1), "No node sends anything more.");
        Assert.That(await mailing.InStateAsync("waiting"), Is.EqualTo(1));

        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);
        await mailing.World.ScalarAsync<string>("delete from approval.outbox_endpoint returning endpoint");
        Assert.That(await node.RunAsync(default), Is.EqualTo(1));
    }

    [TestCase("120")]
    [TestCase("Mon, 02 Mar 2026 01:32:00 GMT")]
    public async Task Retry_After_is_respected_for_everything_that_waits(string header)
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        mailing.Receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = header;
            return Receiver.AnswerWith(context, 429);
        };
        var node = mailing.Node();
        await node.RunAsync(default);
        await mailing.World.ReceivedAsync();
        mailing.Receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);

        mailing.World.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.That(await node.RunAsync(default), Is.Zero, "The schedule alone would have tried after 5 seconds.");
        mailing.World.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await node.RunAsync(default), Is.EqualTo(2));
    }

    [Test]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        mailing.Receiver.Answer = (context, _) =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Receiver.AnswerWith(context, 307);
        };
        Assert.That(await mailing.Node().RunAsync(default), Is.Zero);
        Assert.That(mailing.Receiver.All, Has.Count.EqualTo(1));
        Assert.That(await mailing.World.ScalarAsync<string>("select failure from approval.outbox"), Is.EqualTo("HTTP 307"));
    }

    [Test]
    public async Task An_endless_answer_is_cut_off_and_a_receiver_that_is_not_there_is_a_failure()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.World.ReceivedAsync();
        var cut = new TaskCompletionSource();
        mailing.Receiver.Answer = async (context, _) =>
        {
            using var gone = context.RequestAborted.Register(cut.SetResult);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('x', 8192), CancellationToken.None);
            }
        };
        Assert.That(await mailing.Node().RunAsync(default).WaitAsync(TimeSpan.FromSeconds(10)), Is.EqualTo(1), "It said 200.");
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(10));

        await mailing.World.ReceivedAsync();
        await mailing.Receiver.StopAsync();
        Assert.That(await mailing.Node().RunAsync(default), Is.Zero);
        Assert.That(await mailing.World.ScalarAsync<string>("select failure from approval.outbox where state = 'waiting'"), Is.EqualTo("ConnectionError"));
    }

    [Test]
    public async Task Without_an_endpoint_the_table_stays_empty()
    {
        await using var mailing = await Mailing.StartAsync();
        await mailing.CaseAsync();
        Assert.That(await mailing.World.CountAsync("outbox"), Is.EqualTo(2));
        Assert.That(await new OutboxDiscarding(mailing.World.Source).RunAsync(default), Is.EqualTo(2));
        Assert.That(await mailing.World.CountAsync("outbox"), Is.Zero);
    }

    private static bool Verifies(Delivery delivery)
    {
        var key = Convert.FromBase64String(Mailing.Secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{delivery.Id}.{delivery.Timestamp}.{Encoding.UTF8.GetString(delivery.Body)}");
        return delivery.Signature == "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
