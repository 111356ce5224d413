using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Approval.Engine.Calendars;
using Approval.Engine.Certificates.Verification;
using Approval.Engine.Procedures;

namespace Approval.Engine.Certificates;

/// <summary>
/// Checks a certificate offline: everything that can be worked out from its own facts (start, limit, ledger, extension) and the
/// published notices is worked out anew, day by day, by code that shares nothing with the rule that made it. The facts themselves
/// are the journal's; the hash says only that nobody changed the paper since.
/// </summary>
public static partial class CertificateVerifier
{
    private const int FirstYear = 2014;
    private const int LastYear = 2088;
    private const int MostUnits = 10_000;
    private const int MostMonths = 1_200;

    /// <param name="json">The certificate, canonical or laid out for reading.</param>
    /// <param name="calendars">Texts of seeds/calendars files, years and regions, each with a name for messages.</param>
    public static CertificateVerdict Verify(string json, IEnumerable<(string File, string Text)> calendars)
    {
        var checks = new List<CertificateCheck>();
        if (Read(json, checks) is { } certificate && Holds(checks, Facts(certificate)) && Days(certificate, calendars, checks) is { } days)
        {
            Derivation(certificate, days, checks);
        }

        return new CertificateVerdict([.. checks]);
    }

    private static DeadlineCertificate? Read(string json, List<CertificateCheck> checks)
    {
        try
        {
            var certificate = CertificateJson.Read(Encoding.UTF8.GetBytes(json));
            var fault = certificate.Form == DeadlineCertificate.Version1 ? null : new CertificateFault(null, "form", DeadlineCertificate.Version1, certificate.Form);
            checks.Add(new CertificateCheck("格式", $"期限计算单，办件 {certificate.CaseNumber}，{certificate.Clock.Name}", fault));
            return fault is null ? certificate : null;
        }
        catch (JsonException unreadable)
        {
            checks.Add(new CertificateCheck("格式", "不能读取", FaultOf(unreadable)));
            return null;
        }
    }

    private static CertificateFault FaultOf(JsonException unreadable) =>
        RowPath().Match(unreadable.Path ?? "") is { Success: true } at
            ? new CertificateFault(int.Parse(at.Groups[1].Value, CultureInfo.InvariantCulture) + 1, at.Groups[2].Value, "本表格式的值", unreadable.Message)
            : new CertificateFault(null, unreadable.Path ?? "$", "本表格式的值", unreadable.Message);

    private static bool Holds(List<CertificateCheck> checks, CertificateCheck check)
    {
        checks.Add(check);
        return check.Fault is null;
    }

    /// <summary>What the certificate gives must make sense by itself, before anything is counted from it.</summary>
    private static CertificateCheck Facts(DeadlineCertificate given)
    {
        var fault = FactFaults(given).FirstOrDefault();
        return new CertificateCheck("事实", $"{given.Start.On:yyyy-MM-dd} 起，{given.Limit.Amount}{CertificateWords.Unit(given.Limit.Unit)}，台账{given.Ledger.Length}条", fault);
    }

    private static IEnumerable<CertificateFault> FactFaults(DeadlineCertificate given)
    {
        var hours = given.Limit.Unit == TimeUnit.WorkingHour;
        var most = given.Limit.Unit == TimeUnit.Month ? MostMonths : MostUnits;
        if (given.Limit.Amount < 0 || given.Extension is { Days: < 0 } || given.Limit.Amount + (long)(given.Extension?.Days ?? 0) > most)
        {
            yield return new CertificateFault(null, "limit.amount", $"0至{most}", Text(given.Limit.Amount));
        }

        if (given.Calendar.Horizon.Year is < FirstYear or > LastYear)
        {
            yield return new CertificateFault(null, "calendar.horizon", $"{FirstYear}至{LastYear}年之间", Text(given.Calendar.Horizon));
        }

        if (!VersionShape().IsMatch(given.Calendar.Version))
        {
            yield return new CertificateFault(null, "calendar.version", "CN:2019-2026:十二位摘要 那样的版本号", given.Calendar.Version);
        }

        if (!given.Calendar.Version.Contains($"-{Text(given.Calendar.Horizon.Year)}:", StringComparison.Ordinal) || given.Calendar.Horizon is not { Month: 12, Day: 31 })
        {
            yield return new CertificateFault(null, "calendar.horizon", $"日历版本 {given.Calendar.Version} 最后一年的12月31日", Text(given.Calendar.Horizon));
        }

        if (!CalendarSet.IsRegion(given.Calendar.Region))
        {
            yield return new CertificateFault(null, "calendar.region", "CN或六位行政区划代码", given.Calendar.Region);
        }

        if (given.Start.On.Year < FirstYear || given.Start.On.Year > given.Calendar.Horizon.Year + 1)
        {
            yield return new CertificateFault(null, "start.on", $"{FirstYear}至{given.Calendar.Horizon.Year + 1}年之间", Text(given.Start.On));
        }

        if (hours != given.Start.At is not null || given.Start.At is { Year: < FirstYear or > LastYear })
        {
            yield return new CertificateFault(null, "start.at", hours ? "起算时刻" : "无", Text(given.Start.At));
        }

        foreach (var fault in WithinFaults(given, most))
        {
            yield return fault;
        }

        if ((hours || given.Within?.Limit?.Unit == TimeUnit.WorkingHour) != given.Hours is { Length: > 0 })
        {
            yield return new CertificateFault(null, "hours", hours ? "办公时间" : "无", hours ? "无" : "有");
        }

        foreach (var (index, entry) in given.Ledger.Index())
        {
            if (entry.Number != index + 1)
            {
                yield return new CertificateFault(null, $"ledger[{index}].number", Text(index + 1), Text(entry.Number));
            }

            if (entry.Operation == Clocks.LedgerOperation.Exclude ? entry.Through is null || entry.Through < entry.On : entry.Through is not null)
            {
                yield return new CertificateFault(null, $"ledger[{index}].through", entry.Operation == Clocks.LedgerOperation.Exclude ? $"不早于 {entry.On:yyyy-MM-dd}" : "无", Text(entry.Through));
            }
        }

        var granted = given.Ledger.LastOrDefault(entry => entry.Operation == Clocks.LedgerOperation.Extend);
        if (given.Extension != (granted is null ? null : new CertificateExtension(granted.Days, granted.LegalBasis, granted.Number, given.Extension?.Unit)))
        {
            yield return new CertificateFault(null, "extension", Text(granted?.Days), Text(given.Extension?.Days));
        }
    }

    /// <summary>A step is kept within the promise, as recorded; a promise within the law, whose own facts are then given.</summary>
    private static IEnumerable<CertificateFault> WithinFaults(DeadlineCertificate given, int most)
    {
        if (given.Within is not { } over)
        {
            yield break;
        }

        var expected = given.Clock.Kind == Clocks.ClockKind.Step ? Clocks.Clock.PromisedId : Clocks.Clock.StatutoryId;
        if (over.Clock != expected || given.Clock.Kind is not (Clocks.ClockKind.Step or Clocks.ClockKind.Promised))
        {
            yield return new CertificateFault(null, "within.clock", expected, over.Clock);
        }

        if (over.Limit is null != (given.Clock.Kind == Clocks.ClockKind.Step))
        {
            yield return new CertificateFault(null, "within.limit", over.Limit is null ? "法定期限" : "无", over.Limit is null ? "无" : "有");
        }

        if (over.Limit is { Amount: var amount } && (amount < 0 || amount + (long)(over.Extension?.Days ?? 0) > most || over.Extension is { Days: < 0 }))
        {
            yield return new CertificateFault(null, "within.limit.amount", $"0至{most}", Text(amount));
        }

        if (over.Limit?.Unit == TimeUnit.WorkingHour != over.At is not null || over.At is { Year: < FirstYear or > LastYear })
        {
            yield return new CertificateFault(null, "within.at", over.Limit?.Unit == TimeUnit.WorkingHour ? "起算时刻" : "无", Text(over.At));
        }
    }

    private static FiledDays? Days(DeadlineCertificate certificate, IEnumerable<(string File, string Text)> calendars, List<CertificateCheck> checks)
    {
        var (days, fault) = FiledDays.Read(calendars, certificate.Calendar);
        if (days is null)
        {
            checks.Add(new CertificateCheck("日历文件", "不能使用", fault));
            return null;
        }

        var made = days.Version();
        return Holds(checks, new CertificateCheck(
            "日历版本",
            made is null ? $"{certificate.Calendar.Version}，未提供该版本的全部年份，只逐日核对" : certificate.Calendar.Version,
            made is null || made == certificate.Calendar.Version ? null : new CertificateFault(null, "calendar.version", made, certificate.Calendar.Version),
            Skipped: made is null))
            ? days
            : null;
    }

    private static void Derivation(DeadlineCertificate certificate, FiledDays days, List<CertificateCheck> checks)
    {
        var recount = new Recount(certificate, days);
        var rows = RowComparison.First(recount.Rows, certificate.Rows, recount.MissingYear);
        checks.Add(new CertificateCheck("逐日推导", $"{recount.Rows.Length}日，计入{(recount.Rows.IsEmpty ? 0 : recount.Rows[^1].Running)}", rows));
        if (recount.MissingYear is null)
        {
            checks.Add(new CertificateCheck("合计与届满", Conclusion(recount), ResultComparison.First(certificate, recount)));
            checks.Add(new CertificateCheck("与记录相符", Agreement(certificate), ResultComparison.FirstOfRecord(certificate, recount)));
        }

        var hash = CertificateJson.HashOf(certificate);
        checks.Add(new CertificateCheck("摘要（SHA-256）", hash, hash == certificate.Hash ? null : new CertificateFault(null, "hash", hash, certificate.Hash ?? "无")));
    }

    private static string Conclusion(Recount recount) => recount.Result is not { } result
        ? "特别程序尚未结束，届满日未知"
        : result.Provisional ? $"{result.Due:yyyy-MM-dd}（暂定，{result.Earliest:yyyy-MM-dd} 至 {result.Latest:yyyy-MM-dd}）" : $"{result.Due:yyyy-MM-dd}";

    private static string Agreement(DeadlineCertificate certificate) => certificate.Agrees
        ? $"卷宗第{certificate.Recorded.Row}行"
        : $"卷宗第{certificate.Recorded.Row}行按日历 {certificate.Recorded.CalendarVersion} 记为 {Text(certificate.Recorded.Deadline?.Due)}，与本单日历推导的不同；单上已注明";

    internal static string Text(object? value) => value switch
    {
        null => "无",
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex("^[0-9A-Z]{2,6}:[0-9]{4}-[0-9]{4}:[0-9a-f]{12}$")]
    private static partial Regex VersionShape();

    [GeneratedRegex(@"^\$\.rows\[(\d{1,6})\]\.(\w+)$")]
    private static partial Regex RowPath();
}
