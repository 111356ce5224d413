using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>优化营商环境条例 art 40: what is no licence is not run by the articles of licences. 依申请公开 rests on 政府信息公开条例.</summary>
public class LegalBases
{
    private static Journey Requested() => Journey.Of("GK-01").Must(_ => Applicant, "2026-04-20 10:00", Sample.Receive() with { Application = Filed(false, "request-form", "identity") with { Project = null } });

    private static Journey InReview() => Requested().Must(journey => journey.Clerk, "2026-04-20 11:00", Sample.Accept);

    public static IEnumerable<TestCaseData> Refused()
    {
        TestCaseData Case(string name, Func<Journey> given, Func<Journey, Actor> by, CaseCommand command, string code, string article) =>
            new TestCaseData(given, by, command, code, article).SetArgDisplayNames(name);

        yield return Case("a notice without content", Requested, journey => journey.Clerk, new CaseCommand.RequestCorrection([], null), "correction.items_missing", "第三十条");
        yield return Case("a notice without a problem", Requested, journey => journey.Clerk, new CaseCommand.RequestCorrection([new("identity", " ")], null), "correction.problem_missing", "第三十条");
        yield return Case("a document that is not on the list", Requested, journey => journey.Clerk, new CaseCommand.RequestCorrection([new("land", "缺")], null), "material.unknown", "第二十九条");
        yield return Case("a special procedure of licences", InReview, journey => journey.Clerk, Sample.Suspend with { Kind = "hearing" }, "suspension.kind_not_allowed", "第三十二条");
        yield return Case("a third party asked for too long", InReview, journey => journey.Clerk, Sample.Suspend with { Kind = "thirdPartyOpinion", ExpectedDays = 16 }, "suspension.days_out_of_range", "第三十二条");
        yield return Case("a third party asked without a notice", InReview, journey => journey.Clerk, Sample.Suspend with { Kind = "thirdPartyOpinion", NoticeNumber = "" }, "suspension.notice_missing", "第三十二条");
        yield return Case("an interval before acceptance", InReview, journey => journey.Clerk, Sample.Exclude with { Kind = "thirdPartyOpinion" }, "exclusion.interval", "第三十二条");
    }

    [TestCaseSource(nameof(Refused))]
    public void A_request_for_information_is_refused_on_its_own_act(object given, object by, CaseCommand command, string code, string article)
    {
        var journey = ((Func<Journey>)given)();
        var rejection = journey.Try(((Func<Journey, Actor>)by)(journey), At("2026-04-21 10:00"), command);

        Assert.That(rejection?.Code, Is.EqualTo(code));
        Assert.That(rejection!.LegalBasis, Does.Contain("政府信息公开条例").And.Contain(article).And.Not.Contain("许可法"));
    }

    [Test]
    public void What_ends_a_question_to_a_third_party_rests_on_the_act_that_began_it()
    {
        var resumed = InReview()
            .Must(journey => journey.Clerk, "2026-04-21 10:00", Sample.Suspend with { Kind = "thirdPartyOpinion", ExpectedDays = 5 })
            .Must(journey => journey.Clerk, "2026-04-23 10:00", Sample.Resume);

        Assert.That(resumed.File.Ledger.Entries.Select(entry => entry.LegalBasis), Has.All.Contain("政府信息公开条例"));
    }

    [Test]
    public void A_licence_is_refused_on_the_licensing_law() =>
        Assert.That(
            (Phases.Received().When(Clerk, "2026-03-03 10:00", new CaseCommand.RequestCorrection([], null)).Decision.Rejection!.LegalBasis,
                Phases.InReview().When(Clerk, "2026-03-03 10:00", Sample.Suspend with { Kind = "fengshui" }).Decision.Rejection!.LegalBasis),
            Is.EqualTo(("行政许可法第三十二条第一款第四项", "行政许可法第四十五条")));

    [Test]
    public void A_request_is_about_no_project() => Assert.That(Requested().File.ProjectClass, Is.EqualTo(ProjectClass.Ordinary));
}
