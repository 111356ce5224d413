using Approval.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Auditing;

/// <summary>Tells every witness every checkpoint, in order. One that cannot be reached is told the rest the next time.</summary>
public sealed partial class WitnessTelling(NpgsqlDataSource database, IEnumerable<IWitness> witnesses, AuditFigures figures, TimeProvider clock, ILogger<WitnessTelling> log)
{
    private const int MostAtOnce = 500;

    public async Task TellAllAsync(CancellationToken cancellation = default)
    {
        foreach (var witness in witnesses)
        {
            try
            {
                await TellAsync(witness, cancellation);
            }
            catch (WitnessContradictsException contradicts)
            {
                figures.Broken();
                LogContradicts(log, contradicts, witness.Target);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                LogNotTold(log, failure, witness.Target);
            }
        }
    }

    private async Task TellAsync(IWitness witness, CancellationToken cancellation)
    {
        foreach (var (number, note) in await UntoldAsync(witness.Target, cancellation))
        {
            await witness.TellAsync(number, note, cancellation);
            await using var kept = database.CreateBatch();
            kept.BatchCommands.Add(Statement("keep_witness").With(witness.Target).With(number).With(CivilTime.Stored(clock.GetUtcNow())));
            await kept.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task<List<(long Number, string Note)>> UntoldAsync(string target, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_checkpoints_after").With(target).With(MostAtOnce));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var untold = new List<(long, string)>();
        while (await reader.ReadAsync(cancellation))
        {
            untold.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return untold;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The witness {Target} contradicts the audit log")]
    private static partial void LogContradicts(ILogger logger, Exception failure, string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The witness {Target} was not told of every checkpoint; it is tried again with the next one")]
    private static partial void LogNotTold(ILogger logger, Exception failure, string target);
}
