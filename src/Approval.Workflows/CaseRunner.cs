using Approval.Engine;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Personal;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Approval.Workflows.Timers;
using Npgsql;

namespace Approval.Workflows;

/// <summary>
/// The one write path. Every command, of a person, a timer, the orchestrator or a batch, goes through here: lock and load, decide,
/// write journal, case, tasks, timers, outbox and kept answer, commit. One transaction, three round trips, however many commands.
/// What is committed was decided by the rules in force at that moment.
/// </summary>
public sealed class CaseRunner(NpgsqlDataSource database, RulebookStore rulebooks, IOrchestrator orchestrator, TimeProvider clock, StepSignals signals, PersonalVault? vault = null)
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
            var isOutdated = false;
            var transaction = new StepTransaction(database);
            try
            {
                return await RunOnceAsync(transaction, rulebooks.Current, requests, cancellation);
            }
            catch (RulesOutdatedException)
            {
                (isOutdated, attempt) = (true, attempt - 1);
            }
            catch (NpgsqlException again) when (attempt < Attempts && RetryRule.Allows(again, transaction.CommitSent, requests[0].Key is not null))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 25) * attempt), cancellation);
            }
            finally
            {
                await transaction.DisposeAsync();
            }

            if (isOutdated)
            {
                await rulebooks.ReloadAsync(database, cancellation);
            }
        }
    }

    /// <summary>Fires what is due, at most <paramref name="limit"/> timers, skipping cases that somebody holds at this moment.</summary>
    /// <exception cref="TimersNotFiredException">The timers taken could not be written; nothing was stored.</exception>
    internal Task<TimersTaken> FireDueAsync(int limit, CancellationToken cancellation) =>
        FireAsync((connection, rules, now) => TimerClaiming.FreeAsync(connection, rules, now, limit, cancellation), cancellation);

    /// <summary>Fires the timers of the one case that is late for longer than <paramref name="lateness"/>, waiting for whoever holds it.</summary>
    /// <exception cref="PostgresException">55P03 when it is held longer than the lock time-out.</exception>
    /// <exception cref="TimersNotFiredException">The timers taken could not be written; nothing was stored.</exception>
    internal Task<TimersTaken> FireHeldAsync(TimeSpan lateness, CancellationToken cancellation) =>
        FireAsync((connection, rules, now) => TimerClaiming.HeldAsync(connection, rules, now, now - lateness, cancellation), cancellation);

    /// <summary>
    /// Recomputes the next open cases, at most <paramref name="limit"/>, by the calendar that was published last. A case that cannot be
    /// recomputed is put aside for people.
    /// </summary>
    /// <param name="ahead">What the batch before has foreseen of these cases.</param>
    /// <returns>How many were examined, and what was foreseen of those that follow; null when none is left or another node is at it.</returns>
    /// <exception cref="CasesNotWrittenException">The batch could not be written; nothing was stored.</exception>
    internal Task<(int Examined, CasesAhead Ahead)?> RecomputeAsync(int limit, CasesAhead ahead, CancellationToken cancellation) => ByRulesInForceAsync<(int, CasesAhead)?>(
        async rules =>
        {
            await using var transaction = new StepTransaction(database);
            var connection = await transaction.BeginAsync(cancellation);
            if (await RecomputationClaiming.ClaimAsync(connection, rules, limit, ahead, cancellation) is not { } claimed)
            {
                return null;
            }

            var next = claimed.IsLast ? Task.FromResult(CasesAhead.None) : Task.Run(() => CasesAhead.LookAsync(database, claimed.Ids[^1], limit, claimed.Calendar, rules, orchestrator, Now, cancellation), CancellationToken.None);
            var now = Now();
            var batch = RecomputationBatch.Of(claimed, rules, orchestrator, now);
            try
            {
                await CaseWriting.WriteAsync(connection, new PendingWrites(batch.Steps), now, cancellation);
                await RecomputationClaiming.AdvanceAsync(connection, batch, now, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            catch (Exception failure) when (RetryRule.IsOfTheBatch(failure))
            {
                throw new CasesNotWrittenException(claimed.Ids, failure);
            }
            finally
            {
                ahead = await next;
            }

            signals.Committed(batch.Steps);
            return (claimed.Ids.Count, ahead);
        },
        cancellation);

    /// <summary>Puts the next case of the recomputation aside for people, if it is still this one.</summary>
    internal Task SkipRecomputationAsync(Guid caseId, Exception failure, CancellationToken cancellation) => ByRulesInForceAsync(
        async rules =>
        {
            await using var transaction = new StepTransaction(database);
            var connection = await transaction.BeginAsync(cancellation);
            if (await RecomputationClaiming.ClaimAsync(connection, rules, 1, CasesAhead.None, cancellation) is { } claimed && claimed.Ids is [var next] && next == caseId)
            {
                await RecomputationClaiming.AdvanceAsync(connection, RecomputationBatch.Failing(claimed, failure), Now(), cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return true;
        },
        cancellation);

    /// <summary>Recomputes a case that was put aside, by the calendar that put it aside.</summary>
    /// <returns>False when it cannot be recomputed now either; what was wrong then is thrown or stays with it. True too when it is aside no longer.</returns>
    internal Task<bool> RetryRecomputationAsync(long publication, Guid caseId, CancellationToken cancellation) => ByRulesInForceAsync(
        async rules =>
        {
            var now = Now();
            await using var transaction = new StepTransaction(database);
            var connection = await transaction.BeginAsync(cancellation);
            if (await PutAside.ClaimAsync(connection, rules, publication, caseId, cancellation) is not { } claimed)
            {
                return true;
            }

            var batch = RecomputationBatch.Of(claimed, rules, orchestrator, now);
            if (batch.Failed.Count > 0)
            {
                return false;
            }

            await CaseWriting.WriteAsync(connection, new PendingWrites(batch.Steps), now, cancellation);
            await PutAside.SettleAsync(connection, batch, cancellation);
            await transaction.CommitAsync(cancellation);
            signals.Committed(batch.Steps);
            return true;
        },
        cancellation);

    private Task<TimersTaken> FireAsync(Func<NpgsqlConnection, Rulebook, DateTimeOffset, Task<ClaimedTimers>> claim, CancellationToken cancellation) =>
        ByRulesInForceAsync(rules => FireAsync(rules, claim, cancellation), cancellation);

    private async Task<TimersTaken> FireAsync(Rulebook rules, Func<NpgsqlConnection, Rulebook, DateTimeOffset, Task<ClaimedTimers>> claim, CancellationToken cancellation)
    {
        var now = Now();
        await using var transaction = new StepTransaction(database);
        var connection = await transaction.BeginAsync(cancellation);
        var claimed = await claim(connection, rules, now);
        if (claimed.Count == 0)
        {
            return TimersTaken.None;
        }

        var firing = TimerFiring.Of(claimed.Due, claimed.Recomputing, rules, orchestrator, now);
        IReadOnlyCollection<FailedTimer> failed = [.. claimed.Unreadable, .. firing.Failed];
        try
        {
            await CaseWriting.WriteAsync(connection, new PendingWrites(firing.Steps) { Failed = failed }, now, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception failure) when (RetryRule.IsOfTheBatch(failure))
        {
            throw new TimersNotFiredException(claimed.Rows, failure);
        }

        signals.Committed(firing.Steps);
        return new TimersTaken(claimed.Count - failed.Count, failed);
    }

    private async Task<IReadOnlyList<CaseOutcome>> RunOnceAsync(StepTransaction transaction, Rulebook rules, IReadOnlyList<CaseRequest> requests, CancellationToken cancellation)
    {
        var now = Now();
        var connection = await transaction.BeginAsync(cancellation);
        var sight = RowSight.OfAll(requests.Select(request => request.Actor));
        var loaded = await CaseLoading.LoadAsync(connection, sight, requests, rules, now, cancellation);
        var taking = new StepTaking(loaded, rules, orchestrator, vault, now);
        if (loaded.Answered is { } answered)
        {
            var again = taking.Replay(answered, requests[0]);
            return [again is { Rejection: null, Answer: { } kept } && vault is not null ? again with { Answer = vault.Open(kept) } : again];
        }

        var outcomes = requests.Select(taking.Take).ToList();
        var writes = new PendingWrites(taking.Steps)
        {
            IsSighted = sight is not null,
            Personal = [.. requests.Zip(outcomes).Where(pair => pair.First.Personal is not null && pair.Second is { Rejection: null, Replayed: false }).Select(pair => (pair.First.CaseId, pair.First.Personal!))],
            UnusedNumbers = loaded.Serials.LeftOver(),
            Kept = outcomes is [{ Rejection: null, Answer: { } answer }] && requests[0].Key is { } key ? new KeptAnswer(key, vault?.Seal(answer) ?? answer) : null,
        };
        if (!writes.IsEmpty)
        {
            await CaseWriting.WriteAsync(connection, writes, now, cancellation);
            await transaction.CommitAsync(cancellation);
            signals.Committed(writes.Steps);
        }

        return outcomes;
    }

    /// <summary>Nothing is written by rules that are no longer in force: they are loaded anew and the transaction begins again.</summary>
    private async Task<T> ByRulesInForceAsync<T>(Func<Rulebook, Task<T>> transaction, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await transaction(rulebooks.Current);
            }
            catch (RulesOutdatedException)
            {
                await rulebooks.ReloadAsync(database, cancellation);
            }
        }
    }

    private DateTimeOffset Now() => CivilTime.Stored(clock.GetUtcNow());
}
