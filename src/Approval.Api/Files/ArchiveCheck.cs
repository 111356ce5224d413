using System.IO.Compression;

namespace Approval.Api.Files;

/// <summary>
/// Looks into a package (OFD, DOCX) without keeping anything of it: by its real bytes, not by what it says of itself, it must not be
/// far larger than it came, not hold thousands of parts, and name none outside itself.
/// </summary>
public static class ArchiveCheck
{
    public const int MostParts = 2000;
    public const long LargestExpanded = 200L * 1024 * 1024;

    /// <summary>Text of drawings compresses well, but not like this; small parts may.</summary>
    public const int HighestRatio = 100;

    private const long SmallPart = 1024 * 1024;

    /// <returns>The names of its parts; null for what is no sound package.</returns>
    public static IReadOnlySet<string>? PartsOf(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostParts || archive.Entries.Any(entry => Leads(entry.FullName) || IsLink(entry)))
            {
                return null;
            }

            var expanded = 0L;
            var buffer = new byte[64 * 1024];
            foreach (var entry in archive.Entries)
            {
                if (Expand(entry, LargestExpanded - expanded, buffer) is not { } size)
                {
                    return null;
                }

                expanded += size;
            }

            return archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Null as soon as it is too much.</returns>
    private static long? Expand(ZipArchiveEntry entry, long room, byte[] buffer)
    {
        using var content = entry.Open();
        var size = 0L;
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            size += read;
            if (size > room || (size > SmallPart && size / HighestRatio > entry.CompressedLength))
            {
                return null;
            }
        }

        // Deflate never needs much more room than the content itself: what does, holds more than it says.
        return entry.CompressedLength > size + (size / 100) + 1024 ? null : size;
    }

    /// <summary>Out of the package, when somebody unpacks it one day.</summary>
    private static bool Leads(string name) => name.Length == 0 || name[0] is '/' or '\\' || name.Contains(':', StringComparison.Ordinal) || name.Split('/', '\\').Contains("..");

    /// <summary>A symbolic link, by the Unix mode that archives carry.</summary>
    private static bool IsLink(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000;
}
