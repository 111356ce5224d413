using System.Collections.Concurrent;
using System.Globalization;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>
/// Processes that work on the same cases are killed at random moments, and sessions are ended under them (RELIABILITY C1, D3): a step is
/// whole or absent, what was acknowledged is there, a retried intake makes one case, and every timer fires once.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 42;
    private const int AtOnce = 3;

    [Test]
    public async Task Whatever_is_killed_a_step_is_whole_or_absent_and_what_was_acknowledged_is_there()
    {
        var seed = Random.Shared.Next();
        await using var world = await World.StartAsync("2026-01-19T09:00:00");
        await world.ReceivedAsync(10);
        var histories = new ConcurrentBag<IReadOnlyList<string>>();
        var left = Kills;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(stream => Task.Run(async () =>
        {
            for (var life = Interlocked.Decrement(ref left); life >= 0; life = Interlocked.Decrement(ref left))
            {
                histories.Add(await LiveAndDieAsync(world, new Random(seed + life), seed + (life * 10)));
            }
        })));
        await Waiting.UntilAsync(
            () => world.ScalarAsync<bool>($"select not exists (select from pg_stat_activity where datname = current_database() and application_name = 'approval-{Victim.Name}')"), "the server has done with the victims");

        var said = histories.SelectMany(lines => lines).ToList();
        var steps = await world.ScalarAsync<long>("select count(*) from approval.outbox");
        TestContext.Out.WriteLine($"seed {seed}: {histories.Count} kills, {Starting(said, "ack").Count} steps acknowledged, {steps} stored, {Starting(said, "unknown").Count} with an unknown outcome, {InFlight(histories)} in flight when killed");
        Assert.That(histories, Has.Count.EqualTo(Kills));
        Assert.That(Starting(said, "fault"), Is.Empty);
        Assert.That(InFlight(histories), Is.GreaterThan(Kills / 2), "Kills that find nobody at work prove nothing.");
        await world.CheckAsync();
        await AcknowledgedAreThereAsync(world, said);
        await RetriesMakeOneCaseAsync(world, said);
        await EverythingGoesOnAsync(world);
    }

    /// <summary>Lets a victim work for a random number of lines; on the way the sessions at work, of all victims, are ended.</summary>
    private static async Task<IReadOnlyList<string>> LiveAndDieAsync(World world, Random random, int seed)
    {
        var start = await world.ScalarAsync<DateTime>("select max(recorded_at) from approval.case_event");
        await using var victim = Victim.Start("random", world, seed, new DateTimeOffset(start));
        var (terminateAt, dieAt) = (random.Next(2, 15), random.Next(4, 40));
        for (var heard = 0; heard < dieAt && await victim.HearAsync() is not null; heard++)
        {
            if (heard == terminateAt)
            {
                await world.Source.ExecuteAsync(
                    $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'approval-{Victim.Name}' and state <> 'idle'");
            }
        }

        await victim.KillAsync();
        return victim.Said;
    }

    private static async Task AcknowledgedAreThereAsync(World world, List<string> said)
    {
        var stored = (await world.Source.RowsAsync("select case_id, to_version from approval.outbox", reader => $"ack {reader.GetGuid(0)} {reader.GetInt32(1)}")).ToHashSet();
        var unchanged = (await world.Source.RowsAsync("select id, version from approval.permit_case", reader => (Id: $"{reader.GetGuid(0)}", Version: reader.GetInt32(1)))).ToDictionary(row => row.Id, row => row.Version);
        var missing = Starting(said, "ack").Where(ack => !stored.Contains(ack) && unchanged.GetValueOrDefault(ack.Split(' ')[1]) < int.Parse(ack.Split(' ')[2], CultureInfo.InvariantCulture));
        Assert.That(missing, Is.Empty, "An acknowledged step is stored.");
    }

    private static async Task RetriesMakeOneCaseAsync(World world, List<string> said)
    {
        var before = await world.CountAsync("permit_case");
        var asked = Starting(said, "intake").Select(line => Guid.Parse(line.Split(' ')[1])).ToList();
        var absent = 0;
        foreach (var id in asked)
        {
            absent += (await world.OkAsync(Say.KeyedIntake(id))).Replayed ? 0 : 1;
        }

        Assert.That(await world.CountAsync("permit_case"), Is.EqualTo(before + absent).And.EqualTo(10 + asked.Count), "One case for each intake, however often it was asked for.");
        await world.CheckAsync();
    }

    private static async Task EverythingGoesOnAsync(World world)
    {
        world.Clock.SetTo(new DateTimeOffset(await world.ScalarAsync<DateTime>("select max(recorded_at) from approval.case_event")) + TimeSpan.FromDays(60));
        await world.Sweep.FireAllDueAsync();
        var left = await world.Source.RowsAsync(
            "select case_id, clock_id, kind, fire_at, attempts, incident from approval.case_timer where fire_at <= $1 or attempts > 0",
            reader => $"{reader.GetGuid(0)} {reader.GetString(1)} {reader.GetString(2)} {reader.GetDateTime(3):O}, tried {reader.GetInt32(4)} times: {(reader.IsDBNull(5) ? "" : reader.GetString(5))}",
            world.Clock.GetUtcNow().UtcDateTime);
        Assert.That(left, Is.Empty, "Every timer that is due has fired.");
        Assert.That(
            await world.ScalarAsync<long>("select count(*) from (select case_id from approval.case_event where type in ('case.accepted.v1', 'case.deemedAccepted.v1', 'case.deemingTakenBack.v1') group by case_id having sum(case type when 'case.deemingTakenBack.v1' then -1 else 1 end) > 1) twice"), Is.Zero, "Accepted once; a deeming that an act in time took back is none.");
        await world.CheckAsync();
    }

    /// <summary>Requests that a victim had sent and not heard of when it died.</summary>
    private static int InFlight(IEnumerable<IReadOnlyList<string>> histories) => histories.Sum(lines =>
        lines.Count(line => line.StartsWith("step", StringComparison.Ordinal) || line.StartsWith("intake", StringComparison.Ordinal))
        - lines.Count(line => line.StartsWith("ack", StringComparison.Ordinal) || line.StartsWith("no ", StringComparison.Ordinal) || line.StartsWith("unknown", StringComparison.Ordinal)));

    private static List<string> Starting(IEnumerable<string> said, string word) => [.. said.Where(line => line.StartsWith(word, StringComparison.Ordinal))];
}
