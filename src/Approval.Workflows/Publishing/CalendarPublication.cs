using Approval.Engine;
using Approval.Engine.Calendars;
using Approval.Engine.Calendars.Publishing;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Publishing;

/// <summary>
/// Publication of a calendar as an act: import, preview, publish by a named person. Publishing stores the calendar and returns; the
/// open cases are recomputed by <see cref="CalendarRecomputation"/> on any node. What holds when is in docs/adr/0013.
/// </summary>
public sealed class CalendarPublication(NpgsqlDataSource database, RulebookStore rulebooks, TimeProvider clock)
{
    /// <summary>Judges files against the calendars in force. Refused files can be told with <see cref="PublishingRejections.Refused"/>.</summary>
    public ProposalReading Propose(params IReadOnlyCollection<CalendarImport> imports) => CalendarProposal.Of(rulebooks.Current.Calendars, imports);

    /// <summary>
    /// Which days change, which open cases move and which change their lamp, if this were published now. Reads every open case once,
    /// a page at a time; writes and locks nothing.
    /// </summary>
    /// <param name="pageSize">How many moves to tell of; the summary counts all.</param>
    public async Task<CalendarPreview> PreviewAsync(CalendarProposal proposal, int pageSize, CancellationToken cancellation = default)
    {
        var (tally, page, more) = (new PreviewTally(), new List<CaseImpact>(), false);
        await foreach (var (_, impact) in Open(proposal).ImpactsAsync(Guid.Empty, cancellation))
        {
            tally.Add(impact);
            if (impact is not null && page.Count < pageSize)
            {
                page.Add(impact);
            }
            else
            {
                more |= impact is not null;
            }
        }

        return new CalendarPreview(proposal.Days(), tally.Summary, page, more && page.Count > 0 ? page[^1].CaseId : null);
    }

    /// <summary>The moves after a page; reads no further than it must.</summary>
    /// <param name="after">Where the page before ended: <see cref="CalendarPreview.Next"/>.</param>
    public async Task<IReadOnlyList<CaseImpact>> MovesAsync(CalendarProposal proposal, Guid after, int pageSize, CancellationToken cancellation = default)
    {
        var page = new List<CaseImpact>();
        await foreach (var (_, impact) in Open(proposal).ImpactsAsync(after, cancellation))
        {
            if (impact is not null)
            {
                page.Add(impact);
            }

            if (page.Count == pageSize)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>
    /// Puts the proposal in force. Steps under way end by the old calendar first; from the commit on every step of every node is
    /// decided by the new one.
    /// </summary>
    /// <param name="publisher">A person with the role of an administrator.</param>
    /// <exception cref="PostgresException">55P03 when a step holds up the publication for longer than the lock time-out.</exception>
    public async Task<PublicationOutcome> PublishAsync(CalendarProposal proposal, Actor publisher, string reason, CancellationToken cancellation = default)
    {
        var rules = rulebooks.Current;
        if (Check(proposal, publisher, reason) is { } rejection)
        {
            return new PublicationOutcome(null, rejection);
        }

        if (proposal.IsEmpty)
        {
            return new PublicationOutcome(null, null);
        }

        var open = await CountOpenAsync(cancellation);
        long publication;
        await using (var connection = await database.OpenConnectionAsync(cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, "lock table approval.calendar_file in share row exclusive mode", cancellation);
            var number = await PublicationWriting.CloseRulesAsync(connection, cancellation);
            if (number != rules.Revision || !ReferenceEquals(proposal.Before, rules.Calendars))
            {
                return new PublicationOutcome(null, PublishingRejections.ChangedMeanwhile);
            }

            var version = proposal.After.For(CalendarSet.National).Version;
            var act = new PublicationAct(publisher.Id, publisher.Name, reason.Trim(), version, CivilTime.Stored(clock.GetUtcNow()));
            publication = await PublicationWriting.WriteAsync(connection, act, proposal.Files, open, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await rulebooks.ReloadAsync(database, cancellation);
        return new PublicationOutcome(publication, null);
    }

    /// <summary>The publications before <paramref name="before"/>, newest first, each with how far its recomputation is.</summary>
    public async Task<IReadOnlyList<PublicationRecord>> ListAsync(int limit, long before = long.MaxValue, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Statement("read_publications").With(before).With(limit) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var records = new List<PublicationRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            records.Add(PublicationRecord.Read(reader));
        }

        return records;
    }

    /// <summary>One publication, or null.</summary>
    public async Task<PublicationRecord?> FindAsync(long publication, CancellationToken cancellation = default) =>
        await ListAsync(1, publication + 1, cancellation) is [{ Id: var id } record] && id == publication ? record : null;

    /// <summary>The cases that the recomputation of a publication put aside.</summary>
    public Task<IReadOnlyList<CaseAside>> AsideAsync(long publication, CancellationToken cancellation = default) => PutAside.ReadAsync(database, publication, cancellation);

    private OpenCases Open(CalendarProposal proposal) =>
        new(database, rulebooks.Current.With(proposal.After), CivilTime.Stored(clock.GetUtcNow()));

    private Rejection? Check(CalendarProposal proposal, Actor publisher, string reason)
    {
        if (publisher.Kind != ActorKind.Person || !publisher.Has(Roles.Admin))
        {
            return PublishingRejections.NotCompetent(publisher);
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return PublishingRejections.ReasonMissing;
        }

        var today = CivilTime.DayOf(clock.GetUtcNow());
        return proposal.NewNotices.FirstOrDefault(notice => notice.Published > today) is { } notice ? PublishingRejections.NoticeInFuture(notice) : null;
    }

    private async Task<long> CountOpenAsync(CancellationToken cancellation)
    {
        await using var count = database.CreateCommand("select count(*) from approval.permit_case where due_on is not null");
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>What became of a publication.</summary>
/// <param name="Publication">Its number; null when it was rejected, or when everything in it is in force already.</param>
public sealed record PublicationOutcome(long? Publication, Rejection? Rejection);
