using System.Runtime.CompilerServices;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Forecasting;
using Approval.Engine.Offices;
using Approval.Workflows.Rehearsing;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Approval.Workflows.Storage;
using Npgsql;
using static Approval.Workflows.Storage.Parameters;

namespace Approval.Workflows.Forecasting;

/// <summary>Rolls the docket of every office forward: pace and arrivals from the record, people from a staffing file. Reads only.</summary>
public sealed class DocketForecast(NpgsqlDataSource database, RecordedCases recorded, RulebookStore rulebooks, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <param name="months">How far back the record is asked for pace and arrivals.</param>
    /// <param name="until">Last day on which cases come; the calendar must know it.</param>
    /// <param name="onProgress">Told which part is done, and how much of it: cases read, runs made.</param>
    /// <exception cref="UnstaffedException">Work is there for which the staffing has nobody.</exception>
    public async Task<IReadOnlyList<OfficeOutlook>> RunAsync(
        Staffing staffing, int months, DateOnly until, int runs, ulong seed, Action<string, double>? onProgress = null, CancellationToken cancellation = default)
    {
        var (rules, now) = (rulebooks.Current, CivilTime.Stored(clock.GetUtcNow()));
        var today = CivilTime.DayOf(now);
        var since = today.AddMonths(-months);
        var times = await ReadRecordAsync(rules, CivilTime.StartOf(since), onProgress, cancellation);
        var forecasts = new SortedDictionary<string, OfficeForecast>(StringComparer.Ordinal);
        OfficeForecast For(Office office) =>
            forecasts.TryGetValue(office.Code, out var known) ? known : forecasts[office.Code] = new OfficeForecast(office, rules.CalendarOf(office), staffing, times);

        await foreach (var record in OpenAsync(cancellation))
        {
            For(rules.Offices[record.Office]).Take(new OpenCase((CaseState.Known)record.State, rules.Procedure(record.Procedure, record.ProcedureVersion)));
        }

        foreach (var ((code, procedure), count) in times.Accepted.OrderBy(entry => entry.Key))
        {
            if (rules.Offices.TryGetValue(code, out var office) && rules.InForce(procedure, today) is { } version && rules.TakesCases(version, today))
            {
                For(office).Expect(version, (double)count / Math.Max(1, rules.CalendarOf(office).Count(since, today)), today);
            }
        }

        var working = forecasts.Where(entry => !entry.Value.IsEmpty).ToList();
        if (working.SelectMany(entry => entry.Value.Unstaffed).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } unstaffed)
        {
            throw new UnstaffedException(unstaffed);
        }

        var done = 0;
        return working.ConvertAll(entry => entry.Value.Run(now, until, runs, seed, () =>
        {
            cancellation.ThrowIfCancellationRequested();
            onProgress?.Invoke("runs", (double)++done / (runs * working.Count));
        }));
    }

    private async Task<RecordedTimes> ReadRecordAsync(Rulebook rules, DateTimeOffset since, Action<string, double>? onProgress, CancellationToken cancellation)
    {
        var timelines = new Dictionary<string, WorkTimeline>();
        var times = new RecordedTimes(code =>
            timelines.TryGetValue(code, out var known) ? known : timelines[code] = new WorkTimeline(rules.CalendarOf(rules.Offices[code]), rules.Offices[code]));
        var (total, read) = (await recorded.CountAsync(null, since, cancellation), 0L);
        await foreach (var page in recorded.PagesAsync(null, since, cancellation))
        {
            foreach (var found in page)
            {
                times.Add(found.Journal.Select(row => row.Entry));
            }

            onProgress?.Invoke("record", (double)(read += page.Count) / total);
        }

        return times;
    }

    private async IAsyncEnumerable<CaseRecord> OpenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = Guid.Empty;
        while (true)
        {
            var page = new List<CaseRecord>(PageSize);
            await using (var batch = database.CreateBatch())
            {
                batch.BatchCommands.Add(Statement("read_docket").With(after).With(PageSize));
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    page.Add(CaseLoading.ReadRecord(reader));
                }
            }

            foreach (var record in page)
            {
                yield return record;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }
}

/// <summary>Work is there for which the staffing names nobody.</summary>
public sealed class UnstaffedException(IReadOnlyList<string> pools) : Exception($"The staffing names nobody for: {string.Join(", ", pools)}.")
{
    /// <summary>Office and role of each, as in 430100/head.</summary>
    public IReadOnlyList<string> Pools { get; } = pools;
}
