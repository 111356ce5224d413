using System.Globalization;
using System.IO.Compression;

namespace Approval.Workflows.Auditing.Verification;

/// <summary>
/// The record as a file: a zip with one binary copy for each <see cref="RecordSection"/>, as this class or psql writes them. It can be
/// taken out of the house and checked there.
/// </summary>
public sealed class ExportedRecord : IStoredRecord
{
    private const string Extension = ".copy";
    private const string RowsEntry = "rows.txt";

    private readonly string path;

    private ExportedRecord(string path, long expected) => (this.path, ExpectedRows) = (path, expected);

    public int Parts => 1;

    public long ExpectedRows { get; }

    /// <exception cref="InvalidDataException">The file is not an export.</exception>
    public static async Task<ExportedRecord> OpenAsync(string path, CancellationToken cancellation = default)
    {
        await using var zip = await ZipFile.OpenReadAsync(path, cancellation);
        var missing = RecordSection.All.Where(stream => zip.GetEntry(stream.Name + Extension) is null).Select(stream => stream.Name + Extension).ToList();
        if (missing.Count > 0)
        {
            throw new InvalidDataException($"{path} is not an export of the record: {string.Join(", ", missing)} is missing.");
        }

        var rows = 0L;
        if (zip.GetEntry(RowsEntry) is { } entry)
        {
            using var reader = new StreamReader(await entry.OpenAsync(cancellation));
            _ = long.TryParse(await reader.ReadToEndAsync(cancellation), NumberStyles.None, CultureInfo.InvariantCulture, out rows);
        }

        return new ExportedRecord(path, rows);
    }

    /// <summary>Writes the whole record to a new file.</summary>
    public static async Task WriteAsync(DatabaseRecord record, string path, CancellationToken cancellation = default)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellation);
        await using (var rows = await zip.CreateEntry(RowsEntry).OpenAsync(cancellation))
        {
            await rows.WriteAsync(System.Text.Encoding.ASCII.GetBytes(record.ExpectedRows.ToString(CultureInfo.InvariantCulture)), cancellation);
        }

        foreach (var stream in RecordSection.All)
        {
            await using var entry = await zip.CreateEntry(stream.Name + Extension, CompressionLevel.Fastest).OpenAsync(cancellation);
            await using var copy = await record.OpenAsync(stream, 0, cancellation);
            await copy.CopyToAsync(entry, cancellation);
        }
    }

    public async Task<Stream> OpenAsync(RecordSection stream, int part, CancellationToken cancellation)
    {
        // An archive of its own for each stream: several are read side by side.
        var zip = await ZipFile.OpenReadAsync(path, cancellation);
        return new EntryStream(zip, await zip.GetEntry(stream.Name + Extension)!.OpenAsync(cancellation));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An entry that takes its archive with it.</summary>
    private sealed class EntryStream(ZipArchive zip, Stream entry) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => entry.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => entry.ReadAsync(buffer, offset, count, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                entry.Dispose();
                zip.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
