using System.Buffers.Binary;
using System.Security.Cryptography;
using Approval.Api.Http;

namespace Approval.Api.Files;

/// <summary>
/// Files by the SHA-256 of their content, in the data folder. The same bytes lie there once, whoever sent them. What is read is held
/// against its digest before anybody gets a byte of it (RELIABILITY U6).
/// </summary>
public sealed partial class FileStore
{
    private readonly string folder;
    private readonly string incomings;
    private readonly FileFigures figures;
    private readonly ILogger<FileStore> log;

    public FileStore(Settings settings, FileFigures figures, ILogger<FileStore> log)
    {
        (this.figures, this.log) = (figures, log);
        folder = Path.Combine(settings.DataFolder, "files");
        incomings = Path.Combine(folder, "incoming");
        Directory.CreateDirectory(incomings);
    }

    /// <summary>The lock that whoever takes these bytes in, or removes them, holds in the database.</summary>
    public static long LockOf(byte[] digest) => BinaryPrimitives.ReadInt64BigEndian(digest);

    /// <summary>Takes in a stream: on disk, and synced, before anybody is told.</summary>
    /// <returns>Null when it is longer than the limit; then nothing is left of it.</returns>
    public async Task<IncomingFile?> TakeAsync(Stream content, long limit, CancellationToken cancellation)
    {
        var path = Path.Combine(incomings, Guid.NewGuid().ToString("N"));
        var incoming = new IncomingFile(path);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                incoming.Size += read;
                if (incoming.Size > limit)
                {
                    incoming.Dispose();
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            file.Flush(flushToDisk: true);
            incoming.Digest = hash.GetHashAndReset();
            return incoming;
        }
        catch
        {
            incoming.Dispose();
            throw;
        }
    }

    /// <summary>From incoming to its place.</summary>
    public void Keep(IncomingFile incoming)
    {
        var place = PathOf(incoming.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(incoming.Path, place, overwrite: true);
    }

    /// <summary>The bytes, or why they are not given.</summary>
    /// <param name="recorded">What the record of a case says of them, hex; null when nothing does.</param>
    public async Task<(Stream? Content, Problem? Wrong)> OpenAsync(byte[] digest, string? recorded, CancellationToken cancellation)
    {
        var (path, name) = (PathOf(digest), Convert.ToHexStringLower(digest));
        if (!File.Exists(path))
        {
            figures.Lost();
            LogLost(log, name);
            return (null, FileProblems.Lost);
        }

        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var found = await SHA256.HashDataAsync(content, cancellation);
            if ((recorded is null || recorded == name) && digest.AsSpan().SequenceEqual(found))
            {
                content.Position = 0;
                return (content, null);
            }
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        await content.DisposeAsync();
        figures.Altered();
        LogAltered(log, name);
        return (null, FileProblems.Altered);
    }

    /// <summary>The digests of all files that are older.</summary>
    public IEnumerable<byte[]> Digests(DateTimeOffset before) => new DirectoryInfo(folder).EnumerateDirectories("??")
        .SelectMany(part => part.EnumerateFiles())
        .Where(file => file.Name.Length == 2 * SHA256.HashSizeInBytes && file.Name.All(char.IsAsciiHexDigitLower) && file.LastWriteTimeUtc < before.UtcDateTime)
        .Select(file => Convert.FromHexString(file.Name));

    /// <summary>False when it is gone already, or has been taken in anew.</summary>
    public bool Remove(byte[] digest, DateTimeOffset before)
    {
        var file = new FileInfo(PathOf(digest));
        if (!file.Exists || file.LastWriteTimeUtc >= before.UtcDateTime)
        {
            return false;
        }

        file.Delete();
        return true;
    }

    /// <summary>What interrupted uploads left.</summary>
    /// <returns>How many.</returns>
    public int RemoveIncoming(DateTimeOffset before)
    {
        var left = new DirectoryInfo(incomings).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime).ToList();
        left.ForEach(file => file.Delete());
        return left.Count;
    }

    private string PathOf(byte[] digest)
    {
        var name = Convert.ToHexStringLower(digest);
        return Path.Combine(folder, name[..2], name);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The bytes of file {Digest} are gone")]
    private static partial void LogLost(ILogger logger, string digest);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The bytes of file {Digest} are not those that were uploaded")]
    private static partial void LogAltered(ILogger logger, string digest);
}

/// <summary>A file on its way in. Disposing removes what has not been kept.</summary>
public sealed class IncomingFile(string path) : IDisposable
{
    public string Path { get; } = path;

    public long Size { get; set; }

    public byte[] Digest { get; set; } = [];

    public void Dispose() => File.Delete(Path);
}
