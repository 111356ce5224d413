using System.Buffers.Binary;
using System.IO.Compression;

namespace Approval.Api.Tests.Files;

/// <summary>Packages, sound and not.</summary>
internal static class Archives
{
    public static byte[] Of(params string[] parts) => Make(archive =>
    {
        foreach (var part in parts)
        {
            Add(archive, part, "x"u8.ToArray());
        }
    });

    public static IEnumerable<TestCaseData> Bombs()
    {
        yield return Case("Thirty megabytes of nothing in thirty kilobytes", Make(archive => Add(archive, "OFD.xml", new byte[30 * 1024 * 1024])));
        yield return Case("Many parts just below the ratio", Make(archive =>
        {
            Add(archive, "OFD.xml", [1]);
            var noise = Noise(1024 * 1024, 12);
            for (var part = 0; part < 210; part++)
            {
                Add(archive, $"part{part}", noise);
            }
        }));
        yield return Case("Three thousand parts", Of(["OFD.xml", .. Enumerable.Range(0, 3000).Select(part => $"p{part}")]));
        yield return Case("A part outside the package", Of("OFD.xml", "../../etc/cron.d/evil"));
        yield return Case("An absolute part", Of("OFD.xml", "/etc/passwd"));
        yield return Case("A part on a drive", Of("OFD.xml", "C:\\boot.ini"));
        yield return Case("A link", Make(archive => Add(archive, "OFD.xml", [1]).ExternalAttributes = unchecked((int)0xA1FF0000)));
        yield return Case("A size that lies", Lying());
        yield return Case("Cut off", Of("OFD.xml", "Doc_0/Document.xml")[..^30]);
        yield return Case("Only the name of a part", [.. "PK\u0003\u0004......OFD.xml...."u8]);
        yield return Case("Another package", Of("xl/workbook.xml"));
    }

    private static TestCaseData Case(string name, byte[] archive) => new TestCaseData(archive).SetArgDisplayNames(name);

    private static byte[] Make(Action<ZipArchive> fill)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        return bytes.ToArray();
    }

    private static ZipArchiveEntry Add(ZipArchive archive, string name, byte[] content)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        using var stream = entry.Open();
        stream.Write(content);
        return entry;
    }

    /// <summary>Compresses about as well as the number of kinds of bytes allows.</summary>
    private static byte[] Noise(int length, int repeated)
    {
        var random = new Random(7);
        var bytes = new byte[length];
        for (var i = 0; i < length; i += repeated * 4)
        {
            bytes.AsSpan(i, Math.Min(repeated * 4, length - i)).Fill((byte)random.Next(256));
        }

        return bytes;
    }

    /// <summary>Says in both directories that its part has ten bytes.</summary>
    private static byte[] Lying()
    {
        var archive = Make(made => Add(made, "OFD.xml", new byte[30 * 1024 * 1024]));
        var central = archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(archive.AsSpan(central + 24), 10);
        BinaryPrimitives.WriteInt32LittleEndian(archive.AsSpan(22), 10);
        return archive;
    }
}
