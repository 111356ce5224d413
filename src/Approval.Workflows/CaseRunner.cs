using Approval.Engine;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Timers;
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
    /// committed together. Only a batch of one may carry an idempotency key, and then says how it is answered. A lost connection is
    /// made good as long as it is certain, or the key can tell, that the commands do not run twice.
    /// </summary>
    /// <exception cref="PostgresException">55P03 when another step holds a case for longer than the lock time-out.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached. Without a key the commands may have been stored.</exception>
    public async Task<IReadOnlyList<CaseOutcome>> RunAsync(IReadOnlyList<CaseRequest> requests, CancellationToken cancellation = default)
    {
        if (requests.Any(request => request.Key is not null && (requests.Count > 1 || request.Answer is null)))
        {
            throw new ArgumentException("Only a single request that says how it is answered may carry an idempotency key.", nameof(requests));
        }

        if (requests.Count == 0)
        {
            return [];
        }

        for (var attempt = 1; ; attempt++)
        {
            var transaction = new StepTransaction(database);
            try
            {
                return await RunOnceAsync(transaction, requests, cancellation);
            }
            catch (NpgsqlException again) when (attempt < Attempts && RetryRule.Allows(again, transaction.CommitSent, requests[0].Key is not null))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25) * attempt), cancellation);
            }
            finally
            {
                await transaction.DisposeAsync();
            }
        }
    }

    /// <summary>Fires what is due, at most <paramref name="limit"/> timers, skipping cases that somebody holds at this moment.</summary>
    /// <exception cref="TimersNotFiredException">The timers taken could not be written; nothing was stored.</exception>
    internal Task<TimersTaken> FireDueAsync(int limit, CancellationToken cancellation) =>
        FireAsync((connection, now) => TimerClaiming.FreeAsync(connection, now, limit, cancellation), cancellation);

    /// <summary>Fires the timers of the one case that is late for longer than <paramref name="lateness"/>, waiting for whoever holds it.</summary>
    /// <exception cref="PostgresException">55P03 when it is held longer than the lock time-out.</exception>
    /// <exception cref="TimersNotFiredException">The timers taken could not be written; nothing was stored.</exception>
    internal Task<TimersTaken> FireHeldAsync(TimeSpan lateness, CancellationToken cancellation) =>
        FireAsync((connection, now) => TimerClaiming.HeldAsync(connection, now, now - lateness, cancellation), cancellation);

    private async Task<TimersTaken> FireAsync(Func<NpgsqlConnection, DateTimeOffset, Task<ClaimedTimers>> claim, CancellationToken cancellation)
    {
        var now = Now();
        await using var transaction = new StepTransaction(database);
        var connection = await transaction.BeginAsync(cancellation);
        var claimed = await claim(connection, now);
        if (claimed.Count == 0)
        {
            return TimersTaken.None;
        }

        var firing = TimerFiring.Of(claimed.Due, rulebooks.Current, orchestrator, now);
        IReadOnlyCollection<FailedTimer> failed = [.. claimed.Unreadable, .. firing.Failed];
        try
        {
            await CaseWriting.WriteAsync(connection, new PendingWrites(firing.Steps) { Failed = failed }, now, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or NpgsqlException { IsTransient: true }))
        {
            throw new TimersNotFiredException(claimed.Rows, failure);
        }

        signals.Committed(firing.Steps);
        return new TimersTaken(claimed.Count - failed.Count, failed);
    }

    private async Task<IReadOnlyList<CaseOutcome>> RunOnceAsync(StepTransaction transaction, IReadOnlyList<CaseRequest> requests, CancellationToken cancellation)
    {
        var now = Now();
        var connection = await transaction.BeginAsync(cancellation);
        var loaded = await CaseLoading.LoadAsync(connection, requests, rulebooks.Current, now, cancellation);
        if (loaded.Answered is { } answered)
        {
            return [answered];
        }

        var taking = new StepTaking(loaded, rulebooks.Current, orchestrator, now);
        var outcomes = requests.Select(taking.Take).ToList();
        var writes = new PendingWrites(taking.Steps)
        {
            UnusedNumbers = loaded.Serials.LeftOver(),
            Kept = outcomes is [{ Rejection: null, Answer: { } answer }] && requests[0].Key is { } key ? new KeptAnswer(key, answer) : null,
        };
        if (!writes.IsEmpty)
        {
            await CaseWriting.WriteAsync(connection, writes, now, cancellation);
            await transaction.CommitAsync(cancellation);
            signals.Committed(writes.Steps);
        }

        return outcomes;
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());
}
