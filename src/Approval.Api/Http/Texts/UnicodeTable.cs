using System.Collections.Frozen;
using System.Globalization;

namespace Approval.Api.Http.Texts;

/// <summary>The facts of Unicode that NFC needs, read from unicode.txt. Characters newer than that file have no decomposition here and stay as they are.</summary>
internal sealed class UnicodeTable
{
    private static readonly Lazy<UnicodeTable> Loaded = new(() => new UnicodeTable());

    private readonly FrozenDictionary<int, int[]> decompositions;
    private readonly FrozenDictionary<(int First, int Second), int> compositions;
    private readonly FrozenDictionary<int, byte> classes;

    private UnicodeTable()
    {
        var (parts, pairs, marks) = (new Dictionary<int, int[]>(), new Dictionary<(int, int), int>(), new Dictionary<int, byte>());
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream(typeof(UnicodeTable), "unicode.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#')
            {
                continue;
            }

            if (line.Split('=') is [var composed, var its])
            {
                int[] into = [.. its.TrimEnd('!').Split(' ').Select(Number)];
                parts.Add(Number(composed), into);
                if (into.Length == 2 && its[^1] != '!')
                {
                    pairs.Add((into[0], into[1]), Number(composed));
                }
            }
            else if (line.Split(' ') is [var first, var last, var its2])
            {
                foreach (var mark in Enumerable.Range(Number(first), Number(last) - Number(first) + 1))
                {
                    marks.Add(mark, byte.Parse(its2, CultureInfo.InvariantCulture));
                }
            }
        }

        (decompositions, compositions, classes) = (parts.ToFrozenDictionary(), pairs.ToFrozenDictionary(), marks.ToFrozenDictionary());
    }

    public static UnicodeTable Instance => Loaded.Value;

    /// <summary>One level; null for what has none.</summary>
    public int[]? Parts(int codePoint) => decompositions.GetValueOrDefault(codePoint);

    public int? Composed(int first, int second) => compositions.TryGetValue((first, second), out var whole) ? whole : null;

    /// <summary>Canonical combining class; 0 for what begins something.</summary>
    public byte ClassOf(int codePoint) => classes.GetValueOrDefault(codePoint);

    private static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
