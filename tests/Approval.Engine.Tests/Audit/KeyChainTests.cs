using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Engine.Tests.Audit;

/// <summary>One key of the log follows another (RELIABILITY Z4): the old one signs who comes after it.</summary>
public sealed class KeyChainTests
{
    private static readonly ECDsa First = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa Second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly ECDsa Third = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [OneTimeTearDown]
    public void Forget()
    {
        First.Dispose();
        Second.Dispose();
        Third.Dispose();
    }

    [Test]
    public void A_hand_over_names_the_key_and_is_read_back_with_both_signatures()
    {
        var signed = SignedCheckpoint.HandOver(Of(5), Second, First);
        var read = SignedCheckpoint.Parse(signed.Note)!;

        Assert.That(read.Note, Is.EqualTo(signed.Note));
        Assert.That((read.IsBy(First), read.IsBy(Second), read.IsBy(Third)), Is.EqualTo((true, true, false)));
        Assert.That(read.Checkpoint.Text, Does.Contain($"\nkey {Convert.ToBase64String(Second.ExportSubjectPublicKeyInfo())}\nat "));
    }

    [Test]
    public void From_the_one_trusted_key_every_later_one_is_believed()
    {
        using var chain = new KeyChain(First);

        Assert.That(chain.Believes(SignedCheckpoint.Sign(Of(9), Third)), Is.False, "not yet");
        Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(4), First)));
        Assert.That(chain.Follows(SignedCheckpoint.HandOver(Of(5), Second, First)));
        Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(6), Second)));
        Assert.That(chain.Follows(SignedCheckpoint.HandOver(Of(7), Third, Second)));
        Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(8), Third)));
        Assert.That(chain.HandedOver, Is.EqualTo(2));
        Assert.That(chain.Believes(SignedCheckpoint.Sign(Of(4), First)), "old copies stay what they were");
    }

    [Test]
    public void A_key_that_has_handed_over_signs_nothing_any_more_whoever_has_it()
    {
        using var chain = new KeyChain(First);
        chain.Follows(SignedCheckpoint.HandOver(Of(5), Second, First));

        Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(6), First)), Is.False);
        Assert.That(chain.Follows(SignedCheckpoint.HandOver(Of(6), Third, First)), Is.False, "nor can it hand over to a thief");
        Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(6), Third)), Is.False);
    }

    [Test]
    public void Nobody_comes_into_office_who_was_not_handed_over_to_by_both()
    {
        var named = Of(5) with { NextKey = Second.ExportSubjectPublicKeyInfo() };
        SignedCheckpoint[] wrong =
        [
            SignedCheckpoint.Sign(named, First), // the new key has not signed
            SignedCheckpoint.Sign(named, Second), // the old one has not
            SignedCheckpoint.HandOver(Of(5), Second, Third), // another has
            SignedCheckpoint.Sign(Of(5) with { NextKey = [1, 2, 3] }, First), // no key
        ];
        foreach (var handOver in wrong)
        {
            using var chain = new KeyChain(First);
            chain.Follows(handOver);
            Assert.That(chain.Follows(SignedCheckpoint.Sign(Of(6), Second)), Is.False);
        }
    }

    [TestCase("key ", "kex ")]
    [TestCase("\nkey ", "\nkey A")]
    public void A_line_that_is_neither_is_not_read(string was, string becomes) =>
        Assert.That(SignedCheckpoint.Parse(SignedCheckpoint.HandOver(Of(5), Second, First).Note.Replace(was, becomes, StringComparison.Ordinal))?.IsBy(First) ?? false, Is.False);

    [Test]
    public void Two_signatures_are_for_a_hand_over_alone_and_three_for_nothing()
    {
        var (usual, handOver) = (SignedCheckpoint.Sign(Of(5), First), SignedCheckpoint.HandOver(Of(5), Second, First));

        Assert.That(SignedCheckpoint.Parse((usual with { Signatures = [usual.Signatures[0], usual.Signatures[0]] }).Note), Is.Null);
        Assert.That(SignedCheckpoint.Parse((handOver with { Signatures = [.. handOver.Signatures, usual.Signatures[0]] }).Note), Is.Null);
        Assert.That(SignedCheckpoint.Parse((handOver with { Signatures = [] }).Note), Is.Null);
    }

    private static Checkpoint Of(int size) =>
        new("approval.example/430100", size, SHA256.HashData([(byte)size]), SHA256.HashData([(byte)(size - 1)]), new DateTimeOffset(2026, 3, 2, 1, size, 0, TimeSpan.Zero));
}
