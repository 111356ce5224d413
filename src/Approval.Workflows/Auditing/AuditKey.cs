using System.Security.Cryptography;

namespace Approval.Workflows.Auditing;

/// <summary>The ECDSA P-256 key that signs checkpoints, and nothing else: whoever can make tokens must not be able to make a past.</summary>
public sealed class AuditKey : IDisposable
{
    private readonly ECDsa key;

    private AuditKey(ECDsa key) => this.key = key;

    /// <summary>For verifying, as PEM.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    internal ECDsa Key => key;

    /// <exception cref="InvalidOperationException">The file does not hold a private EC P-256 key.</exception>
    public static AuditKey Load(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(true).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return new AuditKey(key);
            }
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            // Told below, without a word of what the file holds.
        }

        key.Dispose();
        throw new InvalidOperationException($"{path} does not hold a private EC P-256 key in PEM.");
    }

    /// <summary>Reads the key of this path; makes one the first time. For Development.</summary>
    public static AuditKey LoadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var text = made.ExportPkcs8PrivateKeyPem();
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new StreamWriter(path, options);
            file.Write(text);
        }

        return Load(path);
    }

    public void Dispose() => key.Dispose();
}
