using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>限时督办: the supervisor requires, the office reports by the day, the supervisor returns the report or closes the order. The promise is broken on 12 March 2026, a Thursday.</summary>
public class Orders
{
    private const string At13 = "2026-03-13 10:00";
    private const string At16 = "2026-03-16 10:00";

    private static Given Breached() => Cards.Accepted().Until("2026-03-12 00:00");

    private static Given Ordered() => Breached().And(Supervisor, At13, Sample.IssueOrder with { Card = "promised.breached" });

    [Test]
    public void It_is_numbered_and_due_after_so_many_working_days_from_the_next_one_on()
    {
        // Friday 13 March: Monday, Tuesday, Wednesday.
        var tried = Breached().When(Supervisor, At13, Sample.IssueOrder with { Card = "promised.breached" }).Then("order.issued.v1")
            .ThenBy(Supervisor, new CaseEvent.OrderIssued(1, "三日内办结并反馈", Day("2026-03-18"), "promised.breached"));
        Assert.That(tried.After.File.Orders, Is.EqualTo(new[] { new SupervisionOrder(1, Day("2026-03-18"), OrderStatus.Open, "promised.breached") }));
        Assert.That((tried.After.File.Lamp, tried.After.File.LastActAt), Is.EqualTo((tried.Before.File.Lamp, tried.Before.File.LastActAt)), "it is no act on the case");

        Ordered().When(ProvinceSupervisor, At16, Sample.IssueOrder with { WorkingDays = null, Due = Day("2026-03-16") })
            .ThenBy(ProvinceSupervisor, new CaseEvent.OrderIssued(2, "三日内办结并反馈", Day("2026-03-16")));
    }

    [Test]
    public void Answered_returned_answered_again_and_closed()
    {
        var course = Ordered()
            .And(Clerk, At16, Sample.AnswerOrder)
            .And(Supervisor, "2026-03-17 09:00", Sample.ReturnOrder)
            .And(Head, "2026-03-18 09:00", Sample.AnswerOrder)
            .When(ProvinceSupervisor, "2026-03-19 09:00", Sample.CloseOrder).Then("order.closed.v1");

        Assert.That(course.Before.File.Orders, Is.EqualTo(new[] { new SupervisionOrder(1, Day("2026-03-19"), OrderStatus.Answered, "promised.breached") }), "two working days from the return");
        Assert.That(course.After.File.Orders!.Value[0].Status, Is.EqualTo(OrderStatus.Closed));
    }

    [Test]
    public void One_that_is_no_longer_needed_is_closed_without_an_answer() => Ordered().When(Supervisor, At16, Sample.CloseOrder with { Conclusion = "误发" }).Then("order.closed.v1");

    [Test]
    public void Of_a_finished_case_too() =>
        Phases.All["served"]().When(Supervisor, Phases.Next, Sample.IssueOrder).Then("order.issued.v1").After.When(Clerk, Phases.Next, Sample.AnswerOrder).Then("order.answered.v1");

    [Test]
    public void By_supervisors_of_the_office_and_above_and_answered_by_the_office()
    {
        foreach (var other in new[] { Clerk, Reviewer, Head, Admin, Applicant, TimerRule, Supervisor with { Id = "deng", Office = "430302" }, Supervisor with { Office = null } })
        {
            Breached().When(other, At13, Sample.IssueOrder).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
            Ordered().When(other, At16, Sample.CloseOrder).ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
        }

        foreach (var (other, code) in new[] { (Supervisor, "case.role_not_competent"), (Reviewer, "case.role_not_competent"), (Applicant, "case.role_not_competent"), (XiangtanClerk, "case.wrong_office") })
        {
            Ordered().When(other, At16, Sample.AnswerOrder).ThenRejected(RejectionKind.Forbidden, code);
        }
    }

    private static IEnumerable<TestCaseData> Wrong() => new (string Name, CaseCommand Command, string Code)[]
    {
        ("Nothing required", Sample.IssueOrder with { Requirement = " " }, "order.requirement_missing"),
        ("No last day", Sample.IssueOrder with { WorkingDays = null }, "order.due_missing"),
        ("Two last days", Sample.IssueOrder with { Due = Day("2026-03-18") }, "order.due_missing"),
        ("A day that is over", Sample.IssueOrder with { WorkingDays = null, Due = Day("2026-03-12") }, "order.due_out_of_range"),
        ("More than a year", Sample.IssueOrder with { WorkingDays = null, Due = Day("2027-03-15") }, "order.due_out_of_range"),
        ("Fewer days than none", Sample.IssueOrder with { WorkingDays = -1 }, "order.due_out_of_range"),
        ("Days without a calendar", Sample.IssueOrder with { WorkingDays = 240 }, "order.due_provisional"),
        ("A card there is not", Sample.IssueOrder with { Card = "statutory.breached" }, "order.card_unknown"),
    }.Select(row => new TestCaseData(row.Command, row.Code).SetName(row.Name));

    [TestCaseSource(nameof(Wrong))]
    public void Not_so(CaseCommand command, string code) => Breached().When(Supervisor, At13, command).ThenRejected(RejectionKind.InvalidArgument, code);

    [Test]
    public void Not_out_of_turn_and_not_without_words()
    {
        Ordered().When(Supervisor, At16, Sample.ReturnOrder).ThenRejected(RejectionKind.InvalidState, "order.invalid_state");
        Ordered().When(Clerk, At16, Sample.AnswerOrder with { Report = "\t" }).ThenRejected(RejectionKind.InvalidArgument, "order.report_missing");
        Ordered().When(Clerk, At16, Sample.AnswerOrder with { Number = 2 }).ThenRejected(RejectionKind.NotFound, "order.not_found");
        Ordered().When(Supervisor, At16, Sample.CloseOrder with { Conclusion = "" }).ThenRejected(RejectionKind.InvalidArgument, "order.conclusion_missing");

        var answered = Ordered().And(Clerk, At16, Sample.AnswerOrder);
        answered.When(Head, At16, Sample.AnswerOrder).ThenRejected(RejectionKind.InvalidState, "order.invalid_state");
        answered.When(Supervisor, At16, Sample.ReturnOrder with { Reason = "" }).ThenRejected(RejectionKind.InvalidArgument, "order.reason_missing");
        answered.When(Supervisor, At16, Sample.ReturnOrder with { WorkingDays = null }).ThenRejected(RejectionKind.InvalidArgument, "order.due_missing");

        var closed = answered.And(Supervisor, At16, Sample.CloseOrder);
        closed.When(Supervisor, At16, Sample.CloseOrder).ThenRejected(RejectionKind.InvalidState, "order.invalid_state");
        closed.When(Clerk, At16, Sample.AnswerOrder).ThenRejected(RejectionKind.InvalidState, "order.invalid_state");
    }

    [Test]
    public void As_many_as_a_case_can_have()
    {
        var given = Breached();
        for (var number = 1; number <= CaseDecider.MostOrders; number++)
        {
            given = given.And(Supervisor, At13, Sample.IssueOrder);
        }

        given.When(Supervisor, At13, Sample.IssueOrder).ThenRejected(RejectionKind.InvalidState, "order.too_many");
    }

    // An order is about the handling: what the office did in time and types afterwards still counts.
    [Test]
    public void It_shuts_out_no_act_in_time_that_is_typed_after_it() =>
        Phases.Reviewed().And(Supervisor, "2026-03-12 08:00", Sample.IssueOrder).And(Clerk, "2026-03-12 08:10", Sample.AnswerOrder)
            .When(Head, "2026-03-12 08:30", Sample.Grant, effective: "2026-03-11 16:30").ThenClock(Clock.PromisedId, ClockStatus.Stopped, "2026-03-11");
}
