using System.Diagnostics.Metrics;

namespace Approval.Api.Files;

/// <summary>Figures of files, for alarms: each of these above 0 wants somebody to look.</summary>
public sealed class FileFigures : IDisposable
{
    private readonly Meter meter = new("Approval");
    private readonly Counter<long> altered;
    private readonly Counter<long> lost;
    private readonly Counter<long> infected;
    private readonly Counter<long> unscanned;

    public FileFigures()
    {
        altered = meter.CreateCounter<long>("approval.files.altered", description: "Reads of files whose bytes are not those that were uploaded");
        lost = meter.CreateCounter<long>("approval.files.lost", description: "Reads of files whose bytes are gone");
        infected = meter.CreateCounter<long>("approval.files.infected", description: "Uploads refused by the scanner");
        unscanned = meter.CreateCounter<long>("approval.files.unscanned", description: "Uploads that the scanner could not be asked about");
    }

    public void Altered() => altered.Add(1);

    public void Lost() => lost.Add(1);

    public void Infected() => infected.Add(1);

    public void Unscanned() => unscanned.Add(1);

    public void Dispose() => meter.Dispose();
}
