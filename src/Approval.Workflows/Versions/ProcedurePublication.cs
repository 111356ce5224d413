using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Linting;
using Approval.Workflows.Publishing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Npgsql;
using NpgsqlTypes;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Versions;

/// <summary>
/// Versions of procedures as acts of a named administrator: lint, publish, retire. From its commit on a publication is known to every
/// step of every node, in the same manner as a calendar (docs/adr/0013, 0027). Cases keep the version they were received under.
/// </summary>
public sealed class ProcedurePublication(NpgsqlDataSource database, RulebookStore rulebooks, ProcedureDrafts drafts, TimeProvider clock)
{
    private DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <summary>What can be proved of a text before it is published; a text without errors may be.</summary>
    public ImmutableArray<LintFinding> Lint(string content)
    {
        var rules = rulebooks.Current;
        return ProcedureLinter.Lint(content, [.. rules.Offices.Values], [.. rules.Current]);
    }

    /// <summary>Puts the draft in force for cases received from a day on; immutable from here.</summary>
    /// <param name="revision">The revision of the draft that was seen.</param>
    /// <param name="effectiveFrom">Today or later; null: today.</param>
    /// <exception cref="PostgresException">55P03 when a step holds up the publication for longer than the lock time-out.</exception>
    public async Task<VersionOutcome> PublishAsync(Guid draft, int revision, Actor publisher, string reason, DateOnly? effectiveFrom = null, CancellationToken cancellation = default)
    {
        if (CheckAct(publisher, reason, effectiveFrom, "$.effectiveFrom") is { } notSo)
        {
            return new VersionOutcome(null, notSo);
        }

        var rules = rulebooks.Current;
        if (await drafts.FindAsync(draft, cancellation) is not { PublishedVersion: null } seen || seen.Revision != revision)
        {
            return new VersionOutcome(null, await drafts.WhyNotAsync(draft, revision, cancellation));
        }

        var errors = Lint(seen.Content).Where(finding => finding.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
        {
            return new VersionOutcome(null, VersionRejections.Refused(errors));
        }

        var procedure = ProcedureReader.Read(seen.Content, "").Procedure!;
        var next = (rules.Find(procedure.Code)?.Version ?? 0) + 1;
        if (procedure.Version != next)
        {
            return new VersionOutcome(null, VersionRejections.VersionOutOfOrder(procedure.Code, next, procedure.Version));
        }

        var stored = await InClosedRulesAsync(
            rules,
            Statement("insert_procedure_version").With(procedure.Code).With(procedure.Version).With(seen.Content).With(SHA256.HashData(Encoding.UTF8.GetBytes(seen.Content)))
                .With(CivilTime.Stored(clock.GetUtcNow())).With(publisher.Id).With(publisher.Name).With(reason.Trim())
                .With(NpgsqlDbType.Date, effectiveFrom ?? Today).With(draft),
            Statement("publish_draft").With(draft).With(revision).With(procedure.Version).With(procedure.Code),
            cancellation);
        return stored
            ? new VersionOutcome(await FindAsync(procedure.Code, procedure.Version, cancellation), null)
            : new VersionOutcome(null, VersionRejections.ChangedMeanwhile);
    }

    /// <summary>From a day on the version takes no new cases; those it has go on.</summary>
    /// <param name="from">Today or later; null: today.</param>
    /// <exception cref="PostgresException">55P03 when a step holds up the retirement for longer than the lock time-out.</exception>
    public async Task<VersionOutcome> RetireAsync(string code, int version, Actor administrator, string reason, DateOnly? from = null, CancellationToken cancellation = default)
    {
        if (CheckAct(administrator, reason, from, "$.from") is { } notSo)
        {
            return new VersionOutcome(null, notSo);
        }

        var rules = rulebooks.Current;
        if (await FindAsync(code, version, cancellation) is not { } record)
        {
            return new VersionOutcome(null, VersionRejections.VersionNotFound(code, version));
        }

        if (record.Retirement is { } retired)
        {
            return new VersionOutcome(null, VersionRejections.AlreadyRetired(code, version, retired.From));
        }

        var stored = await InClosedRulesAsync(
            rules,
            Statement("insert_retirement").With(code).With(version).With(from ?? Today).With(reason.Trim())
                .With(administrator.Id).With(administrator.Name).With(CivilTime.Stored(clock.GetUtcNow())),
            null,
            cancellation);
        return stored
            ? new VersionOutcome(await FindAsync(code, version, cancellation), null)
            : new VersionOutcome(null, VersionRejections.ChangedMeanwhile);
    }

    /// <summary>Every published version, by code and number.</summary>
    /// <param name="code">Of one procedure; null: of all.</param>
    public async Task<IReadOnlyList<VersionRecord>> ListAsync(string? code = null, CancellationToken cancellation = default)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_procedure_versions").With(NpgsqlDbType.Text, code));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var versions = new List<VersionRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            versions.Add(VersionRecord.Read(reader));
        }

        return versions;
    }

    private async Task<VersionRecord?> FindAsync(string code, int version, CancellationToken cancellation) =>
        (await ListAsync(code, cancellation)).FirstOrDefault(record => record.Version == version);

    private Rejection? CheckAct(Actor actor, string reason, DateOnly? day, string pointer) =>
        actor.Kind != ActorKind.Person || !actor.Has(Roles.Admin) ? VersionRejections.NotCompetent(actor)
        : string.IsNullOrWhiteSpace(reason) ? VersionRejections.ReasonMissing
        : day < Today ? VersionRejections.DayInPast(pointer)
        : null;

    /// <summary>Waits for the steps under way, holds back those to come, and writes only what was judged by the rules in force.</summary>
    /// <param name="mark">Must change one row, or nothing is stored.</param>
    private async Task<bool> InClosedRulesAsync(Rulebook rules, NpgsqlBatchCommand write, NpgsqlBatchCommand? mark, CancellationToken cancellation)
    {
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await PublicationWriting.CloseRulesAsync(connection, cancellation) != rules.Revision)
            {
                await transaction.RollbackAsync(cancellation);
                await rulebooks.ReloadAsync(database, cancellation);
                return false;
            }

            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { write } };
            await batch.ExecuteNonQueryAsync(cancellation);
            if (mark is not null)
            {
                await using var marking = new NpgsqlBatch(connection) { BatchCommands = { mark } };
                if (await marking.ExecuteNonQueryAsync(cancellation) != 1)
                {
                    return false;
                }
            }

            await transaction.CommitAsync(cancellation);
        }

        await rulebooks.ReloadAsync(database, cancellation);
        return true;
    }
}

/// <summary>What became of a publication or a retirement.</summary>
public sealed record VersionOutcome(VersionRecord? Version, Rejection? Rejection);
