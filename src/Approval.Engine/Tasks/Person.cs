using System.Collections.Immutable;

namespace Approval.Engine.Tasks;

/// <summary>Somebody a task is given to. Named by whoever gives it; the caller of the Engine vouches for roles and office.</summary>
/// <param name="Office">The office, or partner office, the person serves in.</param>
public sealed record Person(string Id, string Name, ImmutableArray<string> Roles, string? Office)
{
    public bool Has(string role) => !Roles.IsDefault && Roles.Contains(role);
}

/// <summary>A person as the journal names one.</summary>
public sealed record PersonName(string Id, string Name);
