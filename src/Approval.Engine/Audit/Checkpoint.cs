using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Approval.Engine.Audit;

/// <summary>
/// What the log held at a moment, in the form of C2SP tlog-checkpoint: origin, size, root, and two lines of our own.
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
    private const string AtFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

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
        if (lines.Length is not (5 or 6)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || Hash(lines[2]) is not { } root
            || !lines[at].StartsWith(AtWord, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(lines[at][AtWord.Length..], AtFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made))
        {
            return null;
        }

        var previous = lines.Length == 6 && lines[3].StartsWith(PreviousWord, StringComparison.Ordinal) ? Hash(lines[3][PreviousWord.Length..]) : null;
        var read = new Checkpoint(lines[0], size, root, previous, made);
        return read.Text == text ? read : null;
    }

    private static byte[]? Hash(string base64)
    {
        var bytes = new byte[MerkleHash.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) && written == bytes.Length ? bytes : null;
    }
}
