namespace Approval.Engine.Forecasting;

/// <summary>What is to be expected of an office.</summary>
/// <param name="Cases">Open cases by how likely they turn red, the likeliest first.</param>
/// <param name="Coming">Cases that will be accepted, by procedure.</param>
/// <param name="Suspended">Open cases in a special procedure: nobody can say when it ends.</param>
/// <param name="AlreadyRed">Open cases whose promise is past.</param>
/// <param name="Assumed">Steps without a recorded time, taken at their budget.</param>
public sealed record OfficeOutlook(
    string Office,
    IReadOnlyList<CaseOutlook> Cases,
    IReadOnlyList<ProcedureOutlook> Coming,
    int Suspended,
    int AlreadyRed,
    IReadOnlyCollection<string> Assumed);

/// <param name="Due">Last day of the promise.</param>
/// <param name="RedShare">In how many of the runs it was decided after that day, 0 to 1.</param>
public sealed record CaseOutlook(Guid CaseId, string Number, string Procedure, DateOnly Due, double RedShare);

/// <summary>Working days from acceptance to decision, over all runs.</summary>
/// <param name="PerRun">Cases in a run on average.</param>
/// <param name="Promised">Working days promised now; null when the promise counts in another unit.</param>
/// <param name="LateShare">How many took longer than that.</param>
/// <param name="ShortestPromise">The fewest working days that at most one in a hundred would have breached.</param>
public sealed record ProcedureOutlook(string Procedure, double PerRun, int Median, int Ninety, int NinetyNine, int? Promised, double? LateShare, int ShortestPromise)
{
    /// <summary>So many in a hundred may miss a promise that is to be made.</summary>
    public const double Tolerated = 0.01;

    /// <param name="days">Working days of every case; not empty.</param>
    public static ProcedureOutlook Of(string procedure, IReadOnlyList<int> days, int runs, int? promised)
    {
        var sorted = days.Order().ToList();
        return new ProcedureOutlook(
            procedure,
            (double)sorted.Count / runs,
            At(sorted, 0.5),
            At(sorted, 0.9),
            At(sorted, 0.99),
            promised,
            promised is { } limit ? (double)sorted.Count(taken => taken > limit) / sorted.Count : null,
            At(sorted, 1 - Tolerated));
    }

    /// <summary>The smallest value that at least such a share does not exceed.</summary>
    private static int At(List<int> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling((share * sorted.Count) - 1e-9) - 1, 0, sorted.Count - 1)];
}
