using System.Buffers.Binary;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>
/// Reads PostgreSQL's binary copy format row by row from a stream, without an object for a row: the bytes that are hashed are those
/// that are stored, and a dump is read by the same code as a database.
/// </summary>
internal sealed class CopyRows(Stream stream, int columns) : IAsyncDisposable
{
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n"u8, 0];

    private readonly int[] starts = new int[columns];
    private readonly int[] lengths = new int[columns];
    private byte[] buffer = new byte[256 * 1024];
    private int begin;
    private int end;
    private bool opened;
    private bool ended;

    /// <summary>A column of the row last read; valid until the next is read.</summary>
    public ReadOnlySpan<byte> this[int column] => buffer.AsSpan(starts[column], lengths[column]);

    public int Int32(int column) => BinaryPrimitives.ReadInt32BigEndian(this[column]);

    public long Int64(int column) => BinaryPrimitives.ReadInt64BigEndian(this[column]);

    public ulong UInt64(int column) => BinaryPrimitives.ReadUInt64BigEndian(this[column]);

    public Guid Guid(int column) => new(this[column], bigEndian: true);

    /// <summary>timestamptz: microseconds since 2000.</summary>
    public DateTimeOffset Instant(int column) => new(Epoch + (Int64(column) * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <exception cref="InvalidDataException">The stream is not of this format, or ends in the middle.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        if (ended)
        {
            return false;
        }

        if (!opened)
        {
            await OpenAsync(cancellation);
        }

        await HaveAsync(sizeof(short), cancellation);
        var fields = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(begin));
        if (fields == -1)
        {
            ended = true;
            return false;
        }

        if (fields != columns)
        {
            throw new InvalidDataException($"A row has {fields} columns where {columns} are expected.");
        }

        // Offsets are from the start of the row: the buffer may move while it is filled.
        var at = sizeof(short);
        for (var column = 0; column < columns; column++)
        {
            await HaveAsync(at + sizeof(int), cancellation);
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(begin + at));
            if (length < 0)
            {
                throw new InvalidDataException($"Column {column} of a row is null.");
            }

            at += sizeof(int);
            await HaveAsync(at + length, cancellation);
            (starts[column], lengths[column]) = (at, length);
            at += length;
        }

        for (var column = 0; column < columns; column++)
        {
            starts[column] += begin;
        }

        begin += at;
        return true;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask OpenAsync(CancellationToken cancellation)
    {
        var header = Signature.Length + (2 * sizeof(int));
        await HaveAsync(header, cancellation);
        if (!buffer.AsSpan(begin, Signature.Length).SequenceEqual(Signature))
        {
            throw new InvalidDataException("This is not a binary copy of PostgreSQL.");
        }

        var extension = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(begin + Signature.Length + sizeof(int)));
        if (extension is < 0 or > 65536)
        {
            throw new InvalidDataException("The header of a binary copy is out of range.");
        }

        await HaveAsync(header + extension, cancellation);
        begin += header + extension;
        opened = true;
    }

    /// <summary>Sees to it that so many bytes from <see cref="begin"/> are in the buffer.</summary>
    private async ValueTask HaveAsync(int count, CancellationToken cancellation)
    {
        if (end - begin >= count)
        {
            return;
        }

        if (buffer.Length - begin < count)
        {
            var target = count > buffer.Length ? new byte[Math.Max(count, buffer.Length * 2)] : buffer;
            Buffer.BlockCopy(buffer, begin, target, 0, end - begin);
            (buffer, begin, end) = (target, 0, end - begin);
        }

        while (end - begin < count)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            if (read == 0)
            {
                throw new InvalidDataException("A binary copy ends in the middle of a row.");
            }

            end += read;
        }
    }
}
