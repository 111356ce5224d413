using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Approval.Engine.Procedures;

/// <summary>The answer of <see cref="ProcedureReader"/>: a procedure that may be published, or every reason why not.</summary>
/// <param name="Procedure">Null as soon as there is one finding.</param>
public sealed record ProcedureReading(Procedure? Procedure, ImmutableArray<Finding> Findings)
{
    [MemberNotNullWhen(true, nameof(Procedure))]
    public bool IsValid => Procedure is not null;
}
