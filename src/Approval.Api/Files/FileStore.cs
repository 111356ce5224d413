using System.Security.Cryptography;

namespace Approval.Api.Files;

/// <summary>Files by the SHA-256 of their content, in the data folder. The same bytes lie there once, whoever sent them.</summary>
public sealed class FileStore
{
    private readonly string folder;

    public FileStore(Settings settings)
    {
        folder = Path.Combine(settings.DataFolder, "files");
        Directory.CreateDirectory(Path.Combine(folder, "incoming"));
    }

    /// <summary>Takes in a stream: on disk, and synced, before anybody is told.</summary>
    /// <returns>Null when it is longer than the limit; then nothing is left of it.</returns>
    public async Task<IncomingFile?> TakeAsync(Stream content, long limit, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "incoming", Guid.NewGuid().ToString("N"));
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

    /// <summary>Null when the bytes are gone.</summary>
    public Stream? Open(byte[] digest)
    {
        var path = PathOf(digest);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
    }

    private string PathOf(byte[] digest)
    {
        var name = Convert.ToHexStringLower(digest);
        return Path.Combine(folder, name[..2], name);
    }
}

/// <summary>A file on its way in. Disposing removes what has not been kept.</summary>
public sealed class IncomingFile(string path) : IDisposable
{
    public string Path { get; } = path;

    public long Size { get; set; }

    public byte[] Digest { get; set; } = [];

    public void Dispose() => File.Delete(Path);
}
