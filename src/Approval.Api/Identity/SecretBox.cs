using System.Security.Cryptography;

namespace Approval.Api.Identity;

/// <summary>Secrets that must be read again (second factors, webhook keys) at rest: AES-256-GCM under keys that follow from the signing key.</summary>
public sealed class SecretBox(SigningKeys signing)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly IReadOnlyList<byte[]> keys = signing.Derive("approval secrets at rest v1");

    public byte[] Seal(ReadOnlySpan<byte> secret)
    {
        var box = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(keys[0], TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), secret, box.AsSpan(NonceLength, secret.Length), box.AsSpan(NonceLength + secret.Length));
        return box;
    }

    /// <exception cref="CryptographicException">No key we have opens it.</exception>
    public byte[] Open(ReadOnlySpan<byte> box)
    {
        var secret = new byte[box.Length - NonceLength - TagLength];
        foreach (var key in keys)
        {
            try
            {
                using var aes = new AesGcm(key, TagLength);
                aes.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], secret);
                return secret;
            }
            catch (AuthenticationTagMismatchException)
            {
                // Sealed under the key before.
            }
        }

        throw new CryptographicException("A stored secret was sealed under a key that is no longer configured (Identity:AcceptedKeys).");
    }
}
