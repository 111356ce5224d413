using System.Security.Cryptography;
using Approval.Engine.Audit;
using Approval.Workflows.Auditing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Approval.Workflows.Tests.Auditing;

/// <summary>The signing side of the audit log with a key and a witness folder of its own, and somebody who checks with the public key.</summary>
internal sealed class Auditor : IDisposable
{
    public const string Origin = "test.example/430100";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("approval-audit-");
    private readonly AuditKey key;
    private readonly ECDsa stolen = ECDsa.Create();
    private readonly NpgsqlDataSource database;

    public Auditor(World world, params IWitness[] witnesses)
        : this(world, world.Source, witnesses)
    {
    }

    public Auditor(World world, NpgsqlDataSource database, params IWitness[] witnesses)
    {
        this.database = database;
        key = AuditKey.LoadOrMake(Path.Combine(folder.FullName, "audit.pem"));
        PublicKey = ECDsa.Create();
        PublicKey.ImportFromPem(key.PublicPem);
        var telling = new WitnessTelling(database, witnesses, Figures, world.Clock, NullLogger<WitnessTelling>.Instance);
        Signing = new CheckpointSigning(database, key, new AuditSettings(Origin, AuditSettings.Usual, null, null), telling, Figures, world.Clock, NullLogger<CheckpointSigning>.Instance);
    }

    public AuditFigures Figures { get; } = new();

    public ECDsa PublicKey { get; }

    public CheckpointSigning Signing { get; }

    /// <summary>As a thief has it.</summary>
    public ECDsa Key
    {
        get
        {
            stolen.ImportFromPem(File.ReadAllText(Path.Combine(Folder, "audit.pem")));
            return stolen;
        }
    }

    public string Folder => folder.FullName;

    public string PublicKeyFile
    {
        get
        {
            var path = Path.Combine(Folder, "audit.pub.pem");
            File.WriteAllText(path, key.PublicPem);
            return path;
        }
    }

    public Task<int> SignAsync(int limit = CheckpointSigning.BatchSize) => Signing.SignAllAsync(limit);

    /// <summary>Oldest first, each with a signature that holds.</summary>
    public async Task<List<Checkpoint>> CheckpointsAsync()
    {
        var page = await new CheckpointReader(database).ReadAsync(long.MaxValue, 1000);
        page.Reverse();
        return page.ConvertAll(published =>
        {
            var signed = SignedCheckpoint.Parse(published.Note)!;
            Assert.That(signed.IsBy(PublicKey), published.Note);
            return signed.Checkpoint;
        });
    }

    public void Dispose()
    {
        PublicKey.Dispose();
        key.Dispose();
        stolen.Dispose();
        Figures.Dispose();
        folder.Delete(recursive: true);
    }
}
