using System.Security.Cryptography;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Audit;

/// <summary>The record of a case cannot be altered without the chain showing where.</summary>
public class HashChainTests
{
    private static readonly JournalRow[] Rows = Seal(Phases.Issued().And(Clerk, "2026-03-03 17:00", Sample.Serve).Entries);

    [Test]
    public void What_nobody_touched_holds()
    {
        Assert.That(Rows, Has.Length.GreaterThan(20));
        Assert.That(HashChain.FirstBreak(Rows), Is.Null);
        Assert.That(HashChain.FirstBreak([]), Is.Null);
    }

    [Test]
    public void A_hash_is_over_the_link_and_the_stored_bytes()
    {
        byte[] expected = SHA256.HashData([0, .. Rows[3].Hash, .. Rows[4].Body]);
        Assert.That(Rows[4].Hash, Is.EqualTo(expected));
    }

    [Test]
    public void One_bit_anywhere_shows()
    {
        for (var version = 1; version <= Rows.Length; version++)
        {
            foreach (var at in new[] { 0, Rows[version - 1].Body.Length / 2, Rows[version - 1].Body.Length - 1 })
            {
                var body = Rows[version - 1].Body.ToArray();
                body[at] ^= 1;
                Assert.That(HashChain.FirstBreak(With(version, row => row with { Body = body })), Is.EqualTo(version));
            }
        }
    }

    [Test]
    public void A_changed_row_with_a_hash_made_to_fit_breaks_the_next()
    {
        var other = JournalRow.Seal(CaseId, 5, EveryEvent.Entered(EveryEvent.All[16]), At("2026-03-04 10:00"), Rows[3].Hash);
        Assert.That(HashChain.FirstBreak(With(5, _ => other)), Is.EqualTo(6));
    }

    [Test]
    public void A_body_that_cannot_be_read_shows_though_its_hash_fits()
    {
        byte[] body = [.. Rows[^1].Body[..^1], (byte)'!'];
        Assert.That(HashChain.FirstBreak(With(Rows.Length, row => row with { Body = body, Hash = HashChain.Next(row.PreviousHash, body) })), Is.EqualTo(Rows.Length));
        Assert.That(HashChain.FirstBreak(With(Rows.Length, row => row with { Body = [.. "{}"u8], Hash = HashChain.Next(row.PreviousHash, "{}"u8) })), Is.EqualTo(Rows.Length));
    }

    [Test]
    public void A_missing_row_shows() => Assert.That(HashChain.FirstBreak(Rows.Where(row => row.Version != 7)), Is.EqualTo(7));

    [Test]
    public void An_inserted_row_shows()
    {
        var inserted = JournalRow.Seal(CaseId, 8, EveryEvent.Entered(EveryEvent.All[16]), At("2026-03-04 10:00"), Rows[6].Hash);
        Assert.That(HashChain.FirstBreak([.. Rows[..7], inserted, .. Rows[7..]]), Is.EqualTo(9));
    }

    [Test]
    public void Swapped_rows_show() => Assert.That(HashChain.FirstBreak([.. Rows[..5], Rows[6], Rows[5], .. Rows[7..]]), Is.EqualTo(6));

    [Test]
    public void A_row_of_another_case_shows()
    {
        var foreign = JournalRow.Seal(Guid.Empty, 5, EveryEvent.Entered(EveryEvent.All[16]), At("2026-03-04 10:00"), Rows[3].Hash);
        Assert.That(HashChain.FirstBreak(With(5, _ => foreign)), Is.EqualTo(5));
    }

    [Test]
    public void A_column_that_says_other_than_the_body_shows()
    {
        Assert.That(HashChain.FirstBreak(With(5, row => row with { Type = "case.urged.v1" })), Is.EqualTo(5));
        Assert.That(HashChain.FirstBreak(With(5, row => row with { RecordedAt = row.RecordedAt.AddDays(-1) })), Is.EqualTo(5));
        Assert.That(HashChain.FirstBreak(With(5, row => row with { EffectiveAt = row.EffectiveAt.AddDays(-1) })), Is.EqualTo(5));
        Assert.That(HashChain.FirstBreak(With(5, row => row with { Actor = Head })), Is.EqualTo(5));
    }

    [Test]
    public void A_tail_cut_off_shows_only_against_a_head_kept_elsewhere()
    {
        var cut = Rows[..^1];
        Assert.That(HashChain.FirstBreak(cut), Is.Null);
        Assert.That(cut[^1].Hash, Is.Not.EqualTo(Rows[^1].Hash));
    }

    private static IEnumerable<JournalRow> With(int version, Func<JournalRow, JournalRow> change) => Rows.Select(row => row.Version == version ? change(row) : row);

    private static JournalRow[] Seal(IEnumerable<CaseEntry> entries)
    {
        var rows = new List<JournalRow>();
        foreach (var entry in entries)
        {
            rows.Add(JournalRow.Seal(CaseId, rows.Count + 1, entry, At("2026-03-03 18:00"), rows.Count == 0 ? HashChain.Genesis : rows[^1].Hash));
        }

        return [.. rows];
    }
}
