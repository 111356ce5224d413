using System.Collections.Immutable;

namespace Approval.Engine.Procedures.Rules;

/// <summary>One place where a procedure breaks a rule.</summary>
internal readonly record struct Breach(string Path, string Reason);

/// <summary>A rule that a procedure must keep to be published.</summary>
/// <param name="Reads">Paths of what it looks at; it is not judged while one of them could not be read.</param>
internal sealed record ProcedureRule(ImmutableArray<string> Reads, Func<Procedure, IEnumerable<Breach>> Check);
