using Approval.Engine;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;

namespace Approval.Workflows;

/// <summary>
/// The one write path. Every command, of a person, a timer, the orchestrator or a batch, goes through here: lock and load, decide,
/// write journal, case, tasks, timers, outbox and kept answer, commit. One transaction, three round trips, however many commands.
/// </summary>
public sealed class CaseRunner(NpgsqlDataSource database, RulebookStore rulebooks, IOrchestrator orchestrator, TimeProvider clock, StepSignals signals)
{
    private const int Attempts = 4;

    /// <summary>Runs one command. A rejection is in the outcome; nothing is stored then.</summary>
    public async Task<CaseOutcome> RunAsync(CaseRequest request, CancellationToken cancellation = default) =>
        (await RunAsync([request], cancellation))[0];

    /// <summary>
    /// Runs many commands in one transaction, in order; several may be for one case. Rejected ones write nothing, the others are
    /// committed together. Only a batch of one may carry an idempotency key.
    /// </summary>
    /// <exception cref="PostgresException">55P03 when another step holds a case for longer than the lock time-out.</exception>
    public async Task<IReadOnlyList<CaseOutcome>> RunAsync(IReadOnlyList<CaseRequest> requests, CancellationToken cancellation = default)
    {
        if (requests.Count > 1 && requests.Any(request => request.Key is not null))
        {
            throw new ArgumentException("Only a single request may carry an idempotency key.", nameof(requests));
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(requests, cancellation);
            }
            catch (PostgresException again) when (attempt < Attempts && again.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25) * attempt), cancellation);
            }
        }
    }

    /// <summary>
    /// Fires what is due, at most <paramref name="limit"/> timers, skipping cases that somebody holds at this moment.
    /// </summary>
    /// <returns>How many timers were taken; fewer than the limit means that nothing more is due.</returns>
    internal async Task<int> FireDueAsync(int limit, CancellationToken cancellation)
    {
        var now = Now();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var claims = await TimerClaiming.ClaimAsync(connection, now, limit, cancellation);
        if (claims.Count == 0)
        {
            return 0;
        }

        var steps = claims.GroupBy(claim => claim.Case.Id).Select(due => StepTaking.Fire([.. due], rulebooks.Current, orchestrator, now)).ToList();
        await CaseWriting.WriteAsync(connection, steps, null, now, cancellation);
        await transaction.CommitAsync(cancellation);
        signals.Committed(steps);
        return claims.Count;
    }

    private async Task<IReadOnlyList<CaseOutcome>> RunOnceAsync(IReadOnlyList<CaseRequest> requests, CancellationToken cancellation)
    {
        var now = Now();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var loaded = await CaseLoading.LoadAsync(connection, requests, rulebooks.Current, now, cancellation);
        if (loaded.Answered is { } answered)
        {
            return [answered];
        }

        var taking = new StepTaking(loaded, rulebooks.Current, orchestrator, now);
        var outcomes = requests.Select(taking.Take).ToList();
        var kept = outcomes is [{ Rejection: null, Answer: { } answer }] && requests[0].Key is { } key ? new KeptAnswer(key, answer) : null;
        if (taking.Steps.Count > 0 || kept is not null)
        {
            await CaseWriting.WriteAsync(connection, taking.Steps, kept, now, cancellation);
            await transaction.CommitAsync(cancellation);
            signals.Committed(taking.Steps);
        }

        return outcomes;
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());
}
