using System.Collections.Immutable;
using Approval.Engine.Procedures;

namespace Approval.Engine.Offices;

/// <summary>The answer of <see cref="OfficeReader"/>: the offices, or every reason why the file is refused.</summary>
/// <param name="Offices">Empty as soon as there is one finding.</param>
public sealed record OfficeReading(ImmutableArray<Office> Offices, ImmutableArray<Finding> Findings)
{
    public bool IsValid => Findings.IsEmpty;
}
