using System.Text;
using Approval.Engine.Audit;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>
/// Builds the tree over the whole log anew and compares it with every checkpoint: those stored, and those witnesses kept.
/// </summary>
/// <param name="keys">Who may have signed: keys trusted from elsewhere, to which hand-overs add; null leaves signatures unchecked.</param>
internal sealed class LogWalk(KeyChain? keys, IReadOnlyList<Witnessed> witnessed)
{
    private readonly List<(string Name, Checkpoint Checkpoint)> expected = [];

    /// <summary>Checkpoints of a key that is not known: in order when a trusted one is handed over to after them.</summary>
    private readonly List<string> unknown = [];
    private bool known;

    public FaultList Faults { get; } = new();

    /// <summary>Lines walked.</summary>
    public long Size { get; private set; }

    public int Checkpoints { get; private set; }

    public LoggedUpTo Logged { get; private set; } = LoggedUpTo.Nothing;

    /// <summary>The stored checkpoints, and the witnesses' among them.</summary>
    public async Task ReadCheckpointsAsync(CopyRows rows, CancellationToken cancellation)
    {
        byte[]? previous = null;
        while (await rows.ReadAsync(cancellation))
        {
            var name = $"检查点{++Checkpoints}";
            var signed = SignedCheckpoint.Parse(Encoding.UTF8.GetString(rows[3]));
            Logged = new LoggedUpTo(rows.UInt64(4), rows[5].ToArray(), rows.Int32(6));
            if (signed?.Checkpoint is not { } checkpoint || rows.Int64(0) != Checkpoints || checkpoint.Size != rows.Int64(1) || !rows[2].SequenceEqual(checkpoint.Root))
            {
                Fail($"{name}：各列与签署的文本不符，或序号不连续");
                previous = signed?.Checkpoint.Digest;
                continue;
            }

            JudgeInOrder(name, signed);
            expected.Add((name, checkpoint));
            if (Checkpoints > 1 && previous is not null && !(checkpoint.Previous ?? []).AsSpan().SequenceEqual(previous))
            {
                Fail($"{name}：不接前一检查点");
            }

            previous = checkpoint.Digest;
        }

        unknown.ForEach(name => Fail($"{name}：签名不符"));
        foreach (var copy in witnessed)
        {
            if (keys?.Believes(copy.Checkpoint) == false && !IsStored(copy.Checkpoint.Checkpoint))
            {
                Fail($"{copy.Name}：签名不符");
            }

            expected.Add((copy.Name, copy.Checkpoint.Checkpoint));
        }

        expected.Sort((one, other) => one.Checkpoint.Size.CompareTo(other.Checkpoint.Size));
    }

    public async Task RunAsync(CopyRows lines, CancellationToken cancellation)
    {
        var (tree, next) = (new MerkleFrontier(), 0);
        while (await lines.ReadAsync(cancellation))
        {
            if (lines.Int64(0) != tree.Size)
            {
                Fail($"日志第{tree.Size}行缺失");
                return;
            }

            tree.Append(MerkleHash.Leaf(lines.Guid(1), lines.Int32(2), lines[3]));
            for (; next < expected.Count && expected[next].Checkpoint.Size == tree.Size; next++)
            {
                if (!tree.Root.AsSpan().SequenceEqual(expected[next].Checkpoint.Root))
                {
                    Fail($"{expected[next].Name}：日志前{tree.Size}行的树根不符，已签的记录被改写");
                }
            }
        }

        Size = tree.Size;
        foreach (var (name, checkpoint) in expected.Skip(next))
        {
            Faults.Add(RecordFaultKind.Truncated, null, null, $"{name}：签署时有{checkpoint.Size}行，日志现只有{Size}行，最新的记录被删去");
        }

        if (expected.Count == 0 ? Size > 0 : Size > expected[^1].Checkpoint.Size)
        {
            Fail("日志末尾有未经签署的行");
        }
    }

    private void JudgeInOrder(string name, SignedCheckpoint signed)
    {
        if (keys is null)
        {
            return;
        }

        // Those before are vouched for by the chain of digests, every link of which is compared.
        if (!known && keys.BeginsAt(signed))
        {
            unknown.Clear();
        }

        if (keys.Follows(signed))
        {
            known = true;
        }
        else
        {
            unknown.Add(name);
        }
    }

    /// <summary>A copy from before the trusted key's time is as good as the checkpoint it is a copy of.</summary>
    private bool IsStored(Checkpoint copy) => expected.Exists(stored => stored.Checkpoint.Text == copy.Text);

    private void Fail(string detail) => Faults.Add(RecordFaultKind.Log, null, null, detail);
}

/// <summary>A checkpoint that somebody outside kept.</summary>
public sealed record Witnessed(string Name, SignedCheckpoint Checkpoint);
