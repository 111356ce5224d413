namespace Approval.Api;

/// <summary>
/// Every setting this process reads, so that a mistyped one is noticed at the start and not when it is missed (RELIABILITY O8). Sections
/// of the framework and what else the environment holds are not ours to judge.
/// </summary>
public static class SettingNames
{
    /// <summary>Section by section, as docs/operations.md describes them.</summary>
    public static IReadOnlyDictionary<string, string[]> Sections { get; } = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["ConnectionStrings"] = ["Approval", "Owner", "Worker", "Signer"],
        ["Audit"] = ["SigningKey", "PreviousKey", "Origin", "Every", "WitnessFolder", "WitnessUrl"],
        ["DataProtection"] = ["Certificate"],
        ["Database"] = ["AllowUnsafe"],
        ["Edge"] = ["TlsAtProxy", "KnownProxies"],
        ["Files"] = ["UnfiledBytesPerDay", "UnfiledFilesPerDay", "Scanner", "TakeUnscanned", "Sweep"],
        ["Identity"] =
        [
            "SigningKey", "AcceptedKeys", "TokenMinutes", "FirstAdministrator", "DemoClients", "Authority", "Audience", "RolesClaim", "RolePrefix", "NameClaim", "OfficeClaim",
            "OrganisationClaim",
        ],
        ["Outbox"] = ["Endpoint", "Secret"],
        ["RateLimit"] = ["RequestsPerSecond", "RequestsPerSecondPerAddress", "ConcurrentRequests"],
        ["Webhooks"] = ["AllowedNetworks"],
    };

    /// <summary>Those without a section. The last ones are read by scripts and docker-compose.yml beside this process.</summary>
    public static IReadOnlyList<string> Plain { get; } =
    [
        "APPROVAL_CLOCK", "APPROVAL_DATA", "Seeds",
        "APPROVAL_PORT", "APPROVAL_ORIGIN", "APPROVAL_PROXIES", "APPROVAL_SIGNING_KEY", "APPROVAL_AUDIT_KEY", "APPROVAL_DATA_CERTIFICATE", "APPROVAL_FIRST_ADMINISTRATOR", "APPROVAL_TEST_DATABASE",
    ];

    private static readonly string[] OfTheFramework = ["Logging", "Kestrel", "AllowedHosts", "HttpSys", "ForwardedHeaders", "Console"];

    /// <exception cref="InvalidOperationException">Names the setting and the one that was meant, never a value.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            // A section itself has no value; a word of the environment that happens to be called like one has, and no names below it.
            if (value is not null && Fault(key) is { } fault)
            {
                throw new InvalidOperationException(fault);
            }
        }
    }

    private static string? Fault(string key)
    {
        if (key.Split(':', 2) is not [var section, var name])
        {
            return key.StartsWith("APPROVAL_", StringComparison.OrdinalIgnoreCase) && !Plain.Contains(key, StringComparer.OrdinalIgnoreCase) && Nearest(key, Plain) is { } plain
                ? $"There is no setting {key}; {plain} is meant?"
                : null;
        }

        if (Sections.TryGetValue(section, out var names))
        {
            // The environment's own prefixes for connection strings bring names of providers along.
            return names.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith("_ProviderName", StringComparison.Ordinal) ? null
                : $"There is no setting {key}{(Nearest(name, names) is { } meant ? $"; {section}:{meant} is meant?" : $". {section} has {string.Join(", ", names)}.")}";
        }

        return !OfTheFramework.Contains(section, StringComparer.OrdinalIgnoreCase) && Nearest(section, Sections.Keys) is { } near && (Sections[near].Contains(name, StringComparer.OrdinalIgnoreCase) || Nearest(name, Sections[near]) is not null)
            ? $"There is no setting {key}; {near}:{Nearest(name, Sections[near])} is meant?"
            : null;
    }

    /// <summary>The one that differs least; null when all differ by more than a slip of the hand.</summary>
    private static string? Nearest(string word, IEnumerable<string> words)
    {
        var (nearest, distance) = words.Select(one => (one, Distance(word.ToUpperInvariant(), one.ToUpperInvariant()))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, nearest.Length / 4) ? nearest : null;
    }

    /// <summary>How many letters must be put in, taken out or replaced (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
