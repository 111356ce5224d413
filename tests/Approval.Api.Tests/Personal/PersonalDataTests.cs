using System.Text;
using System.Text.Json.Nodes;
using Approval.Api.Tests.Host;
using Approval.Workflows.Auditing.Verification;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Approval.Api.Tests.Personal;

/// <summary>What identifies people is encrypted at rest, masked but for those who handle the case, and may be erased without breaking the record (RELIABILITY Z7).</summary>
internal sealed class PersonalDataTests
{
    private const string Identifier = "430104199003077516";
    private const string Phone = "13907318842";
    private const string AgentIdentifier = "430102198511203329";
    private const string AgentPhone = "13875996671";
    private const string Canary = "绝密工程七九四一";

    private static readonly string[] Secrets = [Identifier, Phone, AgentIdentifier, AgentPhone];

    [Test]
    public async Task It_is_nowhere_in_the_database_and_shown_to_those_who_handle_the_case_alone()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await FileAsync(host);
        var clerk = await host.AsAsync("demo-clerk");
        var accepted = await clerk.CommandAsync(id, "accept", new { }, (await clerk.GetAsync($"/api/v1/cases/{id}")).Version, ("Idempotency-Key", "accept-1"));
        Assert.That(accepted.Status, Is.EqualTo(200), accepted.Text);

        var dump = await DumpAsync(host);
        Assert.That(Secrets.Where(secret => dump.Contains(secret, StringComparison.Ordinal) || dump.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal)), Is.Empty);

        var shown = await clerk.GetAsync($"/api/v1/cases/{id}");
        Assert.That(Secrets.Where(secret => !shown.Text.Contains(secret, StringComparison.Ordinal)), Is.Empty, "The office that handles it sees it whole.");
        Assert.That(shown.Text, Is.EqualTo(accepted.Text));
        var again = await clerk.CommandAsync(id, "accept", new { }, 2, ("Idempotency-Key", "accept-1"));
        Assert.That((again.Text, again.Headers["Idempotency-Replayed"]), Is.EqualTo((accepted.Text, "true")), "The kept answer is encrypted, and given again as it was.");
        var supervisor = await host.AsAsync("demo-supervisor");
        foreach (var (who, answer) in new[]
        {
            ("supervisor", await supervisor.GetAsync($"/api/v1/cases/{id}")),
            ("journal", await clerk.GetAsync($"/api/v1/cases/{id}/events")),
            ("feed", await clerk.GetAsync("/api/v1/events")),
            ("list", await clerk.GetAsync("/api/v1/cases")),
        })
        {
            Assert.That(answer.Status, Is.EqualTo(200), who);
            Assert.That(Secrets.Where(secret => answer.Text.Contains(secret, StringComparison.Ordinal)), Is.Empty, who);
        }

        Assert.That((await supervisor.GetAsync($"/api/v1/cases/{id}"))["applicant"].GetProperty("identifier").GetString(), Is.EqualTo("**************7516"));
    }

    [Test]
    public async Task Erased_it_is_gone_and_the_record_holds()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await FileAsync(host);
        await RunAsync(host, "update approval.case_personal set salt = null, payload = null, erased_at = now()");

        var shown = await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}");
        Assert.That(shown["applicant"].GetProperty("identifier").GetString(), Is.EqualTo("**************7516"));
        Assert.That((await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}/events")).Status, Is.EqualTo(200));
        await using var record = await DatabaseRecord.OpenAsync(host.ConnectionString, 1);
        Assert.That((await RecordVerifier.VerifyAsync(record, keys: null, [], _ => { })).Faults, Is.Empty);
    }

    [TestCase("update approval.case_personal p set salt = o.salt, payload = o.payload from approval.case_personal o where o.case_id <> p.case_id")]
    [TestCase("update approval.case_personal set payload = set_byte(payload, 60, 255 - get_byte(payload, 60))")]
    [TestCase("update approval.case_personal set salt = sha256(salt)")]
    public async Task What_was_put_in_its_place_is_refused(string tampering)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await FileAsync(host);
        await FileAsync(host);
        await RunAsync(host, tampering);

        (await (await host.AsAsync("demo-clerk")).GetAsync($"/api/v1/cases/{id}")).ShouldBeProblem(500, "audit.broken");
    }

    [Test]
    public async Task Of_a_classified_project_nothing_is_kept_anywhere()
    {
        await using var host = await ApiHost.StartAsync();
        var logged = new Capture();
        await using var listening = host.WithWebHostBuilder(builder => builder.ConfigureLogging(logging => logging.AddProvider(logged).SetMinimumLevel(LogLevel.Trace)));
        var clerk = await host.AsAsync("demo-clerk");
        using var http = listening.CreateClient();
        http.DefaultRequestHeaders.Authorization = clerk.Http.DefaultRequestHeaders.Authorization;
        var body = await clerk.ExampleAsync();
        body["project"]!["classified"] = true;
        body["project"]!["name"] = Canary;
        body["applicant"]!["name"] = Canary;

        var answer = await new ApiCaller(http).PostAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", "secret-1"));

        answer.ShouldBeProblem(422, "project.classified");
        Assert.That(answer.Text, Does.Not.Contain(Canary));
        var dump = await DumpAsync(host);
        Assert.That(dump, Does.Not.Contain(Canary).And.Not.Contain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Canary))).And.Not.Contain("secret-1"));
        Assert.That(logged.Text, Is.Not.Empty.And.Not.Contain(Canary));
        var files = Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(Canary, StringComparison.Ordinal));
        Assert.That(files, Is.Empty);
    }

    private static async Task<Guid> FileAsync(ApiHost host)
    {
        var clerk = await host.AsAsync("demo-clerk");
        var body = await clerk.ExampleAsync();
        body["channel"] = "window";
        body["applicant"]!["name"] = "周远";
        body["applicant"]!["type"] = "person";
        body["applicant"]!["identifier"] = Identifier;
        body["applicant"]!["phone"] = Phone;
        body["agent"] = new JsonObject { ["name"] = "李安", ["identifier"] = AgentIdentifier, ["authority"] = "授权委托书", ["phone"] = AgentPhone };
        var answer = await clerk.PostAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", Guid.NewGuid().ToString()));
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer["id"].GetGuid();
    }

    /// <summary>Every row of every table as text; bytes as hex.</summary>
    private static async Task<string> DumpAsync(ApiHost host)
    {
        var tables = new List<string>();
        await using (var command = host.Rows.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('approval', 'quartz', 'public')"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = host.Rows.CreateCommand($"select coalesce(string_agg(t::text, chr(10)), '') from {table} t");
            dump.AppendLine((string)(await command.ExecuteScalarAsync())!);
        }

        return dump.ToString();
    }

    private static async Task RunAsync(ApiHost host, string sql)
    {
        await using var command = host.Rows.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Capture : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
            {
                text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
            }
        }

        public void Dispose()
        {
        }
    }
}
