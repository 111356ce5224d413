namespace Approval.Workflows.Storage;

/// <summary>Somebody who signs in.</summary>
public sealed class PersonRow
{
    public Guid Id { get; set; }

    /// <summary>Lower case; never given to somebody else.</summary>
    public string UserName { get; set; } = "";

    public string Name { get; set; } = "";

    public string[] Roles { get; set; } = [];

    public string? Office { get; set; }

    public string? Organisation { get; set; }

    public bool Enabled { get; set; }

    public string PasswordHash { get; set; } = "";

    public bool MustChangePassword { get; set; }

    /// <summary>Key of the second factor, encrypted; there before it is confirmed.</summary>
    public byte[]? Authenticator { get; set; }

    /// <summary>Whether the second factor has been confirmed.</summary>
    public bool SecondFactor { get; set; }

    /// <summary>The last half minute whose code was used: none is taken twice.</summary>
    public long LastCodeStep { get; set; }

    public int FailedCount { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>What the person keeps away from (回避), encrypted; null for nothing.</summary>
    public byte[]? Interests { get; set; }

    /// <summary>Changes with everything that ends sessions.</summary>
    public string Stamp { get; set; } = "";

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

public sealed class SessionRow
{
    /// <summary>SHA-256 of the cookie's value.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>For the eyes of the session's owner; proves nothing.</summary>
    public Guid Id { get; set; }

    public Guid PersonId { get; set; }

    /// <summary>Where it was opened from; null when that is not known.</summary>
    public string? Address { get; set; }

    public string Stamp { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>A system that asks for tokens.</summary>
public sealed class ApiClientRow
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string[] Roles { get; set; } = [];

    public string? Office { get; set; }

    public string? Organisation { get; set; }

    public string[] Scopes { get; set; } = [];

    public bool Enabled { get; set; }

    /// <summary>Changes with everything that makes older tokens useless.</summary>
    public string Stamp { get; set; } = "";

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

public sealed class ApiClientSecretRow
{
    public Guid Id { get; set; }

    public string ClientId { get; set; } = "";

    public byte[] Hash { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>Who changed an account, when and how.</summary>
public sealed class IdentityChangeRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public string ActorId { get; set; } = "";

    /// <summary>person:NAME or client:ID.</summary>
    public string Subject { get; set; } = "";

    public string What { get; set; } = "";

    public string Detail { get; set; } = "";
}
