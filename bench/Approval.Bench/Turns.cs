using System.Diagnostics;

namespace Approval.Bench;

/// <summary>Two ways to do a step take turns, so that a busy machine hurts both; the figure of each is the median of its rounds.</summary>
internal static class Turns
{
    public const int Rounds = 3;

    /// <param name="length">Of one round of one of them.</param>
    public static async Task<(double Runner, double Floor)> TakeAsync(int clients, TimeSpan length, Func<int, Task> runner, Func<int, Task> floor)
    {
        await RateAsync(clients, length / 3, runner);
        await RateAsync(clients, length / 3, floor);
        var (runs, floors) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            runs.Add(await RateAsync(clients, length, runner));
            floors.Add(await RateAsync(clients, length, floor));
        }

        return (Median(runs), Median(floors));
    }

    private static async Task<double> RateAsync(int clients, TimeSpan length, Func<int, Task> step)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                await step(client);
                count++;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
