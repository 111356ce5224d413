using Npgsql;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>
/// SIGKILL between any two statements of a step (RELIABILITY C2, C3): the server is made to wait behind each of them in turn, the
/// process is killed there, and then the server goes on with what it had been sent.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class KillBetweenStatementsTests
{
    private const long Gate = 7701;

    /// <summary>Waits as long as it takes: the victim's own lock time-out would end it before a crowded machine has looked.</summary>
    private const string WaitHere =
        """
        create function approval.wait_here() returns trigger language plpgsql set lock_timeout = 0 as $$
        begin
          perform pg_advisory_xact_lock_shared(7701);
          return null;
        end $$
        """;

    [TestCase("insert on approval.idempotency")]
    [TestCase("insert or update on approval.case_number")]
    [TestCase("insert on approval.permit_case")]
    [TestCase("update on approval.permit_case")]
    [TestCase("insert on approval.case_event")]
    [TestCase("insert on approval.case_task")]
    [TestCase("update on approval.case_task")]
    [TestCase("delete on approval.case_timer")]
    [TestCase("insert on approval.case_timer")]
    [TestCase("insert on approval.outbox")]
    [TestCase("update on approval.idempotency")]
    public async Task Killed_before_COMMIT_nothing_of_the_step_remains(string after)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (asked, acknowledged) = await KillAsync(world, "case", $"create trigger wait_here after {after} for each statement execute function approval.wait_here()");

        Assert.That(await VersionAsync(world, asked.Id), Is.EqualTo(acknowledged));
        await AfterwardsAsync(world, asked.Id);
    }

    [Test]
    public async Task Killed_in_COMMIT_the_whole_step_is_there()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var (asked, acknowledged) = await KillAsync(
            world, "case", "create constraint trigger wait_here after insert on approval.outbox deferrable initially deferred for each row execute function approval.wait_here()");

        Assert.That((acknowledged, await VersionAsync(world, asked.Id)), Is.EqualTo((0, 2)), "received, clocks recorded");
        await AfterwardsAsync(world, asked.Id);
    }

    [Test]
    public async Task Killed_after_COMMIT_the_retry_gets_the_stored_answer()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await using var victim = Victim.Start("case-unanswered", world, 0, world.Clock.GetUtcNow());
        while (await victim.HearAsync() is { } line && !line.StartsWith("committed", StringComparison.Ordinal))
        {
        }

        await victim.KillAsync();

        Assert.That(victim.Said, Has.None.StartsWith("ack"));
        var id = Asked.In(victim.Said).Id;
        var answer = await world.OkAsync(Say.KeyedIntake(id));
        Assert.That((answer.Replayed, answer.Answer!.ETag), Is.EqualTo((true, "\"2\"")));
        await AfterwardsAsync(world, id);
    }

    [TestCase("update on approval.permit_case", false)]
    [TestCase("insert on approval.case_event", false)]
    [TestCase("insert on approval.case_timer", false)]
    [TestCase("insert on approval.outbox", false)]
    [TestCase("COMMIT", true)]
    public async Task A_sweep_killed_in_its_batch_fires_all_of_it_or_none(string after, bool whole)
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        await world.ReceivedAsync(25);
        world.Clock.SetTo(World.At("2026-03-10T00:00:00"));
        await KillAsync(world, "sweep", whole
            ? "create constraint trigger wait_here after insert on approval.outbox deferrable initially deferred for each row execute function approval.wait_here()"
            : $"create trigger wait_here after {after} for each statement execute function approval.wait_here()");

        Assert.That(await world.EventsAsync("case.deemedAccepted.v1"), Is.EqualTo(whole ? 25 : 0));
        await world.CheckAsync();
        Assert.That(await world.Sweep.FireAllDueAsync(), Is.EqualTo(whole ? 0 : 25), "Another node fires them, at once and once.");
        Assert.That(await world.EventsAsync("case.deemedAccepted.v1"), Is.EqualTo(25));
        await world.CheckAsync();
    }

    /// <summary>Lets the victim run into the trigger, kills it there, opens the gate, and waits until the server has done with it.</summary>
    private static async Task<(Asked Last, int Acknowledged)> KillAsync(World world, string what, string trigger)
    {
        await world.Source.ExecuteAsync(WaitHere);
        await world.Source.ExecuteAsync(trigger);
        await using var gate = await world.Source.OpenConnectionAsync();
        await ExecuteAsync(gate, $"select pg_advisory_lock({Gate})");
        await using var victim = Victim.Start(what, world, 0, world.Clock.GetUtcNow());
        await Waiting.UntilAsync(async () => victim.HasEnded || await world.ScalarAsync<bool>(IsWaiting), $"the victim waits behind: {trigger}");
        Assert.That(victim.HasEnded, Is.False, () => $"The victim ended before it came to: {trigger}; it said {string.Join("; ", victim.Said)}");

        await victim.KillAsync();
        await ExecuteAsync(gate, $"select pg_advisory_unlock({Gate})");
        await Waiting.UntilAsync(() => world.ScalarAsync<bool>(IsGone), "the server has done with the victim");
        await world.Source.ExecuteAsync("drop function approval.wait_here() cascade");
        Assert.That(victim.Said, Has.None.StartsWith("fault"));
        return (Asked.In(victim.Said), victim.Said.Where(line => line.StartsWith("ack", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture)).LastOrDefault());
    }

    private const string IsWaiting =
        "select exists (select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and not l.granted)";

    private const string IsGone = $"select not exists (select from pg_stat_activity where datname = current_database() and application_name = 'approval-{Victim.Name}')";

    /// <summary>Everything agrees, a retry of the intake gives one case, and the case can go on.</summary>
    private static async Task AfterwardsAsync(World world, Guid id)
    {
        await world.CheckAsync();
        await world.OkAsync(Say.KeyedIntake(id));
        Assert.That(await world.CountAsync("permit_case"), Is.EqualTo(1));
        await world.DoAsync(id, new Engine.Cases.CaseCommand.Withdraw(null), Approval.Testing.People.Applicant);
        await world.CheckAsync();
    }

    private static async Task<int> VersionAsync(World world, Guid id) => await world.ScalarAsync<int>("select coalesce(max(version), 0) from approval.case_event where case_id = $1", id);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The last thing a victim asked for.</summary>
    private sealed record Asked(Guid Id)
    {
        public static Asked In(IEnumerable<string> said) =>
            new(said.Where(line => line.StartsWith("intake", StringComparison.Ordinal) || line.StartsWith("step", StringComparison.Ordinal)).Select(line => Guid.Parse(line.Split(' ')[1])).LastOrDefault());
    }
}
