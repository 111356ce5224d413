using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Approval.Engine.Cases;

public enum ActorKind
{
    Person,

    /// <summary>An applicant's own system.</summary>
    Client,

    /// <summary>The product itself: a timer, the chain. Never written under a person's name.</summary>
    System,
}

/// <summary>Who acts. Rights are judged from this alone.</summary>
/// <param name="Office">The office the person serves in; null for applicants and the system.</param>
/// <param name="Organisation">The applicant's own organisation; null for officers and the system.</param>
public sealed record Actor(string Id, string Name, ActorKind Kind, ImmutableArray<string> Roles, string? Office, string? Organisation)
{
    /// <summary>
    /// Numbers of people and organisations that the person has an interest in, first of all the own one: from a case whose applicant
    /// or agent has one of them the person keeps away (公务员法 art 76). Never written to a journal.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<string> Interests { get; init; } = [];

    /// <summary>The rule that acts by itself, deemed acceptance for one.</summary>
    public static Actor Rule(string rule) => new($"system:{rule}", rule, ActorKind.System, [], null, null);

    public bool Has(string role) => !Roles.IsDefault && Roles.Contains(role);

    [JsonIgnore]
    public bool IsSystem => Kind == ActorKind.System;
}
