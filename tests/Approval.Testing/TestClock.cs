namespace Approval.Testing;

/// <summary>
/// A clock that stands until a test moves it. Timers, <c>Task.Delay(…, clock)</c> and <c>PeriodicTimer</c> made from it
/// fire, in the order in which they fall due, on the thread that moves it; each sees its own due instant as now.
/// Safe for use from any thread.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly Lock _moving = new();
    private readonly List<TestTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private DateTimeOffset _origin = start.ToUniversalTime();
    private TimeSpan _elapsed;

    /// <summary>Ticks: the frequency of <see cref="GetTimestamp"/>.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Always UTC: the machine's zone means nothing in a test.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _origin + _elapsed;
        }
    }

    /// <summary>Time that passed, whatever the wall clock was set to.</summary>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass and fires everything that falls due, what fired timers arm included.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_moving)
        {
            TimeSpan target;
            lock (_lock)
            {
                target = _elapsed + by;
            }

            while (TakeNext(target) is { } due)
            {
                due.Fire();
            }
        }
    }

    /// <summary>
    /// Forward: as <see cref="Advance"/>. Backward: only the wall clock is corrected, as when a machine's clock ran
    /// fast; the time that timers have still to wait does not change.
    /// </summary>
    public void SetTo(DateTimeOffset instant)
    {
        lock (_moving)
        {
            var by = instant - GetUtcNow();
            if (by >= TimeSpan.Zero)
            {
                Advance(by);
                return;
            }

            lock (_lock)
            {
                _origin += by;
            }
        }
    }

    /// <summary>
    /// Completes when at least <paramref name="count"/> timers are armed: a loop that runs in the background has
    /// come to its wait, and the clock can be moved without losing it.
    /// </summary>
    public Task TimersArmedAsync(int count = 1)
    {
        lock (_lock)
        {
            if (_armed.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    private TestTimer? TakeNext(TimeSpan target)
    {
        lock (_lock)
        {
            var next = _armed.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            _elapsed = Latest(_elapsed, next?.Due ?? target);
            if (next is null)
            {
                return null;
            }

            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                _armed.Add(next);
            }

            return next;
        }
    }

    private static TimeSpan Latest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            RefuseNegative(dueTime, nameof(dueTime));
            RefuseNegative(period, nameof(period));
            lock (clock._lock)
            {
                if (_disposed)
                {
                    return false;
                }

                clock._armed.Remove(this);
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock._elapsed + dueTime;
                if (dueTime > TimeSpan.Zero || period > TimeSpan.Zero)
                {
                    Due = dueTime > TimeSpan.Zero ? Due : Due + period;
                    clock._armed.Add(this);
                    SignalWaiting();
                }
            }

            // Due at once: fires without the clock being moved, as a real timer would.
            if (dueTime == TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(timer => timer.Fire(), this, preferLocal: false);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void SignalWaiting()
        {
            foreach (var (_, reached) in clock._waiting.Where(waiting => clock._armed.Count >= waiting.Count))
            {
                reached.TrySetResult();
            }

            clock._waiting.RemoveAll(waiting => waiting.Reached.Task.IsCompleted);
        }

        private static void RefuseNegative(TimeSpan value, string name)
        {
            if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            {
                throw new ArgumentOutOfRangeException(name, value, "Only a time from now on, or infinite.");
            }
        }
    }
}
