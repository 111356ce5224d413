using System.Security.Cryptography;

namespace Approval.Engine.Audit;

/// <summary>
/// The keys somebody believes: those that are trusted from elsewhere, and each that one of them has handed over to. A hand-over is a
/// checkpoint that names the next key and is signed by both.
/// </summary>
/// <param name="trusted">Public keys, which stay the caller's.</param>
public sealed class KeyChain(params IEnumerable<ECDsa> trusted) : IDisposable
{
    private readonly List<ECDsa> believed = [.. trusted];
    private readonly List<ECDsa> own = [];
    private ECDsa? inOffice;

    /// <summary>How many keys are believed on the word of the one before.</summary>
    public int HandedOver => own.Count;

    /// <summary>Whether any key of the chain signed it: a copy that somebody kept, of whatever time. A hand-over adds the key it names.</summary>
    public bool Believes(SignedCheckpoint signed)
    {
        var holds = believed.Any(signed.IsBy);
        if (holds)
        {
            Admit(signed);
        }

        return holds;
    }

    /// <summary>The same for a log that is read in order: a key that has handed over signs nothing any more, whoever has it now.</summary>
    public bool Follows(SignedCheckpoint signed)
    {
        var holds = inOffice is null ? believed.Any(signed.IsBy) : signed.IsBy(inOffice);
        if (holds && Admit(signed) is { } next)
        {
            inOffice = next;
        }

        return holds;
    }

    /// <summary>Whether a believed key came into office here: what this checkpoint follows was its predecessor's, and it vouches for that.</summary>
    public bool BeginsAt(SignedCheckpoint signed) => signed.Checkpoint.NextKey is { } next && Find(next) is { } key && signed.IsBy(key);

    public void Dispose() => own.ForEach(key => key.Dispose());

    /// <summary>The key that is handed over to. It must have signed too, or anybody's could be named.</summary>
    private ECDsa? Admit(SignedCheckpoint signed)
    {
        if (signed.Checkpoint.NextKey is not { } next)
        {
            return null;
        }

        if (Find(next) is { } known)
        {
            return signed.IsBy(known) ? known : null;
        }

        if (Read(next) is not { } key)
        {
            return null;
        }

        if (!signed.IsBy(key))
        {
            key.Dispose();
            return null;
        }

        own.Add(key);
        believed.Add(key);
        return key;
    }

    private ECDsa? Find(byte[] info) => believed.Find(key => key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(info));

    private static ECDsa? Read(byte[] info)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out var read);
            if (read == info.Length && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                return key;
            }
        }
        catch (CryptographicException)
        {
            // Not a key: nobody is handed over to.
        }

        key.Dispose();
        return null;
    }
}
