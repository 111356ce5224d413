namespace Approval.Workflows.Auditing;

/// <summary>How the record is witnessed.</summary>
/// <param name="Origin">Names the log in its checkpoints: host and path, no spaces. Never changed once a checkpoint has been published.</param>
/// <param name="Every">Between two checkpoints.</param>
/// <param name="WitnessFolder">A folder outside the system's reach (a mounted write-once share) that gets a copy of each checkpoint; null for none.</param>
/// <param name="WitnessUrl">An address that each checkpoint is posted to; null for none.</param>
public sealed record AuditSettings(string Origin, TimeSpan Every, string? WitnessFolder, Uri? WitnessUrl)
{
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    /// <exception cref="InvalidOperationException">Names the setting that is wrong.</exception>
    public static AuditSettings From(string? origin, TimeSpan? every, string? folder, string? url, bool isDevelopment)
    {
        if (string.IsNullOrEmpty(origin))
        {
            origin = isDevelopment ? "localhost/approval" : throw new InvalidOperationException("Audit:Origin must name the log in its checkpoints, such as approval.changsha.example/430100.");
        }

        if (origin.Length > 200 || origin.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '+'))
        {
            throw new InvalidOperationException("Audit:Origin must be a host and a path without spaces.");
        }

        if (every is { } interval && (interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromDays(1)))
        {
            throw new InvalidOperationException("Audit:Every must be from 00:00:01 to 1.00:00:00.");
        }

        Uri? address = null;
        if (!string.IsNullOrEmpty(url) && !(Uri.TryCreate(url, UriKind.Absolute, out address)
            && (address.Scheme == Uri.UriSchemeHttps || (isDevelopment && address.Scheme == Uri.UriSchemeHttp))
            && address.UserInfo.Length == 0))
        {
            throw new InvalidOperationException("Audit:WitnessUrl must be an absolute https address without a user name.");
        }

        return new AuditSettings(origin, every ?? Usual, string.IsNullOrEmpty(folder) ? null : Path.GetFullPath(folder), address);
    }
}
