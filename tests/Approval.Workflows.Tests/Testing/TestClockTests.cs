using Approval.Testing;

namespace Approval.Workflows.Tests.Testing;

internal sealed class TestClockTests
{
    private static readonly DateTimeOffset Morning = new(2026, 2, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private TestClock _clock = new(Morning);

    [SetUp]
    public void Start() => _clock = new(Morning);

    [Test]
    public void It_stands_until_it_is_moved_and_speaks_UTC()
    {
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(Morning));
        Assert.That(_clock.GetUtcNow().Offset, Is.EqualTo(TimeSpan.Zero));

        _clock.SetTo(Morning.AddDays(12));

        Assert.That(_clock.GetUtcNow(), Is.EqualTo(Morning.AddDays(12)));
    }

    [Test]
    public void Timers_fire_in_the_order_they_fall_due_each_at_its_own_instant()
    {
        var fired = new List<(string, TimeSpan)>();
        using var late = After(5, "late");
        using var early = After(2, "early");
        using var every = _clock.CreateTimer(_ => Note("every 2"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        using var never = _clock.CreateTimer(_ => Note("never"), null, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.EqualTo([
            ("every 2", TimeSpan.FromSeconds(1)), ("early", TimeSpan.FromSeconds(2)), ("every 2", TimeSpan.FromSeconds(3)),
            ("late", TimeSpan.FromSeconds(5)), ("every 2", TimeSpan.FromSeconds(5)),
        ]));

        ITimer After(int seconds, string name) => _clock.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        void Note(string name) => fired.Add((name, _clock.GetUtcNow() - Morning));
    }

    [Test]
    public void What_a_fired_timer_arms_fires_in_the_same_move_if_it_is_due()
    {
        var fired = 0;
        using var second = _clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var first = _clock.CreateTimer(_ => second.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(fired, Is.EqualTo(1));
    }

    [Test]
    public void A_disposed_timer_is_silent()
    {
        var fired = 0;
        var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(fired, Is.EqualTo(1));
        Assert.That(timer.Change(TimeSpan.Zero, TimeSpan.Zero), Is.False);
    }

    [Test]
    public async Task A_delay_ends_when_its_time_has_passed_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _clock);

        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(delay.IsCompleted, Is.False);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
    }

    [Test]
    public async Task A_loop_can_be_awaited_at_its_wait_and_driven_turn_by_turn()
    {
        using var turn = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        var loop = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock, stop.Token);
                turn.Release();
            }
        });

        for (var i = 0; i < 100; i++)
        {
            await _clock.TimersArmedAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await turn.WaitAsync();
        }

        await stop.CancelAsync();
        Assert.That(async () => await loop, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(Morning.AddSeconds(100)));
    }

    [Test]
    public void A_clock_set_back_keeps_elapsed_time_and_waits()
    {
        var fired = 0;
        using var timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var begun = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(5));

        _clock.SetTo(Morning.AddHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(fired, Is.EqualTo(1));
        Assert.That(_clock.GetElapsedTime(begun), Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(_clock.GetUtcNow(), Is.EqualTo(Morning.AddHours(-1).AddSeconds(5)));
    }

    [Test]
    public void Time_does_not_run_backwards_by_advancing()
    {
        Assert.That(() => _clock.Advance(TimeSpan.FromTicks(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
