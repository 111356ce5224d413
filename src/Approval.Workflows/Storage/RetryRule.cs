using System.Net.Sockets;
using Npgsql;

namespace Approval.Workflows.Storage;

/// <summary>
/// Which failed transactions are run again (RELIABILITY 6.1): those of which certainly nothing was stored, and those of which that is
/// not known but whose idempotency key will tell. A time-out is never one of them: somebody has waited long enough.
/// </summary>
internal static class RetryRule
{
    /// <param name="commitSent">The answer to COMMIT is missing, so the step may be stored.</param>
    public static bool Allows(NpgsqlException failure, bool commitSent, bool hasKey) =>
        IsRolledBack(failure) || (IsConnectionLost(failure) && (!commitSent || hasKey));

    /// <summary>
    /// Whether a batch failed by what is in it, so that the row at fault is looked for. A lost connection and a passing state of the
    /// server are nobody's fault: the whole batch is tried again.
    /// </summary>
    public static bool IsOfTheBatch(Exception failure) => failure is not (OperationCanceledException or NpgsqlException { IsTransient: true })
        && !(failure is NpgsqlException database && IsConnectionLost(database));

    /// <summary>The second of two intakes under one id is told so by the case it finds the next time.</summary>
    private static bool IsRolledBack(NpgsqlException failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
    } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "permit_case_pk" };

    private static bool IsConnectionLost(NpgsqlException failure) => failure is PostgresException refused
        ? refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
        : failure.InnerException is IOException or SocketException;
}
