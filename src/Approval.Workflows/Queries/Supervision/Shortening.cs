using Approval.Engine.Clocks;
using Approval.Engine.Procedures;

namespace Approval.Workflows.Queries.Supervision;

/// <summary>压减时限: what the cases of a version took, beside law and promise. Days are working days.</summary>
/// <param name="Statutory">Of the version; single places may have others, and each case is held against its own.</param>
/// <param name="Median">Half of the cases took so many days at most.</param>
/// <param name="Ninety">Nine in ten.</param>
/// <param name="SavedInAll">Days that the law allowed and the cases did not take.</param>
/// <param name="SavedOnAverage">Of a case; null where the law counts in another unit.</param>
/// <param name="OnTimeShare">Cases whose promise was kept, 0 to 1.</param>
/// <param name="Successor">What is applied for instead, where the version says so.</param>
public sealed record VersionShortening(
    string Procedure,
    int Version,
    LocalText Name,
    TimeLimit Statutory,
    TimeLimit Promised,
    int Cases,
    int Median,
    int Ninety,
    long SavedInAll,
    decimal? SavedOnAverage,
    decimal OnTimeShare,
    Succession? Successor)
{
    /// <param name="taken">Of every case; not empty.</param>
    public static VersionShortening Of(Procedure procedure, IReadOnlyCollection<TimeTaken> taken)
    {
        var days = taken.Select(time => time.Actual).Order().ToList();
        var saved = taken.Select(time => time.Saved).OfType<int>().ToList();
        return new VersionShortening(
            procedure.Code,
            procedure.Version,
            procedure.Name,
            procedure.Limits.Statutory,
            procedure.Limits.Promised,
            days.Count,
            days[(days.Count - 1) / 2],
            days[(int)Math.Ceiling(days.Count * 0.9) - 1],
            saved.Sum(day => (long)day),
            saved.Count == 0 ? null : Math.Round((decimal)saved.Sum(day => (long)day) / saved.Count, 1),
            Math.Round((decimal)taken.Count(time => time.InTime) / taken.Count, 3),
            procedure.Successor);
    }
}
