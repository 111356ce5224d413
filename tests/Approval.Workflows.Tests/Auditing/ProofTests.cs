using Approval.Engine.Audit;
using Approval.Workflows.Auditing;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>What an applicant keeps with the receipt, checked with nothing but the public key.</summary>
public sealed class ProofTests
{
    [Test]
    public async Task The_rows_of_a_case_are_proved_under_the_newest_checkpoint()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var proofs = new ProofReader(world.Source);
        var mine = await world.AcceptedAsync();
        Assert.That(await proofs.OfCaseAsync(mine, "n"), Is.Null, "Nothing is signed yet.");
        await auditor.SignAsync();
        await world.ReceivedAsync(150);
        await auditor.SignAsync(limit: 100);

        foreach (var id in await world.Source.RowsAsync("select id from approval.permit_case order by id", reader => reader.GetGuid(0)))
        {
            var proof = (await proofs.OfCaseAsync(id, "n"))!;
            Assert.That(proof.Check(auditor.PublicKey), Is.Null);
            Assert.That(proof.Rows.Select(row => row.Hash), Is.EqualTo(await world.Source.RowsAsync(
                "select encode(hash, 'hex') from approval.case_event where case_id = $1 order by version", reader => reader.GetString(0), id)));
        }
    }

    [Test]
    public async Task Rows_newer_than_the_checkpoint_are_not_claimed()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        var id = await world.ReceivedAsync();
        await auditor.SignAsync();
        var signed = await world.CountAsync("case_event");
        await world.DoAsync(id, new Engine.Cases.CaseCommand.Accept(), Approval.Testing.People.Clerk);

        var proof = (await new ProofReader(world.Source).OfCaseAsync(id, "n"))!;
        Assert.That(proof.Rows, Has.Count.EqualTo(signed));
        Assert.That(proof.Check(auditor.PublicKey), Is.Null);
        Assert.That(await new ProofReader(world.Source).OfCaseAsync(Guid.NewGuid(), "n"), Is.Null);
    }

    [Test]
    public async Task Every_checkpoint_is_proved_to_be_the_beginning_of_every_later_one()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var auditor = new Auditor(world);
        await world.ReceivedAsync(150);
        await auditor.SignAsync(limit: 47);
        var checkpoints = await auditor.CheckpointsAsync();
        Assert.That(checkpoints, Has.Count.GreaterThan(5));

        foreach (var older in checkpoints)
        {
            foreach (var newer in checkpoints.Where(newer => newer.Size >= older.Size))
            {
                var path = await new ProofReader(world.Source).ConsistencyAsync(older.Size, newer.Size);
                Assert.That(MerklePath.Extends(older.Size, older.Root, newer.Size, newer.Root, path), $"{older.Size} to {newer.Size}");
            }
        }
    }

    [Test]
    public async Task A_witness_keeps_every_checkpoint_and_says_when_another_one_is_told()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        using var witnessed = new Auditor(world);
        var folder = Path.Combine(witnessed.Folder, "witness");
        using var auditor = new Auditor(world, new FolderWitness(folder));
        await world.ReceivedAsync(20);
        await auditor.SignAsync(limit: 30);
        await auditor.Signing.RunAsync(default);

        var kept = Directory.GetFiles(folder).Order().Select(file => SignedCheckpoint.Parse(File.ReadAllText(file))!.Checkpoint.Text);
        Assert.That(kept, Is.EqualTo((await auditor.CheckpointsAsync()).Select(checkpoint => checkpoint.Text)));

        await world.Source.ExecuteAsync("delete from approval.audit_witness; alter table approval.audit_checkpoint disable trigger all");
        await world.Source.ExecuteAsync("update approval.audit_checkpoint set note = note || ' ' where number = 1");
        await auditor.Signing.RunAsync(default);
        Assert.That(await world.CountAsync("audit_witness"), Is.Zero, "It stops where the copies differ.");
    }
}
