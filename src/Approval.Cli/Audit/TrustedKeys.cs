using System.Security.Cryptography;
using Approval.Engine.Audit;

namespace Approval.Cli.Audit;

/// <summary>Public keys in files that whoever verifies brings along.</summary>
internal sealed class TrustedKeys : IDisposable
{
    private readonly List<ECDsa> keys = [];

    private TrustedKeys()
    {
    }

    /// <summary>Null when none was given: signatures are not checked then.</summary>
    public KeyChain? Chain { get; private set; }

    /// <exception cref="UsageException">A file holds no key.</exception>
    public static async Task<TrustedKeys> ReadAsync(string[] files, CancellationToken cancellation)
    {
        var trusted = new TrustedKeys();
        foreach (var file in files)
        {
            var key = ECDsa.Create();
            trusted.keys.Add(key);
            try
            {
                key.ImportFromPem(await File.ReadAllTextAsync(file, cancellation));
            }
            catch (ArgumentException)
            {
                trusted.Dispose();
                throw new UsageException($"{file} does not hold a key in PEM.");
            }
        }

        trusted.Chain = trusted.keys.Count > 0 ? new KeyChain(trusted.keys) : null;
        return trusted;
    }

    public void Dispose()
    {
        Chain?.Dispose();
        keys.ForEach(key => key.Dispose());
    }
}
