namespace Approval.Workflows.Storage;

/// <summary>Where an applicant's or an office's own system wants to be told.</summary>
public sealed class WebhookEndpointRow
{
    public Guid Id { get; set; }

    public string? Organisation { get; set; }

    public string? OfficeCode { get; set; }

    public string Url { get; set; } = "";

    public string Description { get; set; } = "";

    public bool Enabled { get; set; }

    public string? DisabledReason { get; set; }

    /// <summary>Encrypted; so is the one before, which signs too until it has passed.</summary>
    public byte[] Secret { get; set; } = [];

    public byte[]? PreviousSecret { get; set; }

    public DateTimeOffset? PreviousUntil { get; set; }

    public string CreatedBy { get; set; } = "";

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
