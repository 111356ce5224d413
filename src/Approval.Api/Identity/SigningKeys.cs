using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Approval.Api.Identity;

/// <summary>The service's ECDSA P-256 key: signs receipts and, where no other issuer is configured, access tokens.</summary>
public sealed class SigningKeys : IDisposable
{
    private readonly Lock signing = new();
    private readonly ECDsa key;

    private SigningKeys(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(false).Q;
        (X, Y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));

        // The thumbprint of RFC 7638: members in order, nothing else.
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""));
        KeyId = Base64Url.EncodeToString(thumbprint);
        SecurityKey = new ECDsaSecurityKey(key) { KeyId = KeyId };
    }

    public string KeyId { get; }

    public string X { get; }

    public string Y { get; }

    public ECDsaSecurityKey SecurityKey { get; }

    /// <summary>Reads the configured key; in Development one is made in the data folder the first time.</summary>
    public static SigningKeys Load(Settings settings)
    {
        var path = settings.SigningKey ?? Path.Combine(settings.DataFolder, "keys", "signing.pem");
        if (settings.SigningKey is null && !File.Exists(path))
        {
            Make(path);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new SigningKeys(key)
            : throw new InvalidOperationException($"{path} does not hold an EC P-256 key.");
    }

    /// <summary>base64url, r and s one after the other (IEEE P1363), as in a JWS of ES256.</summary>
    public string Sign(ReadOnlySpan<byte> bytes)
    {
        lock (signing)
        {
            return Base64Url.EncodeToString(key.SignData(bytes, HashAlgorithmName.SHA256));
        }
    }

    public void Dispose() => key.Dispose();

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(made, Encoding.ASCII, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

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
