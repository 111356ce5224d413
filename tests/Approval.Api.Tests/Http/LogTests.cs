using System.Collections.Concurrent;
using Approval.Api.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Approval.Api.Tests.Http;

/// <summary>ASVS 5 16.2.5: a life, its refusals and a failure, with every line of the log at its usual level: nothing of the people and things it is about.</summary>
internal sealed class LogTests
{
    [Test]
    public async Task Logs_hold_no_personal_data_and_lead_from_an_answer_to_its_lines()
    {
        var log = new Captured();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<ILoggerProvider>(log));
        var (applicant, clerk, admin) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"), await host.AsAsync("demo-admin"));
        var example = await applicant.ExampleAsync();
        var id = await applicant.FileExampleAsync();
        var accepted = await clerk.CommandAsync(id, "accept", null, 2);
        await clerk.GetAsync("/api/v1/cases?q=" + Uri.EscapeDataString(example["applicant"]!["name"]!.GetValue<string>()));
        await clerk.CommandAsync(id, "decide", new { outcome = "refused", reasons = "机密理由甲乙丙" }, accepted.Version);
        await applicant.PostAsync("/api/v1/cases", """{"project":{"name":"机密工程丁戊己"},"unknown":1}""");
        var browser = Browser.Of(host);
        await browser.MakeAccountAsync(host, "clerk");
        await browser.SignInAsync();
        browser.Remember(browser.UserName, "错误的 口令 庚辛壬癸 123", null);
        await browser.SignInAsync();
        await host.AllowConnectionsAsync(false);
        var failed = await clerk.GetAsync("/api/v1/cases?q=" + Uri.EscapeDataString("机密检索子丑寅"));
        await host.AllowConnectionsAsync(true);
        await admin.GetAsync("/api/v1/admin/users");

        string[] personal =
        [
            example["applicant"]!["name"]!.GetValue<string>(), example["applicant"]!["identifier"]!.GetValue<string>(), example["applicant"]!["contact"]?.GetValue<string>() ?? "机密",
            example["applicant"]!["phone"]?.GetValue<string>() ?? "机密", example["project"]!["name"]!.GetValue<string>(), example["project"]!["address"]!.GetValue<string>(),
            "机密理由", "机密工程", "机密检索", "庚辛壬癸", "张三", "陈静", browser.UserName, "Bearer ", "demo-clerk-secret", "approval-session=",
        ];
        var lines = string.Join('\n', log.Lines);
        Assert.That(log.Lines, Is.Not.Empty);
        Assert.That(personal.Where(value => lines.Contains(value, StringComparison.Ordinal)), Is.Empty, lines);
        Assert.That(failed.Status, Is.EqualTo(503));
        Assert.That(log.Lines.Where(line => line.Contains("did not serve", StringComparison.Ordinal)), Is.Not.Empty);
    }

    /// <summary>ASVS 5 16.5.1: whoever is told of a failure can name its lines, and no others.</summary>
    [Test]
    public async Task The_trace_id_of_a_problem_is_on_the_lines_of_its_request_alone()
    {
        var log = new Captured();
        await using var host = await ApiHost.StartAsync(services => services.AddSingleton<ILoggerProvider>(log));
        var clerk = await host.AsAsync("demo-clerk");
        await host.AllowConnectionsAsync(false);
        var (first, second) = (await clerk.GetAsync("/api/v1/cases"), await clerk.GetAsync("/api/v1/events"));
        await host.AllowConnectionsAsync(true);

        var lines = log.Traced.Where(line => line.Line.Contains("did not serve", StringComparison.Ordinal)).ToList();
        foreach (var (answer, path) in new[] { (first, "/api/v1/cases"), (second, "/api/v1/events") })
        {
            Assert.That(answer.Status, Is.EqualTo(503), answer.Text);
            Assert.That(lines.Where(line => line.TraceId == answer["traceId"].GetString()).Select(line => line.Line), Has.One.Items.And.All.Contains(path));
        }
    }

    private sealed class Captured : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private readonly ConcurrentQueue<string> lines = [];

        private readonly ConcurrentQueue<(string? TraceId, string Line)> traced = [];
        private IExternalScopeProvider? scopes;

        public IReadOnlyCollection<string> Lines => lines;

        /// <summary>With the trace id that the line's scope names, as the console writes it.</summary>
        public IReadOnlyCollection<(string? TraceId, string Line)> Traced => traced;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
            string? traceId = null;
            scopes?.ForEachScope((scope, _) => traceId = (scope as IEnumerable<KeyValuePair<string, object?>>)?.FirstOrDefault(pair => pair.Key == "TraceId").Value?.ToString() ?? traceId, 0);
            traced.Enqueue((traceId, formatter(state, exception)));
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
