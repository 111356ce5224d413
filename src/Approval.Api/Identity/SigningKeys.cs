using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Identity;

/// <summary>
/// The service's ECDSA P-256 keys. One signs receipts and, where no other issuer is configured, access tokens; others may be accepted
/// beside it, so that a key is replaced without anybody noticing: publish the new one, sign with it, drop the old one.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    private readonly Lock signing = new();
    private readonly SigningKey current;
    private readonly List<SigningKey> all;

    private SigningKeys(List<SigningKey> all) => (current, this.all) = (all[0], all);

    public string KeyId => current.Id;

    public ECDsaSecurityKey SecurityKey => current.Security;

    /// <summary>The signing key first.</summary>
    public IReadOnlyList<SigningKey> All => all;

    /// <summary>Reads the configured keys; in Development one is made in the data folder the first time.</summary>
    /// <exception cref="InvalidOperationException">A file holds no EC P-256 key, or the signing key has no private part.</exception>
    public static SigningKeys Load(Settings settings)
    {
        var path = settings.SigningKey ?? Path.Combine(settings.DataFolder, "keys", "signing.pem");
        if (settings.SigningKey is null && !File.Exists(path))
        {
            Make(path);
        }

        var keys = settings.Identity.AcceptedKeys.Prepend(path).Select(SigningKey.Read).DistinctBy(key => key.Id).ToList();
        return keys[0].CanSign ? new SigningKeys(keys) : throw new InvalidOperationException($"{path} holds a public key; signing needs the private one.");
    }

    /// <summary>base64url, r and s one after the other (IEEE P1363), as in a JWS of ES256.</summary>
    public string Sign(ReadOnlySpan<byte> bytes)
    {
        lock (signing)
        {
            return Base64Url.EncodeToString(current.Key.SignData(bytes, HashAlgorithmName.SHA256));
        }
    }

    /// <summary>Keys for secrets at rest that follow from the private keys: the current one first. A dropped key takes its secrets along.</summary>
    public IReadOnlyList<byte[]> Derive(string purpose) =>
    [
        .. all.Where(key => key.CanSign).Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key.ExportParameters(true).D!, 32, info: Encoding.UTF8.GetBytes(purpose))),
    ];

    public void Dispose() => all.ForEach(key => key.Dispose());

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = $"{path}.{Guid.NewGuid():N}";
        PrivateFile.Write(made, key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(made, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key is the key.
            File.Delete(made);
        }
    }
}

/// <summary>One key, private or public.</summary>
public sealed class SigningKey : IDisposable
{
    private SigningKey(ECDsa key, bool canSign)
    {
        (Key, CanSign) = (key, canSign);
        var point = key.ExportParameters(false).Q;
        (X, Y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));

        // The thumbprint of RFC 7638: members in order, nothing else.
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""));
        Id = Base64Url.EncodeToString(thumbprint);
        Security = new ECDsaSecurityKey(key) { KeyId = Id };
    }

    public string Id { get; }

    public bool CanSign { get; }

    public string X { get; }

    public string Y { get; }

    public ECDsaSecurityKey Security { get; }

    internal ECDsa Key { get; }

    public static SigningKey Read(string path)
    {
        var key = ECDsa.Create();
        var pem = File.ReadAllText(path);
        key.ImportFromPem(pem);
        return key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new SigningKey(key, pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            : throw new InvalidOperationException($"{path} does not hold an EC P-256 key.");
    }

    public void Dispose() => Key.Dispose();
}
