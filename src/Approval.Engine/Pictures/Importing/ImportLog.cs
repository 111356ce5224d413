using System.Collections.Immutable;

namespace Approval.Engine.Pictures.Importing;

/// <summary>What was found while a file was read.</summary>
internal sealed class ImportLog
{
    private readonly List<ImportFinding> findings = [];

    public ImmutableArray<ImportFinding> Findings => [.. findings];

    public void Note(string? element, string code, string zh, string en) => findings.Add(new ImportFinding(element, code, new(zh, en), Refuses: false));

    public void Refuse(string? element, string code, string zh, string en) => findings.Add(new ImportFinding(element, code, new(zh, en)));
}

/// <summary>The file is no chain, and nothing more can be said of it. Caught by <see cref="BpmnImport"/>.</summary>
internal sealed class NotAChainException(ImportFinding finding) : Exception(finding.Message.En)
{
    public ImportFinding Finding { get; } = finding;

    public static NotAChainException At(string? element, string code, string zh, string en) => new(new ImportFinding(element, code, new(zh, en)));
}
