using Approval.Engine.Calendars;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>Where the open cases of a reach stand.</summary>
/// <param name="OpenByLamp">Cases not yet at an end, by the stored name of their lamp; lamps without a case are left out.</param>
/// <param name="Suspended">Of them, those whose clocks stand still for a special procedure.</param>
/// <param name="Overdue">Of them, those whose most urgent clock ran out before today.</param>
/// <param name="DueThisWeek">From today to the last day of <paramref name="Week"/>.</param>
/// <param name="Breaches">Since <paramref name="BreachesSince"/>, those taken back left out.</param>
/// <param name="OpenCards">Cards not written off, by the stored name of their level.</param>
public sealed record SupervisionOverview(
    IReadOnlyDictionary<string, long> OpenByLamp,
    long Suspended,
    long Overdue,
    long DueToday,
    long DueThisWeek,
    WorkingWeek Week,
    DateOnly BreachesSince,
    IReadOnlyList<BreachCount> Breaches,
    IReadOnlyDictionary<string, long> OpenCards);

/// <param name="Unexplained">Of them, those whose public reason is missing (优化营商环境条例 art 36).</param>
public sealed record BreachCount(string Office, string Procedure, long Breaches, long Unexplained);

public sealed class OverviewReader(NpgsqlDataSource database)
{
    /// <param name="calendar">Of the office of the reach: it says what this week is.</param>
    public async Task<SupervisionOverview> ReadAsync(Reach reach, DateOnly today, DateOnly breachesSince, WorkingCalendar calendar, CancellationToken cancellation = default)
    {
        var week = WorkingWeek.Of(today, calendar);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement("read_supervision_lamps").With(reach.Office).With(reach.Last).With(today).With(week.From).With(week.Through));
        batch.BatchCommands.Add(Statement("read_supervision_breach_counts").With(reach.Office).With(reach.Last).With(breachesSince));
        batch.BatchCommands.Add(Statement("read_supervision_open_cards").With(reach.Office).With(reach.Last));
        await using var reader = await batch.ReadSightedAsync(cancellation);

        var byLamp = new Dictionary<string, long>();
        var (suspended, overdue, dueToday, dueThisWeek) = (0L, 0L, 0L, 0L);
        while (await reader.ReadAsync(cancellation))
        {
            byLamp.Add(reader.GetString(0), reader.GetInt64(1));
            suspended += reader.GetInt64(2);
            overdue += reader.GetInt64(3);
            dueToday += reader.GetInt64(4);
            dueThisWeek += reader.GetInt64(5);
        }

        await reader.NextResultAsync(cancellation);
        var breaches = new List<BreachCount>();
        while (await reader.ReadAsync(cancellation))
        {
            breaches.Add(new BreachCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
        }

        await reader.NextResultAsync(cancellation);
        var openCards = new Dictionary<string, long>();
        while (await reader.ReadAsync(cancellation))
        {
            openCards.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return new SupervisionOverview(byLamp, suspended, overdue, dueToday, dueThisWeek, week, breachesSince, breaches, openCards);
    }
}
