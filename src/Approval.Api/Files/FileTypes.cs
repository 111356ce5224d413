using System.Text;

namespace Approval.Api.Files;

/// <summary>What a file is, by its first bytes. Its name and what the sender calls it count for nothing.</summary>
public static class FileTypes
{
    private static readonly (byte[] Begins, string MediaType)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("AC10"u8.ToArray(), "image/vnd.dwg"),
    ];

    private static readonly (byte[] Entry, string MediaType)[] Packages =
    [
        (Encoding.ASCII.GetBytes("OFD.xml"), "application/ofd"),
        (Encoding.ASCII.GetBytes("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ];

    /// <summary>Null for a type that is not taken.</summary>
    public static string? Recognise(Stream file)
    {
        var head = new byte[8];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        foreach (var (begins, mediaType) in Known)
        {
            if (head.AsSpan(0, length).StartsWith(begins))
            {
                return mediaType;
            }
        }

        return head.AsSpan(0, length).StartsWith("PK\u0003\u0004"u8) ? Package(file) : null;
    }

    /// <summary>A ZIP holds the names of its entries as they are, so it need not be opened: nothing is ever expanded.</summary>
    private static string? Package(Stream file)
    {
        file.Position = 0;
        var longest = Packages.Max(package => package.Entry.Length);
        var buffer = new byte[64 * 1024];
        int kept = 0, read;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var seen = buffer.AsSpan(0, kept + read);
            foreach (var (entry, mediaType) in Packages)
            {
                if (seen.IndexOf(entry) >= 0)
                {
                    return mediaType;
                }
            }

            kept = Math.Min(longest - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return null;
    }
}
