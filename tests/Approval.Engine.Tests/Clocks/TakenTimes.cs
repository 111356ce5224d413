using Approval.Engine.Clocks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>What a case took of the office, in working days from acceptance (行政许可法 art 42, 45).</summary>
public class TakenTimes
{
    [Test]
    public void From_acceptance_to_determination()
    {
        // Accepted Monday 2 March, decided Tuesday 10 March: six working days, one less than promised and fourteen less than the law.
        var taken = Of(Phases.InReview().Reviewed("2026-03-09 14:00").And(Head, "2026-03-10 10:00", Sample.Grant));

        Assert.That(taken, Is.EqualTo(new TimeTaken(6, 7, 20, true)));
        Assert.That(taken.Saved, Is.EqualTo(14));
    }

    [Test]
    public void A_special_procedure_is_not_the_offices_time()
    {
        // 3 March to 6 March suspended: 4, 5 and 6 March do not count.
        var taken = Of(Phases.InReview().And(Clerk, "2026-03-03 10:00", Sample.Suspend).And(Clerk, "2026-03-06 10:00", Sample.Resume).Reviewed("2026-03-09 14:00").And(Head, "2026-03-10 10:00", Sample.Grant));

        Assert.That(taken.Actual, Is.EqualTo(3));
    }

    [Test]
    public void A_late_one_is_late()
    {
        var taken = Of(Phases.InReview().Reviewed("2026-03-09 14:00").And(Head, "2026-03-13 10:00", Sample.Grant));

        Assert.That((taken.Actual, taken.InTime), Is.EqualTo((9, false)));
    }

    [Test]
    public void A_case_without_a_determination_has_none() => Assert.That(TimeTaken.Of(Phases.InReview().State, Calendar), Is.Null);

    private static TimeTaken Of(Given given) => TimeTaken.Of(given.State, Calendar)!;
}
