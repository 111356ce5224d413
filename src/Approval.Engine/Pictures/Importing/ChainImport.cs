using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Approval.Engine.Procedures;

namespace Approval.Engine.Pictures.Importing;

/// <summary>A BPMN file read as a chain, or every reason found why it is none.</summary>
/// <param name="Chain">Null as soon as one finding refuses.</param>
public sealed record ChainImport(Chain? Chain, ImmutableArray<ImportFinding> Findings)
{
    [MemberNotNullWhen(true, nameof(Chain))]
    public bool IsRead => Chain is not null;
}

/// <param name="Element">Id of the element it is about; null: the file.</param>
/// <param name="Code">Stable.</param>
/// <param name="Refuses">False: what was taken for want of a statement, to be looked at.</param>
public sealed record ImportFinding(string? Element, string Code, LocalText Message, bool Refuses = true);
