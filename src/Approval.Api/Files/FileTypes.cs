namespace Approval.Api.Files;

/// <summary>What a file is, by its first bytes, or the parts of the package it is. Its name and what the sender calls it count for nothing.</summary>
public static class FileTypes
{
    private static readonly (byte[] Begins, string MediaType)[] Known =
    [
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("AC10"u8.ToArray(), "image/vnd.dwg"),
    ];

    private static readonly (string Part, string MediaType)[] Packages =
    [
        ("OFD.xml", "application/ofd"),
        ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
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

    private static string? Package(Stream file)
    {
        file.Position = 0;
        return ArchiveCheck.PartsOf(file) is { } parts
            ? Packages.Where(package => parts.Contains(package.Part)).Select(package => package.MediaType).FirstOrDefault()
            : null;
    }
}
