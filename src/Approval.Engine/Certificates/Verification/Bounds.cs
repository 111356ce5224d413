namespace Approval.Engine.Certificates.Verification;

/// <summary>What can be said of a last day past the published calendars.</summary>
internal sealed class Bounds(FiledDays days)
{
    /// <summary>So many working days after a day, as early and as late as coming years may put them.</summary>
    public CertificateDeadline Count(DateOnly after, int amount) => new ComingYears(days).Count(after, amount);

    /// <summary>A day that is given, past the horizon perhaps: the working days that lead to it from there are as uncertain as any.</summary>
    public CertificateDeadline Settled(DateOnly day)
    {
        var horizon = days.Claimed.Horizon;
        var ahead = day > horizon ? WorkingDays(horizon, day) : 0;
        if (ahead == 0)
        {
            return new CertificateDeadline(day, CivilTime.EndOf(day), false, day, day);
        }

        var bounds = Count(horizon, ahead);
        return new CertificateDeadline(day, CivilTime.EndOf(bounds.Latest), true, bounds.Earliest < day ? bounds.Earliest : day, bounds.Latest);
    }

    public int WorkingDays(DateOnly after, DateOnly through) =>
        Enumerable.Range(after.DayNumber + 1, Math.Max(0, through.DayNumber - after.DayNumber)).Count(number => days.IsWorking(DateOnly.FromDayNumber(number)));
}
