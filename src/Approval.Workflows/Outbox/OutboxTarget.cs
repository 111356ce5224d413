using System.Collections.Immutable;

namespace Approval.Workflows.Outbox;

/// <summary>
/// An endpoint that is told of changed cases, and the secrets it knows us by. Where its address leads is looked at when connecting
/// (<see cref="ConnectionGuard"/>).
/// </summary>
/// <param name="Secrets">More than one while a secret is being replaced: each message is signed with all of them.</param>
public sealed record OutboxTarget(Uri Endpoint, ImmutableArray<ImmutableArray<byte>> Secrets)
{
    /// <summary>Which addresses it may have.</summary>
    public ConnectionGuard Guard { get; init; } = ConnectionGuard.Strict;

    private const string SecretPrefix = "whsec_";
    private const int ShortestSecret = 24;
    private const int LongestSecret = 64;

    /// <summary>Reads Outbox:Endpoint and Outbox:Secret.</summary>
    /// <param name="endpoint">Absolute https address; http as well in Development.</param>
    /// <param name="secret"><c>whsec_</c> and 24 to 64 bytes in base64, as Standard Webhooks has it; several apart by spaces.</param>
    /// <returns>Null without an endpoint: there is nobody to tell.</returns>
    /// <exception cref="InvalidOperationException">Names the setting that is wrong; never shows the secret.</exception>
    public static OutboxTarget? From(string? endpoint, string? secret, bool development, ConnectionGuard? guard = null)
    {
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw new InvalidOperationException("Outbox:Endpoint must be an absolute address without user name and fragment.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(development && address.Scheme == Uri.UriSchemeHttp))
        {
            throw new InvalidOperationException($"Outbox:Endpoint must begin with https, not {address.Scheme}; http is for Development.");
        }

        var secrets = (secret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return secrets.Length == 0
            ? throw new InvalidOperationException("Outbox:Endpoint needs Outbox:Secret, or the receiver could not tell our messages from forged ones.")
            : new OutboxTarget(address, [.. secrets.Select(ReadSecret)]) { Guard = guard ?? ConnectionGuard.Of(null, development) };
    }

    private static ImmutableArray<byte> ReadSecret(string text)
    {
        var bytes = new byte[LongestSecret];
        return text.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[SecretPrefix.Length..], bytes, out var length)
            && length >= ShortestSecret
            ? [.. bytes.AsSpan(0, length)]
            : throw new InvalidOperationException($"Outbox:Secret must be {SecretPrefix} followed by {ShortestSecret} to {LongestSecret} bytes in base64.");
    }
}
