using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Workflows.Auditing;

/// <summary>The ECDSA P-256 key that signs checkpoints, and nothing else: whoever can make tokens must not be able to make a past.</summary>
public sealed class AuditKey : IDisposable
{
    private readonly ECDsa key;
    private readonly ECDsa? predecessor;
    private readonly bool predecessorSigns;

    private AuditKey(ECDsa key, ECDsa? predecessor, bool predecessorSigns) => (this.key, this.predecessor, this.predecessorSigns) = (key, predecessor, predecessorSigns);

    /// <summary>For verifying, as PEM.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem();

    /// <param name="predecessor">
    /// The key that signed until now, when this one takes over. Its private half, so that it signs the hand-over; where that is lost, its
    /// public half: then the new key alone says that it follows, and an auditor must trust both.
    /// </param>
    /// <exception cref="InvalidOperationException">A file does not hold an EC P-256 key, or <paramref name="path"/> no private one.</exception>
    public static AuditKey Load(string path, string? predecessor = null)
    {
        var key = Read(path, out var isPrivate);
        if (!isPrivate)
        {
            key.Dispose();
            throw new InvalidOperationException($"{path} does not hold a private EC P-256 key in PEM.");
        }

        var predecessorSigns = false;
        var before = string.IsNullOrEmpty(predecessor) ? null : Read(predecessor, out predecessorSigns);
        return new AuditKey(key, before, predecessorSigns);
    }

    /// <summary>Reads the key of this path; makes one the first time. For Development.</summary>
    public static AuditKey LoadOrMake(string path, string? predecessor = null)
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

        return Load(path, predecessor);
    }

    /// <summary>Signs the next checkpoint of a log; after one of the predecessor's, the one that hands over.</summary>
    /// <param name="last">The checkpoint before; null for the first.</param>
    /// <exception cref="LogBrokenException">The one before is by neither key: nothing is signed on top of what we did not sign.</exception>
    internal SignedCheckpoint Sign(Checkpoint checkpoint, SignedCheckpoint? last) =>
        !TakesOverFrom(last) ? SignedCheckpoint.Sign(checkpoint, key)
        : predecessorSigns ? SignedCheckpoint.HandOver(checkpoint, key, predecessor!)
        : SignedCheckpoint.Sign(checkpoint with { NextKey = key.ExportSubjectPublicKeyInfo() }, key);

    /// <summary>Whether the last checkpoint is the predecessor's: then one that hands over is due at once.</summary>
    /// <inheritdoc cref="Sign"/>
    internal bool TakesOverFrom(SignedCheckpoint? last) =>
        last is not null && !last.IsBy(key)
        && (predecessor is not null && last.IsBy(predecessor)
            ? true
            : throw new LogBrokenException("The last checkpoint of the audit log is signed neither by Audit:SigningKey nor by Audit:PreviousKey; no other is signed on top of it."));

    public void Dispose()
    {
        key.Dispose();
        predecessor?.Dispose();
    }

    private static ECDsa Read(string path, out bool isPrivate)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                isPrivate = HasPrivateHalf(key);
                return key;
            }
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            // Told below, without a word of what the file holds.
        }

        key.Dispose();
        throw new InvalidOperationException($"{path} does not hold an EC P-256 key in PEM.");
    }

    private static bool HasPrivateHalf(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
