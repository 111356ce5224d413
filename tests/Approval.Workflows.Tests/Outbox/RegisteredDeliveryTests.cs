using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Outbox;
using Approval.Workflows.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Outbox;

/// <summary>
/// The endpoints that applicants and offices registered: who is told of what, and what becomes of them when they fail (RELIABILITY
/// W4-W10). The operator's own receiver is in <see cref="OutboxDeliveryTests"/>.
/// </summary>
internal sealed class RegisteredDeliveryTests
{
    private const string Other = "91430302MA4L7Q9X97";
    private const string Secret = "whsec_QXBwcm92YWwgdGVzdHMgb25seSwgMzIgYnl0ZXMuLi4=";
    private const string NextSecret = "whsec_VGhlIG5leHQgc2VjcmV0IG9mIHRoZXNlIHRlc3RzLg==";

    private readonly List<IAsyncDisposable> pools = [];
    private World world = null!;
    private Receiver receiver = null!;

    [SetUp]
    public async Task Start()
    {
        world = await World.StartAsync("2026-03-02T09:30:00");
        receiver = await Receiver.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        foreach (var pool in pools)
        {
            await pool.DisposeAsync();
        }

        pools.Clear();
        await receiver.DisposeAsync();
        await world.DisposeAsync();
    }

    [Test]
    public async Task The_applicant_and_the_office_that_has_the_case_are_told_and_nobody_else()
    {
        foreach (var seat in new[] { People.Company, Other, "430100", "430300", "430000", "430100-FGW", "430300-FGW" })
        {
            await RegisterAsync(seat);
        }

        var id = await world.ReceivedAsync();
        await world.DoAsync(id, new CaseCommand.TransferOffice("430300", "属地管辖"), People.Clerk);
        await world.DoAsync(id, new CaseCommand.Accept(), World.Stranger);

        var told = await world.Source.RowsAsync(
            "select coalesce(e.organisation, e.office_code), array_agg(d.from_version order by d.from_version) from approval.webhook_delivery d join approval.webhook_endpoint e on e.id = d.endpoint_id group by 1",
            reader => (Who: reader.GetString(0), Steps: reader.GetFieldValue<int[]>(1).Length));
        Assert.That(told, Is.EquivalentTo(new[]
        {
            (People.Company, 3), // received, handed over, accepted
            ("430100", 1), // received; that it left is seen by asking, which is then refused
            ("430300", 2), // handed over, accepted
        }));
    }

    [Test]
    public async Task One_that_is_disabled_hears_nothing_and_one_registered_later_hears_only_what_comes()
    {
        var silent = await RegisterAsync(People.Company);
        await world.Source.ExecuteAsync("update approval.webhook_endpoint set enabled = false, disabled_reason = 'x' where id = $1", silent);
        await world.ReceivedAsync();
        Assert.That(await world.CountAsync("webhook_delivery"), Is.Zero);

        await RegisterAsync("430100");
        await world.ReceivedAsync();
        Assert.That(await world.CountAsync("webhook_delivery"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_arrives_is_taken_by_a_receiver_that_knows_the_standard_alone_once_and_in_time()
    {
        await RegisterAsync(People.Company);
        var standard = new StandardWebhooksReceiver(Secret);
        var another = new StandardWebhooksReceiver(NextSecret);
        await world.ReceivedAsync();
        await Node().RunAsync(default);

        var delivery = receiver.All.Single();
        var now = world.Clock.GetUtcNow();
        Assert.That(another.Take(delivery, now), Is.EqualTo("signature"), "W7: of another endpoint");
        Assert.That(standard.Take(delivery with { Body = [.. delivery.Body[..^2], (byte)(delivery.Body[^2] ^ 1), delivery.Body[^1]] }, now), Is.EqualTo("signature"), "W7: one bit of the body");
        Assert.That(standard.Take(delivery with { Timestamp = delivery.Timestamp + 60 }, now), Is.EqualTo("signature"), "W6: made younger");
        Assert.That(standard.Take(delivery with { Id = delivery.Id[..^1] + (delivery.Id[^1] == '0' ? '1' : '0') }, now), Is.EqualTo("signature"), "W6: under another id");
        Assert.That(standard.Take(delivery, now + TimeSpan.FromMinutes(6)), Is.EqualTo("timestamp"), "W6: old");
        Assert.That(standard.Take(delivery, now), Is.Null);
        Assert.That(standard.Take(delivery, now), Is.EqualTo("seen"), "W6: again");
    }

    [Test]
    public async Task While_a_secret_is_replaced_both_verify_and_afterwards_the_new_one_alone()
    {
        var endpoint = await RegisterAsync(People.Company);
        await world.Source.ExecuteAsync(
            "update approval.webhook_endpoint set previous_secret = secret, secret = $2, previous_until = $3 where id = $1", endpoint, Bytes(NextSecret), world.Clock.GetUtcNow().AddHours(24));
        await world.ReceivedAsync();
        await Node().RunAsync(default);
        var during = receiver.All.Single();
        Assert.That(new[] { Secret, NextSecret }.Select(secret => new StandardWebhooksReceiver(secret).Take(during, world.Clock.GetUtcNow())), Is.All.Null);

        world.Clock.Advance(TimeSpan.FromHours(24));
        await world.ReceivedAsync();
        await Node().RunAsync(default);
        var after = receiver.All[^1];
        Assert.That(new StandardWebhooksReceiver(NextSecret).Take(after, world.Clock.GetUtcNow()), Is.Null);
        Assert.That(new StandardWebhooksReceiver(Secret).Take(after, world.Clock.GetUtcNow()), Is.EqualTo("signature"));
    }

    [Test]
    public async Task What_was_sent_and_not_marked_is_sent_again_under_the_same_id_with_a_new_time()
    {
        await RegisterAsync(People.Company);
        await world.ReceivedAsync();
        using var crash = new CancellationTokenSource();
        receiver.Answer = async (context, _) =>
        {
            await crash.CancelAsync();
            await Receiver.AnswerWith(context, 204);
        };
        Assert.That(async () => await Node().RunAsync(crash.Token), Throws.InstanceOf<OperationCanceledException>(), "Given a node that dies between sending and marking");

        receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);
        var other = Node();
        Assert.That(await other.RunAsync(default), Is.Zero, "The lease of the dead still stands.");
        world.Clock.Advance(OutboxDelivery.Lease);
        Assert.That(await other.RunAsync(default), Is.EqualTo(1));

        var (first, second) = (receiver.All[0], receiver.All[1]);
        Assert.That((second.Id, second.Body), Is.EqualTo((first.Id, first.Body)));
        Assert.That(second.Timestamp, Is.GreaterThan(first.Timestamp));
        var standard = new StandardWebhooksReceiver(Secret);
        Assert.That(standard.Take(first, world.Clock.GetUtcNow()), Is.Null);
        Assert.That(standard.Take(second, world.Clock.GetUtcNow()), Is.EqualTo("seen"));
    }

    [Test]
    public async Task An_endless_answer_and_a_bomb_are_cut_off_and_count_as_delivered()
    {
        await RegisterAsync(People.Company);
        foreach (var encoding in new[] { null, "gzip" })
        {
            await world.ReceivedAsync();
            var cut = new TaskCompletionSource();
            receiver.Answer = async (context, _) =>
            {
                using var gone = context.RequestAborted.Register(() => cut.TrySetResult());
                context.Response.Headers.ContentEncoding = encoding;
                var chunk = new byte[64 * 1024];
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(chunk, CancellationToken.None);
                }
            };
            Assert.That(await Node().RunAsync(default).WaitAsync(TimeSpan.FromSeconds(20)), Is.EqualTo(1), "It said 200.");
            Assert.That(async () => await cut.Task.WaitAsync(TimeSpan.FromSeconds(20)), Throws.Nothing, "hung up on before the end");
        }
    }

    [Test]
    public async Task A_receiver_that_is_down_for_three_days_is_disabled_and_the_reason_kept_and_the_message_waits_for_its_replay()
    {
        var endpoint = await RegisterAsync(People.Company);
        var healthy = await RegisterAsync("430100", "/office");
        await world.ReceivedAsync();
        receiver.Answer = (context, _) => Receiver.AnswerWith(context, context.Request.Path == "/office" ? 204 : 500);
        var began = world.Clock.GetUtcNow();
        for (var attempt = 1; attempt <= RetrySchedule.Attempts; attempt++)
        {
            world.Clock.Advance(RetrySchedule.PauseBefore(attempt) * (1 + RetrySchedule.Jitter));
            await Node().RunAsync(default);
        }

        Assert.That(world.Clock.GetUtcNow() - began, Is.GreaterThan(TimeSpan.FromDays(3)));
        Assert.That(await StateAsync(endpoint), Is.EqualTo((false, "HTTP 500", "dead", 10)));
        Assert.That(await StateAsync(healthy), Is.EqualTo((true, (string?)null, "delivered", 1)), "and nobody else is touched by it");
        Assert.That(receiver.All, Has.Count.EqualTo(11));
    }

    [TestCase(410, false, "HTTP 410")]
    [TestCase(429, true, null)]
    [TestCase(503, true, null)]
    [TestCase(302, true, null)]
    [TestCase(404, true, null)]
    public async Task One_answer_disables_and_the_others_are_tried_again(int status, bool enabled, string? reason)
    {
        var endpoint = await RegisterAsync(People.Company);
        await world.ReceivedAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            context.Response.Headers.Location = "/elsewhere";
            return Receiver.AnswerWith(context, status);
        };
        await Node().RunAsync(default);
        Assert.That(await StateAsync(endpoint), Is.EqualTo((enabled, reason, "waiting", 1)));

        receiver.Answer = (context, _) => Receiver.AnswerWith(context, 204);
        world.Clock.Advance(TimeSpan.FromSeconds(3599));
        var early = await Node().RunAsync(default);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        var late = await Node().RunAsync(default);
        Assert.That((early, late), Is.EqualTo(!enabled ? (0, 0) : status is 429 or 503 ? (0, 1) : (1, 0)), "Retry-After is respected where it means something.");
        Assert.That(receiver.All.Select(delivery => delivery.Id).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_worker_s_login_delivers_and_the_guard_stands_before_every_connection()
    {
        await RegisterAsync(People.Company);
        await world.ReceivedAsync();
        using var strict = new WebhookDelivery(ConnectionGuard.Strict, box => box, Pool(), world.Clock, NullLogger<WebhookDelivery>.Instance);

        Assert.That(await strict.RunAsync(default), Is.Zero);
        Assert.That(receiver.All, Is.Empty, "127.0.0.1 was registered when that was allowed, and is not connected to");
        Assert.That(await world.ScalarAsync<string>("select failure from approval.webhook_delivery"), Is.EqualTo("the address is not allowed"));
    }

    private async Task<Guid> RegisterAsync(string seat, string path = "/hook")
    {
        var id = Guid.NewGuid();
        var isOffice = seat.Length == 6 || seat.Contains('-', StringComparison.Ordinal);
        await world.Source.ExecuteAsync(
            """
            insert into approval.webhook_endpoint (id, organisation, office_code, url, description, enabled, secret, created_by, version, created_at, changed_at)
            values ($1, nullif($2, ''), nullif($3, ''), $4, '', true, $5, 'x', 1, now(), now())
            """,
            id, isOffice ? "" : seat, isOffice ? seat : "", new Uri(receiver.Endpoint, path).AbsoluteUri, Bytes(Secret));
        return id;
    }

    private async Task<(bool Enabled, string? Reason, string State, int Attempts)> StateAsync(Guid endpoint) => (await world.Source.RowsAsync(
        "select e.enabled, e.disabled_reason, d.state, d.attempts from approval.webhook_endpoint e join approval.webhook_delivery d on d.endpoint_id = e.id where e.id = $1",
        reader => (reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetInt32(3)),
        endpoint)).Single();

    /// <summary>As another process has it; secrets lie open in the table of this test.</summary>
    private WebhookDelivery Node()
    {
        var node = new WebhookDelivery(ConnectionGuard.None, box => box, Pool(), world.Clock, NullLogger<WebhookDelivery>.Instance);
        pools.Add(new Ending(node));
        return node;
    }

    private NpgsqlDataSource Pool()
    {
        var pool = Database.Open(world.ConnectionString, "outbox", poolSize: 4);
        pools.Insert(0, pool);
        return pool;
    }

    private static byte[] Bytes(string secret) => Convert.FromBase64String(secret.Split('_')[1]);

    private sealed class Ending(WebhookDelivery node) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            node.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
