using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Engine.Tests.Audit;

/// <summary>Signed checkpoints: the text of C2SP tlog-checkpoint and signed-note, and proofs that rest on one.</summary>
public class CheckpointTests
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly Guid Case = new("0197a2b0-0000-7000-8000-000000000001");
    private static readonly byte[][] Hashes = [.. Enumerable.Range(0, 5).Select(i => SHA256.HashData([(byte)i]))];
    private static readonly Checkpoint Third = new("approval.example/430100", 5, Tree().Root, SHA256.HashData("2"u8), new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    [OneTimeTearDown]
    public void Forget() => Key.Dispose();

    [Test]
    public void The_text_is_origin_size_root_previous_and_time() => Assert.That(Third.Text, Is.EqualTo(
        $"approval.example/430100\n5\n{Convert.ToBase64String(Third.Root)}\nprevious {Convert.ToBase64String(Third.Previous!)}\nat 2026-03-02T01:00:00Z\n"));

    [Test]
    public void A_note_is_read_back_and_its_signature_holds_for_its_key_alone()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var read = SignedCheckpoint.Parse(SignedCheckpoint.Sign(Third, Key).Note)!;
        Assert.That(read.Checkpoint.Text, Is.EqualTo(Third.Text));
        Assert.That((read.IsBy(Key), read.IsBy(other)), Is.EqualTo((true, false)));
        Assert.That(SignedCheckpoint.Parse(SignedCheckpoint.Sign(Third with { Previous = null }, Key).Note)!.IsBy(Key), "the first one follows none");
    }

    [TestCase("5\n", "6\n")]
    [TestCase("approval.example", "approval.examp1e")]
    [TestCase("01:00:00Z", "01:00:01Z")]
    public void A_note_that_was_edited_is_not_by_the_key(string was, string becomes) =>
        Assert.That(SignedCheckpoint.Parse(SignedCheckpoint.Sign(Third, Key).Note.Replace(was, becomes, StringComparison.Ordinal))!.IsBy(Key), Is.False);

    [TestCase("")]
    [TestCase("a\n5\n\n\n— a AAAA\n")]
    [TestCase("a\n05\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nat 2026-03-02T01:00:00Z\n\n— a AAAAAAAAAA==\n")]
    [TestCase("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nat 2026-03-02T01:00:00Z\n\n— b AAAAAAAAAA==\n")]
    [TestCase("a\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nat 2026-03-02T01:00:00Z\n\n— a AAAAAAAAAA==\n— a AAAAAAAAAA==\n")]
    public void What_is_no_note_is_not_read(string text) => Assert.That(SignedCheckpoint.Parse(text), Is.Null);

    [Test]
    public void The_rows_of_a_case_are_proved_offline() => Assert.That(Proof().Check(Key), Is.Null);

    [Test]
    public void A_proof_that_does_not_fit_says_where()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var proof = Proof();
        ProvenRow[] altered = [proof.Rows[0], proof.Rows[1] with { Hash = Convert.ToHexStringLower(Hashes[4]) }, proof.Rows[2]];
        (CaseProof Proof, ECDsa Key, ProofFaultKind Kind, int? Version)[] wrong =
        [
            (proof with { Rows = altered }, Key, ProofFaultKind.NotIncluded, 2),
            (proof with { Rows = [proof.Rows[0], proof.Rows[1] with { Hash = "zz" }] }, Key, ProofFaultKind.NotIncluded, 2),
            (proof with { Rows = [proof.Rows[0], proof.Rows[2]] }, Key, ProofFaultKind.RowMissing, 2),
            (proof with { CaseId = Guid.Empty }, Key, ProofFaultKind.NotIncluded, 1),
            (proof with { Rows = [] }, Key, ProofFaultKind.Empty, null),
            (proof with { Checkpoint = "nothing" }, Key, ProofFaultKind.CheckpointUnreadable, null),
            (proof, other, ProofFaultKind.SignatureWrong, null),
        ];
        foreach (var (bent, key, kind, version) in wrong)
        {
            Assert.That(bent.Check(key), Is.EqualTo(new ProofFault(kind, version)));
        }
    }

    private static MerkleFrontier Tree()
    {
        var tree = new MerkleFrontier();
        for (var i = 0; i < Hashes.Length; i++)
        {
            tree.Append(Leaf(i));
        }

        return tree;
    }

    private static CaseProof Proof() => new(
        Case, "4301000120260302000017", SignedCheckpoint.Sign(Third, Key).Note,
        [.. Enumerable.Range(0, 3).Select(i => new ProvenRow(i + 1, Convert.ToHexStringLower(Hashes[i]), i, [.. MerklePath.Inclusion(i, 5, Node).Select(Convert.ToHexStringLower)]))]);

    private static byte[] Leaf(int index) => MerkleHash.Leaf(Case, index + 1, Hashes[index]);

    private static byte[] Node(MerkleNode node) => node.Level == 0 ? Leaf((int)node.Index) : MerkleHash.Node(Node(new(node.Level - 1, node.Index * 2)), Node(new(node.Level - 1, (node.Index * 2) + 1)));
}
