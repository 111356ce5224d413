using System.Collections.Frozen;
using Approval.Engine.Calendars;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Npgsql;

namespace Approval.Workflows.Rulebooks;

/// <summary>Keeps the rulebook of this process, loaded from the database. Others take its place when rules are published.</summary>
public sealed class RulebookStore
{
    private readonly Lock gate = new();
    private volatile Rulebook? current;
    private Task? loading;

    /// <summary>To be read once for everything that is to be decided by the same rules.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been loaded yet.</exception>
    public Rulebook Current => current ?? throw new InvalidOperationException("The rulebook is not loaded.");

    /// <summary>A store that holds a rulebook from elsewhere, for tests and benches.</summary>
    public static RulebookStore Of(Rulebook rules) => new() { current = rules };

    /// <summary>Reads procedures, offices and the newest revision of every calendar, all of one moment.</summary>
    /// <exception cref="RulesRefusedException">What is stored does not pass today's checks; the rules held before stay.</exception>
    public async Task LoadAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        long revision = 0;
        var files = new List<RuleFile>();
        await using var command = database.CreateCommand(
            """
            select r.number, f.* from approval.rules_revision r cross join (
              select 'procedure', v.code || '.v' || v.version, v.content, v.effective_from, t.retired_from
              from approval.procedure_version v left join approval.procedure_retirement t on t.code = v.code and t.version = v.version
              union all
              select 'office', 'offices', content, null, null from approval.office
              union all
              (select distinct on (region, year) case when year = 0 then 'overlay' else 'year' end, region || case when year = 0 then '' else '/' || year end, content, null::date, null::date
               from approval.calendar_file order by region, year, revision desc)) as f (kind, name, content, effective_from, retired_from)
            where r.only_one
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            revision = reader.GetInt64(0);
            files.Add(new RuleFile(reader.GetString(1), reader.GetString(2), reader.GetString(3))
            {
                Term = new VersionTerm(
                    reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4),
                    reader.IsDBNull(5) ? null : reader.GetFieldValue<DateOnly>(5)),
            });
        }

        current = RuleReading.Read(files, revision);
    }

    /// <summary>Loads the rules anew, once however many steps ask for it at the same time.</summary>
    /// <exception cref="RulesRefusedException">As <see cref="LoadAsync"/>.</exception>
    public Task ReloadAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            if (loading is null or { IsCompleted: true })
            {
                loading = LoadAsync(database, CancellationToken.None);
            }

            return loading.WaitAsync(cancellation);
        }
    }

    /// <summary>Reloads when other rules have been published. What reads without deciding anything is at most a poll behind.</summary>
    /// <returns>Whether it had to.</returns>
    public async Task<bool> RefreshAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("select number from approval.rules_revision where only_one");
        if (Current.Revision is not { } held || held == (long)(await command.ExecuteScalarAsync(cancellation))!)
        {
            return false;
        }

        await ReloadAsync(database, cancellation);
        return true;
    }
}

/// <param name="Kind">procedure, office, year or overlay.</param>
public sealed record RuleFile(string Kind, string Name, string Content)
{
    /// <summary>Of a procedure version.</summary>
    public VersionTerm Term { get; init; }
}

/// <summary>Rule files were refused: every reason, with the file and the place inside it.</summary>
public sealed class RulesRefusedException(IReadOnlyList<Finding> findings)
    : Exception(string.Join(Environment.NewLine, findings.Select(finding => finding.ToString()).Prepend("Rules are refused:")))
{
    public IReadOnlyList<Finding> Findings { get; } = findings;
}

internal static class RuleReading
{
    public static Rulebook Read(IReadOnlyCollection<RuleFile> files, long? revision = null)
    {
        var findings = new List<Finding>();
        var procedures = Texts(files, "procedure").Select(file => ProcedureReader.Read(file.Content, file.Name)).ToList();
        var offices = Texts(files, "office").Select(file => OfficeReader.Read(file.Content, file.Name)).ToList();
        var years = Texts(files, "year").Select(file => CalendarReader.ReadYear(file.Name, file.Content)).ToList();
        var overlays = Texts(files, "overlay").Select(file => CalendarReader.ReadOverlay(file.Name, file.Content)).ToList();
        findings.AddRange(procedures.SelectMany(reading => reading.Findings));
        findings.AddRange(offices.SelectMany(reading => reading.Findings));
        findings.AddRange(years.SelectMany(reading => reading.Findings).Concat(overlays.SelectMany(reading => reading.Findings)).Select(Common));

        findings.AddRange(Misnamed(files, "procedure", procedures.Select(reading => reading.Procedure is { } p ? $"{p.Code}.v{p.Version}" : null)));
        findings.AddRange(Misnamed(files, "year", years.Select(reading => reading.Year is { } y ? $"{CalendarSet.National}/{y.Year}" : null)));
        findings.AddRange(Misnamed(files, "overlay", overlays.Select(reading => reading.Overlay?.Region)));

        var calendars = CalendarSet.Build(years.Select(reading => reading.Year).OfType<CalendarYear>(), overlays.Select(reading => reading.Overlay).OfType<CalendarOverlay>());
        findings.AddRange(calendars.Findings.Select(Common));
        if (findings.Count > 0 || calendars.Set is not { } set)
        {
            throw new RulesRefusedException(findings);
        }

        var terms = procedures.Select(reading => reading.Procedure!).Zip(Texts(files, "procedure"), (procedure, file) => KeyValuePair.Create((procedure.Code, procedure.Version), file.Term));
        return new Rulebook(procedures.Select(reading => reading.Procedure!), offices.SelectMany(reading => reading.Offices), set, terms.ToFrozenDictionary()) { Revision = revision };
    }

    private static IEnumerable<RuleFile> Texts(IEnumerable<RuleFile> files, string kind) => files.Where(file => file.Kind == kind);

    /// <summary>Rules are stored under the name of their file, so two files cannot hold the same thing and a name cannot lie.</summary>
    private static IEnumerable<Finding> Misnamed(IEnumerable<RuleFile> files, string kind, IEnumerable<string?> expected) =>
        Texts(files, kind).Zip(expected)
            .Where(pair => pair.Second is { } name && pair.First.Name != name && pair.First.Name != name + ".json")
            .Select(pair => new Finding(pair.First.Name, "$", $"Expected the name {pair.Second} for what is inside."));

    private static Finding Common(CalendarFinding finding) => new(finding.File, finding.Path, finding.Reason);
}
