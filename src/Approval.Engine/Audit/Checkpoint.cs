using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Audit;

/// <summary>
/// What the log held at a moment, in the form of C2SP tlog-checkpoint: origin, size, root, and lines of our own.
/// </summary>
/// <param name="Origin">Names the log, and the key: a host name and a path, without spaces.</param>
/// <param name="Size">Journal rows in the log.</param>
/// <param name="Root">Root of the tree over them.</param>
/// <param name="Previous"><see cref="Digest"/> of the checkpoint before; null for the first.</param>
/// <param name="At">When it was made; whole seconds are written.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, byte[]? Previous, DateTimeOffset At)
{
    private const string PreviousWord = "previous ";
    private const string AtWord = "at ";
    private const string KeyWord = "key ";
    private const string AtFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>
    /// The public key (SubjectPublicKeyInfo) that signs from this checkpoint on, where it is another than before: both sign this one.
    /// Null in all others.
    /// </summary>
    public byte[]? NextKey { get; init; }

    /// <summary>The text that is signed; every line ends with a line feed.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder().Append(Origin).Append('\n')
                .Append(Size.ToString(CultureInfo.InvariantCulture)).Append('\n')
                .Append(Convert.ToBase64String(Root)).Append('\n');
            if (Previous is not null)
            {
                text.Append(PreviousWord).Append(Convert.ToBase64String(Previous)).Append('\n');
            }

            if (NextKey is not null)
            {
                text.Append(KeyWord).Append(Convert.ToBase64String(NextKey)).Append('\n');
            }

            return text.Append(AtWord).Append(At.UtcDateTime.ToString(AtFormat, CultureInfo.InvariantCulture)).Append('\n').ToString();
        }
    }

    /// <summary>SHA-256 of <see cref="Text"/>.</summary>
    public byte[] Digest => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>Reads the text strictly: what it is written as must be what was read.</summary>
    /// <returns>Null when it is not the text of a checkpoint.</returns>
    public static Checkpoint? Parse(string text)
    {
        var lines = text.Split('\n');
        var at = lines.Length - 2;
        if (lines.Length is < 5 or > 7
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || Bytes(lines[2], MerkleHash.Length) is not { } root
            || !lines[at].StartsWith(AtWord, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(lines[at][AtWord.Length..], AtFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made))
        {
            return null;
        }

        // A line that is neither leaves something unread, and then the text is not what would be written.
        var previous = lines[3].StartsWith(PreviousWord, StringComparison.Ordinal) ? Bytes(lines[3][PreviousWord.Length..], MerkleHash.Length) : null;
        var next = lines[at - 1].StartsWith(KeyWord, StringComparison.Ordinal) ? Bytes(lines[at - 1][KeyWord.Length..], null) : null;
        var read = new Checkpoint(lines[0], size, root, previous, made) { NextKey = next };
        return read.Text == text ? read : null;
    }

    private static byte[]? Bytes(string base64, int? length)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) && (length is null ? written > 0 : written == length) ? bytes[..written] : null;
    }
}
