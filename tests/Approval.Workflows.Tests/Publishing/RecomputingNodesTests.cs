using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Approval.Engine.Cases;
using Approval.Testing;
using Npgsql;
using static Approval.Workflows.Tests.Publishing.InventedNotices;

namespace Approval.Workflows.Tests.Publishing;

/// <summary>Every open case is recomputed once, whichever node dies when and however many are at it.</summary>
public sealed class RecomputingNodesTests
{
    [Test]
    public async Task A_node_that_dies_in_the_middle_leaves_the_rest_to_another()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = await world.AcceptedAsync(45);
        var publication = await world.PublishOnlyAsync(Revision);
        await using var other = await world.AnotherNodeAsync(batchSize: 10);

        var batches = 0;
        Assert.That(
            () => world.Node.Recomputation.RunAsync(_ => { if (++batches == 2) { throw new InvalidOperationException("The process is gone."); } }),
            Throws.InvalidOperationException);
        var half = (await world.Node.Publication.FindAsync(publication))!.Recomputation;
        await other.Recomputation.RunAsync();
        var whole = (await world.Node.Publication.FindAsync(publication))!.Recomputation;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((half.OpenCases, half.Examined, half.FinishedAt), Is.EqualTo((45L, 20L, (DateTimeOffset?)null)));
            Assert.That((whole.Examined, whole.Moved, whole.Failed), Is.EqualTo((45L, 45L, 0L)));
            Assert.That(whole.FinishedAt, Is.Not.Null);
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, ids.Count)));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task A_node_whose_connection_is_cut_inside_a_batch_leaves_nothing_of_it()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = (await world.AcceptedAsync(25)).ConvertAll(id => id.ToString()).Order(StringComparer.Ordinal).Select(Guid.Parse).ToList();
        await world.PublishOnlyAsync(Revision);

        await using (var holder = await world.HeldAsync(ids[15]))
        {
            var pass = world.Node.Recomputation.RunAsync();
            var backend = await world.WaitingBackendAsync("lock_open_cases", "permit_case");
            await world.Source.ExecuteAsync("select pg_terminate_backend($1)", backend);
            Assert.That(async () => await pass, Throws.InstanceOf<NpgsqlException>());
        }

        var cut = await world.TimesRecomputedAsync();
        await world.Node.Recomputation.RunAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut, Has.Count.EqualTo(10), "the first batch, and nothing of the second");
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 25)));
        }

        await world.CheckAsync();
    }

    [Test]
    public async Task Two_nodes_at_it_at_once_recompute_no_case_twice()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 3);
        await world.AcceptedAsync(60);
        var publication = await world.PublishOnlyAsync(Revision);
        await using var other = await world.AnotherNodeAsync(batchSize: 3);

        async Task WorkAsync(PublishingNode node)
        {
            do
            {
                await node.Recomputation.RunAsync();
            }
            while ((await node.Publication.FindAsync(publication))!.Recomputation.FinishedAt is null);
        }

        await Task.WhenAll(Task.Run(() => WorkAsync(world.Node)), Task.Run(() => WorkAsync(other)));

        Assert.That((await world.Node.Publication.FindAsync(publication))!.Recomputation.Examined, Is.EqualTo(60));
        Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 60)));
        await world.CheckAsync();
    }

    /// <summary>The next batch is judged while the one before is written; a case that somebody touches in between is read again.</summary>
    [Test]
    public async Task A_case_touched_after_it_was_foreseen_is_judged_as_it_is()
    {
        await using var world = await PublishingWorld.In2026Async("2026-03-02T09:00:00", batchSize: 10);
        var ids = (await world.AcceptedAsync(30)).ConvertAll(id => id.ToString()).Order(StringComparer.Ordinal).Select(Guid.Parse).ToList();
        var publication = await world.PublishOnlyAsync(Revision);
        var clashes = new ConcurrentBag<string>();
        void Note(object? sender, FirstChanceExceptionEventArgs thrown)
        {
            if (thrown.Exception is PostgresException { ConstraintName: "case_event_pk" } clash)
            {
                clashes.Add(clash.MessageText);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        try
        {
            var touched = false;
            await world.Node.Recomputation.RunAsync(_ =>
            {
                if (!touched)
                {
                    touched = true;
                    world.Node.DoAsync(ids[15], new CaseCommand.Urge(null), People.Applicant).GetAwaiter().GetResult();
                }
            });
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Note;
        }

        var progress = (await world.Node.Publication.FindAsync(publication))!.Recomputation;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(clashes, Is.Empty, "nothing was written over what the applicant did");
            Assert.That((progress.Examined, progress.Moved, progress.Failed), Is.EqualTo((30L, 29L, 0L)), "the act itself had its case recomputed");
            Assert.That(await world.TimesRecomputedAsync(), Is.EqualTo(Enumerable.Repeat(1L, 30)));
        }

        await world.CheckAsync();
    }
}
