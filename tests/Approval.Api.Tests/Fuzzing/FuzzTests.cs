using System.Globalization;
using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Fuzzing;

/// <summary>Ten thousand requests made from the OpenAPI document by a fixed seed (RELIABILITY G14): nothing breaks, and what is refused stores nothing.</summary>
internal sealed class FuzzTests
{
    private const int Requests = 10_000;
    private const int Seed = 20260212;

    [Test]
    public async Task Nothing_breaks_and_what_is_refused_stores_nothing()
    {
        await using var host = await ApiHost.StartAsync(
            ("RateLimit:RequestsPerSecond", "1000000"), ("RateLimit:RequestsPerSecondPerAddress", "1000000"));
        var (applicant, clerk) = (await host.AsAsync("demo-applicant"), await host.AsAsync("demo-clerk"));
        var ids = new List<string> { (await applicant.FileExampleAsync()).ToString(), (await applicant.FileExampleAsync("RF-02")).ToString() };
        var accepted = await clerk.CommandAsync(Guid.Parse(ids[0]), "accept", null, 2);
        ids.AddRange([ids[0], ids[0], ids[1], accepted["openTasks"][0].GetProperty("id").GetString()!, "RF-01", "430100", "2026", "1", Guid.Empty.ToString()]);
        var fuzzer = new Fuzzer((await clerk.GetAsync("/openapi/v1.json")).Body, Seed, ids);
        var callers = new Dictionary<string, ApiCaller>();
        foreach (var caller in Fuzzer.Callers)
        {
            callers[caller ?? ""] = await host.AsAsync(caller);
        }

        var tally = new SortedDictionary<int, int>();
        var faults = new List<string>();
        var looked = 0;
        var (written, digest) = (await WrittenAsync(host), await DigestAsync(host));
        for (var number = 0; number < Requests && faults.Count < 10; number++)
        {
            var request = fuzzer.Next();
            using var content = request.Content;
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Answer answer;
            try
            {
                answer = await callers[request.Caller ?? ""].SendAsync(request.Method, request.Path, content, request.Headers);
            }
            catch (Exception failure)
            {
                faults.Add($"#{number} {request.Operation} {request.Method} {request.Path} as {request.Caller}: {failure.GetType().Name} {failure.Message} after {watch.Elapsed}\n  sent: {request.Body[..Math.Min(200, request.Body.Length)]}");
                continue;
            }

            tally[answer.Status] = tally.GetValueOrDefault(answer.Status) + 1;
            var isRefused = answer.Status >= 400;
            if (answer.Status >= 500 || (isRefused && (answer.ContentType?.MediaType != "application/problem+json" || string.IsNullOrEmpty(answer.Code))))
            {
                faults.Add($"#{number} {request.Operation} {request.Method} {request.Path} as {request.Caller}: {answer.Status} {answer.Text}\n  sent: {request.Body[..Math.Min(200, request.Body.Length)]}");
            }

            // What a read had written would be seen at the next request that is none.
            var now = request.Method == HttpMethod.Get ? written : await WrittenAsync(host);
            if (now == written)
            {
                continue;
            }

            // Something was written, if only a transaction that was rolled back: look.
            var after = await DigestAsync(host);
            looked++;
            if (isRefused && after != digest)
            {
                faults.Add($"#{number} {request.Operation} {request.Path} as {request.Caller} was refused ({answer.Status} {answer.Code}) and something is stored\n  sent: {request.Body[..Math.Min(200, request.Body.Length)]}");
            }

            (written, digest) = (now, after);
        }

        TestContext.Out.WriteLine($"{looked} digests; " + string.Join(", ", tally.Select(entry => $"{entry.Key}: {entry.Value}")));
        Assert.That(faults, Is.Empty, string.Join("\n", faults));
        Assert.That(tally.Keys, Is.SupersetOf(new[] { 200, 201, 400, 401, 403, 404, 412, 415, 422, 428 }), "every kind of answer was seen");
    }

    /// <summary>Moves with every transaction that wrote, committed or not.</summary>
    private static async Task<ulong> WrittenAsync(ApiHost host)
    {
        await using var command = host.Rows.CreateCommand("select pg_snapshot_xmax(pg_current_snapshot())::text");
        return ulong.Parse((string)(await command.ExecuteScalarAsync())!, CultureInfo.InvariantCulture);
    }

    /// <summary>Every table but those that the service writes by itself: messages on their way, failed sign-ins and their counts, who was refused, the log.</summary>
    private static async Task<string> DigestAsync(ApiHost host)
    {
        await using var command = host.Rows.CreateCommand(
            """
            select string_agg(t || ':' || (xpath('//d/text()', query_to_xml(format('select md5(coalesce(string_agg(r::text, '''' order by r::text), '''')) as d from approval.%I r', t), false, true, '')))[1]::text, ' ' order by t)
            from (select tablename as t from pg_tables where schemaname = 'approval' and tablename not in ('outbox', 'webhook_delivery', 'timer_reconciliation', 'migration', 'person', 'identity_change', 'sign_in_attempt',
              'access_record', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_witness')) tables
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
