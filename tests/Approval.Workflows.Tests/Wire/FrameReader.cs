using System.Text;

namespace Approval.Workflows.Tests.Wire;

/// <summary>Cuts one direction of a PostgreSQL conversation into its messages (protocol 3.0), however the bytes arrive.</summary>
internal sealed class FrameReader(bool fromClient)
{
    private readonly List<byte> pending = [];
    private bool startupSeen = !fromClient;

    /// <summary>A message has begun and not ended.</summary>
    public bool IsInside => pending.Count > 0;

    /// <returns>The messages that these bytes complete: type and text, the start-up message as 'startup' without a type.</returns>
    public IReadOnlyList<(char Type, string Text)> Feed(ReadOnlySpan<byte> bytes)
    {
        pending.AddRange(bytes);
        var frames = new List<(char, string)>();
        while (Length() is { } length && pending.Count >= length)
        {
            frames.Add(startupSeen ? ((char)pending[0], Encoding.Latin1.GetString([.. pending.GetRange(5, length - 5)])) : ('\0', "startup"));
            startupSeen = true;
            pending.RemoveRange(0, length);
        }

        return frames;
    }

    private int? Length()
    {
        var at = startupSeen ? 1 : 0;
        return pending.Count < at + 4 ? null : at + ((pending[at] << 24) | (pending[at + 1] << 16) | (pending[at + 2] << 8) | pending[at + 3]);
    }
}
