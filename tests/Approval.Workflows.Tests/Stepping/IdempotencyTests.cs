using System.Text;
using Approval.Engine.Cases;
using Approval.Testing;
using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>The same key gives the same answer, once (RELIABILITY 6.1, K5-K7).</summary>
public sealed class IdempotencyTests
{
    [Test]
    public async Task Same_key_and_body_give_the_same_bytes_and_nothing_new()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var intake = Keyed(World.Intake(), Keys.New("k"));
        var first = await world.OkAsync(intake);
        await world.DoAsync(intake.CaseId, new CaseCommand.Accept(), People.Clerk);
        var before = await world.Source.DigestsAsync();

        var again = await world.OkAsync(intake with { CaseId = Guid.NewGuid() });

        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Replayed, again.Replayed), Is.EqualTo((false, true)));
            Assert.That(again.Answer!.Body, Is.EqualTo(first.Answer!.Body), "The case has moved on; the answer has not.");
            Assert.That((again.Answer.Status, again.Answer.Location, again.Answer.ETag), Is.EqualTo((first.Answer.Status, first.Answer.Location, first.Answer.ETag)));
            Assert.That(Encoding.UTF8.GetString(first.Answer.Body), Does.Contain("有限公司"), "Rendered with the application.");
            Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
        }
    }

    /// <summary>The receipt is the window's, wherever the case has gone since.</summary>
    [Test]
    public async Task The_retry_of_an_intake_is_answered_though_the_case_went_to_another_office()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var intake = Keyed(World.Intake(), Keys.New("k"));
        await world.OkAsync(intake);
        await world.DoAsync(intake.CaseId, new CaseCommand.TransferOffice("430300", "项目位于湘潭"), People.Clerk);

        Assert.That((await world.OkAsync(intake)).Replayed, Is.True);
    }

    [Test]
    public async Task Another_body_under_the_key_is_refused()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.OkAsync(Keyed(World.Intake(), Keys.New("k", "one")));
        var before = await world.Source.DigestsAsync();

        var other = await world.Runner.RunAsync(Keyed(World.Intake(), Keys.New("k", "two")));

        Assert.That(other.Rejection?.Code, Is.EqualTo("idempotency.key_reused"));
        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_key_of_another_principal_or_route_is_another_key()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var one = Keys.New("k", "one");
        CaseOutcome[] outcomes =
        [
            await world.OkAsync(Keyed(World.Intake(), one)),
            await world.OkAsync(Keyed(World.Intake(), one with { Principal = "clerk-2", Fingerprint = new byte[32] })),
            await world.OkAsync(Keyed(World.Intake(), one with { Route = "POST /files" })),
        ];
        Assert.That(outcomes.Select(outcome => outcome.Replayed), Is.All.False);
        Assert.That(await world.CountAsync("permit_case"), Is.EqualTo(3));
    }

    [Test]
    public async Task Fifty_at_once_with_one_key_make_one_case()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var key = Keys.New("k");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.OkAsync(Keyed(World.Intake(), key)))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Count(outcome => !outcome.Replayed), Is.EqualTo(1));
            Assert.That(outcomes.Select(outcome => Convert.ToHexString(outcome.Answer!.Body)).Distinct().Count(), Is.EqualTo(1));
            Assert.That(await world.CountAsync("permit_case"), Is.EqualTo(1));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_rejected_request_leaves_its_key_free()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.ReceivedAsync();
        var key = Keys.New("k");
        var tooEarly = await world.Runner.RunAsync(Keyed(new CaseRequest(id, new CaseCommand.Issue(null), People.Clerk), key));
        Assert.That(tooEarly.Rejection, Is.Not.Null);
        Assert.That(await world.CountAsync("idempotency"), Is.Zero);

        var later = await world.OkAsync(Keyed(new CaseRequest(id, new CaseCommand.Accept(), People.Clerk), key));
        Assert.That(later.Replayed, Is.False);
    }

    [Test]
    public async Task A_command_that_changes_nothing_keeps_its_answer_all_the_same()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var id = await world.AcceptedAsync();
        var claim = new CaseCommand.ClaimTask((await world.OpenTaskAsync(id))!.Id);
        await world.DoAsync(id, claim, People.Reviewer);
        var request = Keyed(new CaseRequest(id, claim, People.Reviewer), Keys.New("k", principal: "reviewer-1"));

        var first = await world.OkAsync(request);
        await world.DoAsync(id, new CaseCommand.ReleaseTask(claim.TaskId), People.Reviewer);
        var again = await world.OkAsync(request);

        Assert.That((first.Rows.Count, first.Replayed, again.Replayed), Is.EqualTo((0, false, true)));
        Assert.That(again.Answer!.Body, Is.EqualTo(first.Answer!.Body));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_failed_answer_rolls_the_step_back()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var before = await world.Source.DigestsAsync();
        var request = World.Intake() with { Key = Keys.New("k"), Answer = _ => throw new FormatException("no answer") };
        Assert.That(async () => await world.Runner.RunAsync(request), Throws.InstanceOf<FormatException>());
        Assert.That(await world.Source.DigestsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_key_belongs_to_one_request_that_has_an_answer()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var keyed = Keyed(World.Intake(), Keys.New("k"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(async () => await world.Runner.RunAsync([keyed, World.Intake()]), Throws.ArgumentException);
            Assert.That(async () => await world.Runner.RunAsync(keyed with { Answer = null }), Throws.ArgumentException);
        }
    }

    private static CaseRequest Keyed(CaseRequest request, IdempotencyKey key) => request with { Key = key, Answer = Keys.Answer };
}
