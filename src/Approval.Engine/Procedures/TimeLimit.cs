using System.Text.Json.Serialization;

namespace Approval.Engine.Procedures;

/// <summary>The unit a time limit is counted in. Many local rules write 日 and mean calendar days, so every limit says its own.</summary>
public enum TimeUnit
{
    WorkingDay,
    CalendarDay,
    Month,
    WorkingHour,
}

/// <summary>
/// The first day that counts. The Licensing Law is silent; the Civil Code art 201 counts from the next day,
/// so <see cref="NextDay"/> is the rule and <see cref="SameDay"/> must be written into the data.
/// </summary>
public enum CountFrom
{
    NextDay,
    SameDay,
}

/// <summary>A length of time allowed by law or by promise. An amount of 0 means on the spot: the same day.</summary>
/// <param name="Amount">How many units, 0 or more.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="CountFrom">Whether the day of the event counts.</param>
/// <param name="LegalBasis">The article or the published notice the limit comes from.</param>
public sealed record TimeLimit(int Amount, TimeUnit Unit, CountFrom CountFrom, string LegalBasis)
{
    /// <summary>How many units after the event the limit ends: 3 days counted from the same day end 2 days after it.</summary>
    [JsonIgnore]
    public int Reach => CountFrom == CountFrom.SameDay && Amount > 0 && Unit is (TimeUnit.WorkingDay or TimeUnit.CalendarDay) ? Amount - 1 : Amount;

    /// <summary>
    /// Whether one can be said to be longer than the other without a calendar: they share a unit, or one is on the spot.
    /// Working days and calendar days do not compare, because how many of one fit the other depends on the holidays.
    /// </summary>
    public bool IsComparableWith(TimeLimit other) => Unit == other.Unit || Amount == 0 || other.Amount == 0;
}
