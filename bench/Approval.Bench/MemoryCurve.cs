using System.Diagnostics;
using System.Globalization;

namespace Approval.Bench;

/// <summary>Resident size of this process while work goes on: at a tenth of it, at half, at the end, and the peak.</summary>
internal sealed class MemoryCurve(long total) : IDisposable
{
    private readonly Lock looking = new();
    private readonly SortedDictionary<int, long> marks = [];
    private Timer? timer;
    private long done;
    private long peak;

    public void Start() => timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public void Add(int count)
    {
        var percent = (int)(Interlocked.Add(ref done, count) * 100 / total);
        lock (looking)
        {
            foreach (var mark in (int[])[10, 50, 100])
            {
                if (percent >= mark && !marks.ContainsKey(mark))
                {
                    marks.Add(mark, Look());
                }
            }
        }
    }

    /// <summary>Megabytes.</summary>
    public string Marks() => string.Join(", ", marks.Select(mark => string.Create(CultureInfo.InvariantCulture, $"{mark.Value / 1048576.0:N0} at {mark.Key} %")));

    /// <summary>Megabytes.</summary>
    public string Peak() => (peak / 1048576.0).ToString("N0", CultureInfo.InvariantCulture);

    public void Dispose() => timer?.Dispose();

    private long Look()
    {
        using var process = Process.GetCurrentProcess();
        var now = process.WorkingSet64;
        lock (looking)
        {
            peak = Math.Max(peak, now);
        }

        return now;
    }
}
