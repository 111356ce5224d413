using Npgsql;

namespace Approval.Workflows.Tests;

/// <summary>
/// The oracle of every test on the database (RELIABILITY 3): journal, projection, timers, tasks and messages of every case agree.
/// Worked out here from the journal alone; nothing of the write path is asked.
/// </summary>
internal static class Invariants
{
    /// <summary>Of all cases, and of what lies between them.</summary>
    public static async Task CheckAsync(NpgsqlDataSource source) =>
        Assert.That(await FindViolationsAsync(source), Is.Empty, "Invariants of the database");

    /// <summary>Of one case.</summary>
    public static async Task CheckAsync(NpgsqlDataSource source, Guid caseId) =>
        Assert.That(await OfCasesAsync(source, caseId), Is.Empty, $"Invariants of case {caseId}");

    public static async Task<IReadOnlyList<string>> FindViolationsAsync(NpgsqlDataSource source) =>
        [.. await OfCasesAsync(source, null), .. await NumbersAsync(source), .. await AnswersAsync(source)];

    private static async Task<List<string>> OfCasesAsync(NpgsqlDataSource source, Guid? only)
    {
        var stored = await StoredCases.ReadAsync(source, only);
        var violations = new List<string>();
        foreach (var id in stored.Ids)
        {
            if (!stored.Journal.Contains(id) || !stored.Rows.ContainsKey(id))
            {
                violations.Add($"{id}: {(stored.Rows.ContainsKey(id) ? "a case without a journal" : "rows without a case")}");
                continue;
            }

            try
            {
                violations.AddRange(CaseOracle.Violations(id, stored).Select(violation => $"{id}: {violation}"));
            }
            catch (Exception unreadable) when (unreadable is not AssertionException)
            {
                violations.Add($"{id}: the journal cannot be folded: {unreadable.Message}");
            }
        }

        return violations;
    }

    /// <summary>Case numbers of an office, item and day are 1..n: none is missing, none is used twice, each has its check digit.</summary>
    private static async Task<List<string>> NumbersAsync(NpgsqlDataSource source)
    {
        var violations = new List<string>();
        var numbers = await source.RowsAsync("select number from approval.permit_case", reader => reader.GetString(0));
        violations.AddRange(numbers.Where(number => !PassesLuhn(number)).Select(number => $"number {number} has a wrong check digit"));
        var used = numbers.GroupBy(number => number[..16]).ToDictionary(
            group => group.Key, group => group.Select(number => int.Parse(number[16..21], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList());
        var counters = await source.RowsAsync(
            "select office_code || item || to_char(day, 'YYYYMMDD'), last from approval.case_number", reader => (Series: reader.GetString(0), Last: reader.GetInt32(1)));
        foreach (var (series, last) in counters)
        {
            if (!used.GetValueOrDefault(series, []).SequenceEqual(Enumerable.Range(1, last)))
            {
                violations.Add($"numbers {series}: 1..{last} were allotted, used are {string.Join(',', used.GetValueOrDefault(series, []))}");
            }
        }

        violations.AddRange(used.Keys.Except(counters.Select(counter => counter.Series)).Select(series => $"numbers {series} have no counter"));
        return violations;
    }

    private static async Task<List<string>> AnswersAsync(NpgsqlDataSource source) =>
        await source.RowsAsync("select key from approval.idempotency where status is null or body is null", reader => $"key {reader.GetString(0)} is kept without its answer");

    private static bool PassesLuhn(string number)
    {
        var digits = number.Reverse().Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 2));
        return number.Length == 22 && number.All(char.IsAsciiDigit) && digits.Sum(value => (value / 10) + (value % 10)) % 10 == 0;
    }
}
