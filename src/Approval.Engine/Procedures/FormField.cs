using System.Collections.Immutable;

namespace Approval.Engine.Procedures;

public enum FieldType
{
    Text,
    Integer,
    Decimal,
    Date,
    Boolean,
    Choice,
}

/// <summary>One field of the application form. Only what the matter needs may be asked (art 31).</summary>
/// <param name="Name">camelCase key in the form object.</param>
/// <param name="Min">Smallest number allowed, inclusive.</param>
/// <param name="Max">Largest number allowed, inclusive.</param>
/// <param name="MaxLength">Longest text in characters.</param>
/// <param name="Pattern">A regular expression, matched whole, without backtracking; see <see cref="FormPattern"/>.</param>
/// <param name="Confidential">Shown only to those who handle the case: coordinates, protection class.</param>
public sealed record FormField(
    string Name,
    LocalText Label,
    FieldType Type,
    bool Required,
    string? Unit = null,
    decimal? Min = null,
    decimal? Max = null,
    int? MaxLength = null,
    string? Pattern = null,
    ImmutableArray<FieldOption> Options = default,
    string? Help = null,
    bool Confidential = false);

public sealed record FieldOption(string Value, LocalText Label);
