using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Approval.Engine.Certificates;

namespace Approval.Engine.Tests.Certificates;

/// <summary>A forger who changes one thing and seals the paper anew: the verifier names the row and the field, whatever they are.</summary>
public class AlteredCertificates
{
    private static readonly string[] RowFields = ["number", "date", "kind", "name", "source", "counted", "reason", "entry", "running"];

    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void Every_field_of_every_row_is_named_when_it_is_altered(string name)
    {
        var certificate = Sheets.Of(name);
        var files = Needed(name);
        var altered = 0;
        foreach (var row in certificate.Rows)
        {
            foreach (var field in RowFields)
            {
                var tree = Tree(certificate);
                Alter(tree["rows"]![row.Number - 1]!.AsObject(), field);
                var fault = Verify(Resealed(tree), files).Fault;

                Assert.That((fault?.Row, fault?.Field), Is.EqualTo(((int?)row.Number, field)), $"{name}, row {row.Number}, {field}: {fault}");
                altered++;
            }
        }

        Assert.That(altered, Is.EqualTo(certificate.Rows.Length * RowFields.Length));
    }

    [TestCaseSource(typeof(Sheets), nameof(Sheets.Names))]
    public void A_row_left_out_repeated_or_moved_is_named(string name)
    {
        var certificate = Sheets.Of(name);
        var files = Needed(name);
        for (var row = 0; row < certificate.Rows.Length; row++)
        {
            var without = certificate with { Rows = certificate.Rows.RemoveAt(row) };
            var twice = certificate with { Rows = certificate.Rows.Insert(row, certificate.Rows[row]) };

            Assert.That(Verify(without.Sealed(), files).Fault?.Row, Is.EqualTo(row + 1));
            Assert.That(Verify(twice.Sealed(), files).Fault?.Row, Is.EqualTo(row + 2));
        }
    }

    // 承诺不得超过法定: the law that cuts a promise is counted again, so it cannot be moved to suit.
    [Test]
    public void A_law_that_is_not_where_it_ends_is_named()
    {
        var told = Sheets.Of("promise-within-the-law");
        var later = told.Within!.Deadline with { Due = told.Within.Deadline.Due.AddDays(1) };

        Assert.That(Verify((told with { Within = told.Within with { Deadline = later } }).Sealed(), Needed("promise-within-the-law")).Fault, Is.Not.Null);
        Assert.That(Verify((told with { Within = null }).Sealed(), Needed("promise-within-the-law")).Fault, Is.Not.Null, "without the law the promise would end later");
        Assert.That(Verify((told with { Within = told.Within with { Limit = null } }).Sealed(), Needed("promise-within-the-law")).Fault?.Field, Is.EqualTo("within.limit"));
        Assert.That(Verify((told with { Within = told.Within with { Limit = told.Within.Limit! with { Amount = 21 } } }).Sealed(), Needed("promise-within-the-law")).Fault?.Field, Is.EqualTo("within.deadline.due"));
    }

    // What follows from the facts, and so can be told from them.
    [TestCase("start.counted", "start", "counted")]
    [TestCase("toCount", null, "toCount")]
    [TestCase("counted", null, "counted")]
    [TestCase("completed", null, "completed")]
    [TestCase("result.due", "result", "due")]
    [TestCase("result.passesAt", "result", "passesAt")]
    [TestCase("result.provisional", "result", "provisional")]
    [TestCase("result.earliest", "result", "earliest")]
    [TestCase("result.latest", "result", "latest")]
    [TestCase("agrees", null, "agrees")]
    [TestCase("calendar.version", "calendar", "version")]
    public void What_follows_from_the_facts_is_named_when_it_is_altered(string field, string? parent, string member)
    {
        foreach (var name in Sheets.Names.Where(name => Sheets.Of(name) is { Result: not null, Completed: not null }))
        {
            var tree = Tree(Sheets.Of(name));
            Alter(parent is null ? tree : tree[parent]!.AsObject(), member);

            Assert.That(Verify(Resealed(tree), member == "version" ? Sheets.Files(name) : Needed(name)).Fault?.Field, Is.EqualTo(field), name);
        }
    }

    /// <summary>A fact that was altered no longer leads to the days below it.</summary>
    [TestCase("limit", "amount", "toCount", "rf01-spring-festival-2026-statutory", null)]
    [TestCase("start", "on", "date", "rf01-spring-festival-2026-statutory", 1)]
    [TestCase("limit", "countFrom", "date", "rf01-spring-festival-2026-statutory", 1)]
    [TestCase("extension", "days", "extension", "rf01-extended", null)]
    public void A_fact_that_was_altered_contradicts_the_days(string parent, string member, string field, string name, int? row)
    {
        var tree = Tree(Sheets.Of(name));
        Alter(tree[parent]!.AsObject(), member);
        var fault = Verify(Resealed(tree), Sheets.Files(name)).Fault;

        Assert.That(fault, Is.Not.Null);
        Assert.That((fault!.Row, fault.Field), Is.EqualTo((row, field)).Or.EqualTo(((int?)35, "date")), fault.ToString());
    }

    [Test]
    public void The_record_may_not_differ_under_the_same_calendar()
    {
        var certificate = Sheets.Of("rf01-national-day-2025-promised");
        var later = certificate.Recorded.Deadline! with { Due = new DateOnly(2025, 10, 14) };
        var files = Sheets.Files("rf01-national-day-2025-promised").ToList();
        var claiming = certificate with { Recorded = certificate.Recorded with { Deadline = later } };

        Assert.That(Verify(claiming.Sealed(), files).Fault?.Field, Is.EqualTo("agrees"));
        Assert.That(Verify((claiming with { Agrees = false }).Sealed(), files).Fault?.Field, Is.EqualTo("recorded.deadline"));
    }

    /// <summary>Every single value of the paper, without sealing it anew.</summary>
    [TestCase("rf01-hearing-ended")]
    [TestCase("rf01-step-within-the-promise")]
    [TestCase("rf01-provisional-2027")]
    [TestCase("working-hours")]
    [TestCase("rf01-extended")]
    public void Nothing_at_all_can_be_altered_unnoticed(string name)
    {
        var certificate = Sheets.Of(name);
        var files = Sheets.Files(name).ToList();
        foreach (var path in Leaves(Tree(certificate), ""))
        {
            var tree = Tree(certificate);
            var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var parent = parts.SkipLast(1).Aggregate((JsonNode)tree, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);
            if (parent is JsonObject members)
            {
                Alter(members, parts[^1]);
                Assert.That(Verify(tree.ToJsonString(), files).Holds, Is.False, path);
            }
        }
    }

    /// <summary>Sealed anew, so that nothing but the facts and the counting can stop it; whether it holds is another matter, that it ends is this one.</summary>
    [TestCase("rf01-hearing-ended")]
    [TestCase("rf01-hearing-open")]
    [TestCase("rf01-provisional-2027")]
    [TestCase("rf01-step-within-the-promise")]
    [TestCase("working-hours")]
    [TestCase("month")]
    [TestCase("rf01-extended")]
    [TestCase("calendar-days-excluded")]
    public void The_verifier_answers_whatever_value_stands_anywhere(string name)
    {
        JsonNode?[] extremes = ["0001-01-01", "9999-12-31", "2036-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", int.MinValue, int.MaxValue, 0, -1, "", "workingHour", "month", "exclude", "suspend", "00:00:00", null];
        var certificate = Sheets.Of(name);
        var files = Needed(name);
        foreach (var path in Leaves(Tree(certificate), "").Where(path => !path.StartsWith("/rows", StringComparison.Ordinal)))
        {
            foreach (var extreme in extremes)
            {
                var tree = Tree(certificate);
                var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
                var parent = parts.SkipLast(1).Aggregate((JsonNode)tree, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);
                if (parent is JsonObject members)
                {
                    members[parts[^1]] = extreme?.DeepClone();
                    Assert.That(() => Verify(Resealed(tree), files), Throws.Nothing, $"{path} = {extreme?.ToJsonString()}");
                }
            }
        }
    }

    [TestCase("""{ "form": "deadlineCertificate.v1" }""")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("")]
    [TestCase("{")]
    public void What_is_no_certificate_is_refused_in_the_first_check(string text)
    {
        var verdict = CertificateVerifier.Verify(text, Journey.Files());

        Assert.That(verdict.Checks, Has.Length.EqualTo(1));
        Assert.That(verdict.Fault, Is.Not.Null);
    }

    [Test]
    public void A_member_that_nobody_knows_is_refused()
    {
        var tree = Tree(Sheets.Of("rf01-notice"));
        tree["rows"]![2]!["remark"] = "经领导同意";

        Assert.That(Verify(tree.ToJsonString(), Journey.Files()).Fault?.Row, Is.EqualTo(3));
    }

    [TestCase("limit", "amount", "-1", "limit.amount")]
    [TestCase("limit", "amount", "2147483647", "limit.amount")]
    [TestCase("start", "on", "\"0001-01-01\"", "start.on")]
    [TestCase("start", "on", "\"9999-12-31\"", "start.on")]
    [TestCase("start", "at", "\"2026-03-02T00:00:00Z\"", "start.at")]
    [TestCase("calendar", "horizon", "\"9999-12-31\"", "calendar.horizon")]
    [TestCase("calendar", "horizon", "\"2030-12-31\"", "calendar.horizon")]
    [TestCase("calendar", "horizon", "\"2026-11-30\"", "calendar.horizon")]
    [TestCase("calendar", "version", "\"CN\"", "calendar.version")]
    [TestCase("calendar", "version", "\"430100:2019-2026:000000000000\"", "calendar.version")]
    [TestCase("calendar", "region", "\"Hunan\"", "calendar.region")]
    [TestCase("limit", "unit", "\"workingHour\"", "start.at")]
    public void Facts_out_of_this_world_are_refused_not_counted(string parent, string member, string json, string field)
    {
        var tree = Tree(Sheets.Of("rf01-spring-festival-2026-statutory"));
        tree[parent]![member] = JsonNode.Parse(json);
        var fault = Verify(Resealed(tree), Journey.Files()).Fault;

        Assert.That(fault?.Field, Is.EqualTo(field));
    }

    [Test]
    public void A_year_that_was_not_given_is_asked_for()
    {
        var certificate = Sheets.Of("rf01-provisional-2027");
        var verdict = Verify(certificate, Journey.Files().Where(file => file.File == "2025.json"));

        Assert.That((verdict.Fault?.Row, verdict.Fault?.Field, verdict.Fault?.Expected), Is.EqualTo((1, "calendar", "2026年的日历文件")));
    }

    [Test]
    public void One_year_is_enough_when_the_days_lie_in_it_but_the_version_is_then_not_compared()
    {
        var verdict = Verify(Sheets.Of("rf01-spring-festival-2026-statutory"), Journey.Files().Where(file => file.File == "2026.json"));

        Assert.That(verdict.Fault?.ToString(), Is.Null);
        Assert.That(verdict.Checks.Single(check => check.Name == "日历版本").Detail, Does.Contain("未提供该版本的全部年份"));
    }

    [Test]
    public void A_calendar_file_that_was_altered_is_found_out_by_the_first_day_it_makes_different()
    {
        var files = Journey.Files().Where(file => file.File == "2026.json").Select(file => (file.File, file.Text.Replace("\"2026-02-28\", \"name\": \"春节\", \"kind\": \"makeUpWorkday\"", "\"2026-03-07\", \"name\": \"春节\", \"kind\": \"makeUpWorkday\"", StringComparison.Ordinal)));
        var fault = Verify(Sheets.Of("rf01-spring-festival-2026-statutory"), files).Fault;

        Assert.That((fault?.Row, fault?.Field, fault?.Expected, fault?.Found), Is.EqualTo((16, "kind", "restDay", "makeUpWorkday")));
    }

    [TestCase("{ \"region\": \"CN\", \"year\": 2026, \"notices\": [], \"days\": [] }")]
    [TestCase("{ \"year\": ")]
    [TestCase("{ \"region\": \"430100\" }")]
    public void A_calendar_file_that_cannot_be_used_is_named(string text) =>
        Assert.That(Verify(Sheets.Of("rf01-notice"), [("mine.json", text)]).Fault?.Field, Is.EqualTo("calendar mine.json"));

    /// <summary>The years that the days lie in; reading all eight thousands of times proves nothing more.</summary>
    private static List<(string File, string Text)> Needed(string name) =>
        [.. Sheets.Files(name).Where(file => file.File is "2025.json" or "2026.json" or "2027.json")];

    private static CertificateVerdict Verify(DeadlineCertificate certificate, IEnumerable<(string File, string Text)> files) =>
        Verify(Encoding.UTF8.GetString(CertificateJson.Write(certificate)), files);

    private static CertificateVerdict Verify(string json, IEnumerable<(string File, string Text)> files) => CertificateVerifier.Verify(json, files);

    private static JsonObject Tree(DeadlineCertificate certificate) => JsonNode.Parse(CertificateJson.Write(certificate))!.AsObject();

    private static string Resealed(JsonObject tree)
    {
        try
        {
            return Encoding.UTF8.GetString(CertificateJson.Write(CertificateJson.Read(Encoding.UTF8.GetBytes(tree.ToJsonString())).Sealed()));
        }
        catch (JsonException)
        {
            return tree.ToJsonString();
        }
    }

    /// <summary>Another value of the same kind; a member that is left out is given.</summary>
    private static void Alter(JsonObject members, string name) => members[name] = (name, members[name]) switch
    {
        ("kind", { } kind) when members.ContainsKey("date") => kind.GetValue<string>() == "workingDay" ? "makeUpWorkday" : "workingDay",
        ("reason", null) => "restDay",
        ("reason", { } reason) => reason.GetValue<string>() == "restDay" ? "publicHoliday" : "restDay",
        ("entry", null) => 1,
        ("name", null) => "春节",
        ("countFrom", { } from) => from.GetValue<string>() == "nextDay" ? "sameDay" : "nextDay",
        (_, { } value) when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => !value.GetValue<bool>(),
        (_, { } value) when value.GetValueKind() == JsonValueKind.Number => value.GetValue<int>() + 1,
        (_, { } value) when DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", out var date) => date.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (_, { } value) when DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var at) && value.GetValue<string>().Contains('T') => at.AddMinutes(1).ToString("O", CultureInfo.InvariantCulture),
        (_, { } value) => value.GetValue<string>() + "一",
        _ => throw new AssertionException($"{name} is not there."),
    };

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, $"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Leaves(item, $"{path}/{index}")),
        _ => [path],
    };
}
