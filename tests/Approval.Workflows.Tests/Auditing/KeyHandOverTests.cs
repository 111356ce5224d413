using System.Security.Cryptography;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing;
using Approval.Workflows.Auditing.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>A new signing key for a log that goes on (RELIABILITY Z4, docs/adr/0034).</summary>
internal sealed class KeyHandOverTests
{
    private World world = null!;
    private DirectoryInfo folder = null!;
    private AuditFigures figures = null!;

    [SetUp]
    public async Task Start()
    {
        world = await World.StartAsync("2026-03-02T09:00:00");
        folder = Directory.CreateTempSubdirectory("approval-keys-");
        figures = new AuditFigures();
    }

    [TearDown]
    public async Task Stop()
    {
        figures.Dispose();
        folder.Delete(recursive: true);
        await world.DisposeAsync();
    }

    [Test]
    public async Task The_first_checkpoint_under_a_new_key_is_signed_by_the_old_one_and_comes_at_once()
    {
        using var first = Key("first");
        await world.ReceivedAsync(3);
        await SignAsync(first);
        using var second = Key("second", "first");

        Assert.That(await SignAsync(second), Is.EqualTo(1), "There is nothing new to log, and the hand-over is due all the same.");
        Assert.That(await SignAsync(second), Is.Zero, "once");
        await world.ReceivedAsync(3);
        using var settled = Key("second");
        Assert.That(await SignAsync(settled), Is.EqualTo(1), "The old key is not needed any more.");

        var notes = await NotesAsync();
        using var old = Public("first");
        using var next = Public("second");
        Assert.That(notes.Select(note => (note.IsBy(old), note.IsBy(next))), Is.EqualTo(new[] { (true, false), (true, true), (false, true) }));
        Assert.That(notes.Select(note => note.Checkpoint.NextKey is not null), Is.EqualTo(new[] { false, true, false }));
    }

    [TestCase("first", true)]
    [TestCase("second", true)]
    [TestCase("third", true)]
    [TestCase("stranger", false)]
    public async Task Whoever_trusts_any_one_key_of_the_chain_believes_the_whole_record(string trusted, bool believed)
    {
        await LifeOfThreeKeysAsync();
        Key("stranger").Dispose();
        using var key = Public(trusted);

        var verdict = await VerifyAsync(key);

        Assert.That(verdict.Holds, Is.EqualTo(believed), string.Join(Environment.NewLine, verdict.Faults));
    }

    [Test]
    public async Task Copies_that_witnesses_kept_under_the_old_keys_stay_valid()
    {
        await LifeOfThreeKeysAsync();
        var copies = (await NotesAsync()).Select((note, index) => new Witnessed($"copy {index}", note)).ToArray();
        foreach (var trusted in new[] { "first", "second", "third" })
        {
            using var key = Public(trusted);
            Assert.That((await VerifyAsync(key, copies)).Faults, Is.Empty, trusted);
        }
    }

    [Test]
    public async Task A_key_that_nobody_handed_over_to_signs_nothing_and_raises_the_alarm()
    {
        using var first = Key("first");
        await world.ReceivedAsync();
        await SignAsync(first);
        await world.ReceivedAsync();
        using var thief = Key("thief");
        using var wrong = Key("another", "thief");

        Assert.ThrowsAsync<LogBrokenException>(() => SignAsync(thief));
        Assert.ThrowsAsync<LogBrokenException>(() => SignAsync(wrong));

        Assert.That(await world.CountAsync("audit_checkpoint"), Is.EqualTo(1));
        Assert.That(await SignAsync(first), Is.EqualTo(1));
    }

    /// <summary>What an owner of the database signs into it with a key of his own is not signed on top of by ours.</summary>
    [Test]
    public async Task Nothing_is_signed_on_top_of_a_checkpoint_of_another_s_making()
    {
        using var first = Key("first");
        await world.ReceivedAsync();
        await SignAsync(first);
        using var forger = Key("forger");
        await world.Source.ExecuteAsync("alter table approval.audit_checkpoint disable trigger all");
        using var secret = Private("forger");
        var forged = SignedCheckpoint.Sign((await NotesAsync())[0].Checkpoint, secret);
        await world.Source.ExecuteAsync("update approval.audit_checkpoint set note = $1", forged.Note);
        await world.ReceivedAsync();

        Assert.ThrowsAsync<LogBrokenException>(() => SignAsync(first));
        using var key = Public("first");
        Assert.That((await VerifyAsync(key)).Faults.Select(fault => fault.Kind), Is.EqualTo(new[] { RecordFaultKind.Log }));
    }

    [Test]
    public async Task A_lost_old_key_is_followed_on_the_new_one_s_word_alone_and_an_auditor_must_trust_both()
    {
        using var first = Key("first");
        await world.ReceivedAsync();
        await SignAsync(first);
        await File.WriteAllTextAsync(PathOf("first"), first.PublicPem);
        using var second = Key("second", "first");
        Assert.That(await SignAsync(second), Is.EqualTo(1));

        using var old = Public("first");
        using var next = Public("second");
        Assert.That((await VerifyAsync(old)).Holds, Is.False);
        using var both = new KeyChain(old, next);
        await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 1);
        Assert.That((await RecordVerifier.VerifyAsync(record, both, [], _ => { })).Faults, Is.Empty);
    }

    [Test]
    public void A_previous_key_that_is_none_is_refused_by_name()
    {
        Key("first").Dispose();
        File.WriteAllText(PathOf("nothing"), "nothing");
        Assert.That(() => AuditKey.Load(PathOf("first"), PathOf("nothing")), Throws.InvalidOperationException.With.Message.Contains("nothing.pem"));
    }

    private async Task LifeOfThreeKeysAsync()
    {
        foreach (var (name, before) in new[] { ("first", null), ("second", "first"), ("third", "second") })
        {
            using var key = Key(name, before);
            await world.ReceivedAsync(3);
            await SignAsync(key);
            await world.ReceivedAsync(3);
            await SignAsync(key);
        }
    }

    private Task<int> SignAsync(AuditKey key)
    {
        var telling = new WitnessTelling(world.Source, [], figures, world.Clock, NullLogger<WitnessTelling>.Instance);
        return new CheckpointSigning(world.Source, key, new AuditSettings(Auditor.Origin, AuditSettings.Usual, null, null), telling, figures, world.Clock, NullLogger<CheckpointSigning>.Instance)
            .SignAllAsync(CheckpointSigning.BatchSize);
    }

    private async Task<List<SignedCheckpoint>> NotesAsync() =>
        await world.Source.RowsAsync("select note from approval.audit_checkpoint order by number", reader => SignedCheckpoint.Parse(reader.GetString(0))!);

    private async Task<RecordVerdict> VerifyAsync(ECDsa key, params Witnessed[] copies)
    {
        await using var record = await DatabaseRecord.OpenAsync(world.ConnectionString, 1);
        return await RecordVerifier.VerifyAsync(record, key, copies, _ => { });
    }

    private AuditKey Key(string name, string? predecessor = null) => AuditKey.LoadOrMake(PathOf(name), predecessor is null ? null : PathOf(predecessor));

    private ECDsa Public(string name)
    {
        var key = ECDsa.Create();
        using var whole = Private(name);
        key.ImportSubjectPublicKeyInfo(whole.ExportSubjectPublicKeyInfo(), out _);
        return key;
    }

    private ECDsa Private(string name)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(PathOf(name)));
        return key;
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name + ".pem");
}
