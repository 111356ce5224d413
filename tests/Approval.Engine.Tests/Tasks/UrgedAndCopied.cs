using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Engine.Tests.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Tasks;

/// <summary>催办: once in a working hour and three times a day by one person; 抄送: named people may read.</summary>
public class UrgedAndCopied
{
    /// <summary>Offices are open 9 to 12 and 13 to 17; 6 March 2026 is a Friday, 4 to 6 April is Qingming.</summary>
    [TestCase("2026-03-03 10:00", "2026-03-03 10:59", "01:00:00")]
    [TestCase("2026-03-03 10:00", "2026-03-03 11:00", null)]
    [TestCase("2026-03-03 11:30", "2026-03-03 13:29", "02:00:00", TestName = "Lunch does not count")]
    [TestCase("2026-03-03 11:30", "2026-03-03 13:30", null)]
    [TestCase("2026-03-06 16:30", "2026-03-09 09:29", "2.17:00:00", TestName = "Nor does the week end")]
    [TestCase("2026-03-06 16:30", "2026-03-09 09:30", null)]
    [TestCase("2026-04-03 16:30", "2026-04-07 09:29", "3.17:00:00", TestName = "Nor a holiday")]
    public void Once_in_a_working_hour(string first, string second, string? wait)
    {
        var tried = AtReview().And(Clerk, first, Sample.UrgeTask).When(Clerk, second, Sample.UrgeTask);
        if (wait is null)
        {
            tried.Then("task.urged.v1");
            return;
        }

        tried.ThenRejected(RejectionKind.TooSoon, "task.urged_recently");
        Assert.That(At(second) + tried.Decision.Rejection!.RetryAfter, Is.EqualTo(At(first) + TimeSpan.Parse(wait, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Three_times_a_day_by_one_person()
    {
        var thrice = AtReview().And(Clerk, "2026-03-03 09:00", Sample.UrgeTask).And(Clerk, "2026-03-03 10:00", Sample.UrgeTask).And(Clerk, "2026-03-03 11:00", Sample.UrgeTask);
        var fourth = thrice.When(Clerk, "2026-03-03 14:00", Sample.UrgeTask);
        fourth.ThenRejected(RejectionKind.TooSoon, "task.urged_recently");
        Assert.That(fourth.Decision.Rejection!.RetryAfter, Is.EqualTo(TimeSpan.FromHours(10)), "again tomorrow");
        thrice.When(Head, "2026-03-03 14:00", Sample.UrgeTask).Then("task.urged.v1");
        var tomorrow = thrice.When(Clerk, "2026-03-04 09:00", Sample.UrgeTask).Then("task.urged.v1").After;
        Assert.That((tomorrow.Task("technical").UrgedTimes, tomorrow.Task("technical").UrgedAt), Is.EqualTo((4, At("2026-03-04 09:00"))));
        Assert.That(tomorrow.Task("technical").UrgingsBy!.Value, Has.Length.EqualTo(1), "one entry for each person, however often");
    }

    [Test]
    public void Neither_ones_own_task_nor_one_whose_turn_has_not_come()
    {
        AtReview().And(Reviewer, "2026-03-03 10:00", Sample.Claim).When(Reviewer, "2026-03-03 11:00", Sample.UrgeTask).ThenRejected(RejectionKind.InvalidState, "task.own");
        AtReview().And(Reviewer, "2026-03-03 10:00", given => new CaseCommand.AddSigner(given.Task("technical").Id, PersonOf(Deputy), SignerPosition.Before, "结构"))
            .When(Clerk, "2026-03-03 11:00", Sample.UrgeTask).ThenRejected(RejectionKind.InvalidState, "task.waiting");
    }

    [Test]
    public void Urging_does_not_shut_out_an_act_in_time_that_is_typed_late() =>
        Phases.InJointReview().And(Clerk, "2026-03-04 16:00", Sample.UrgeTask).When(Clerk, "2026-03-04 16:30", Sample.Suspend, effective: "2026-03-04 10:00")
            .ThenPhase("suspended");

    [Test]
    public void A_copy_goes_to_people_of_offices()
    {
        var tried = AtReview().When(Reviewer, "2026-03-03 10:00", Copy(PersonOf(Supervisor), PersonOf(XiangtanClerk), PersonOf(Supervisor))).Then("task.copied.v1");
        tried.ThenBy(Reviewer, new CaseEvent.TaskCopied(tried.Before.Task("technical").Id, [new("luo", "luo"), new("peng", "peng")], "请知悉"));
        Assert.That(tried.After.Json(), Is.EqualTo(tried.Before.Json()), "no act on the case");
        AtReview().When(Reviewer, "2026-03-03 10:00", Copy()).ThenRejected(RejectionKind.InvalidArgument, "task.copies");
        AtReview().When(Reviewer, "2026-03-03 10:00", Copy([.. Enumerable.Repeat(PersonOf(Supervisor), 21)])).ThenRejected(RejectionKind.InvalidArgument, "task.copies");
        AtReview().When(Reviewer, "2026-03-03 10:00", Copy(PersonOf(Applicant))).ThenRejected(RejectionKind.InvalidArgument, "person.role_not_competent");
    }

    private static Given AtReview() => Given.Received("2026-03-02 10:00").And(Clerk, "2026-03-02 11:00", Sample.Accept);

    private static Func<Given, CaseCommand> Copy(params Person[] to) => given => new CaseCommand.CopyTask(given.Task("technical").Id, [.. to], "请知悉");
}
