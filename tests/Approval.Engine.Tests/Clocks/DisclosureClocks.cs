using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Clocks;

/// <summary>
/// 依申请公开 (GK-01), through Labour Day 2026: 1 to 5 May are off, Saturday 9 May is worked. A request of 20 April is answered by
/// 13 May (promise, 15 working days) and by 20 May (政府信息公开条例 art 33, 20 working days).
/// </summary>
public class DisclosureClocks
{
    private const string Kind = "thirdPartyOpinion";

    [Test]
    public void Receipt_starts_every_clock()
    {
        var request = Received();

        Assert.That(Due(request, Clock.NoticeId), Is.EqualTo(Day("2026-04-29")), "art 30: seven working days");
        Assert.That(Due(request, Clock.PromisedId), Is.EqualTo(Day("2026-05-13")));
        Assert.That(Due(request, Clock.StatutoryId), Is.EqualTo(Day("2026-05-20")), "art 33");
    }

    [Test]
    public void Acceptance_starts_none_anew()
    {
        var request = Received().Must(journey => journey.Clerk, "2026-04-22 10:00", new CaseCommand.Accept());

        Assert.That((Due(request, Clock.PromisedId), Due(request, Clock.StatutoryId)), Is.EqualTo(((DateOnly?)Day("2026-05-13"), (DateOnly?)Day("2026-05-20"))));
    }

    // Art 30: while the request is not clear there is no day to answer by; the corrected request starts the time again.
    [Test]
    public void A_corrected_request_starts_again_on_its_own_day()
    {
        var asked = AskedToCorrect();
        Assert.That((Of(asked, Clock.PromisedId).Status, Of(asked, Clock.StatutoryId).Status), Is.EqualTo((ClockStatus.Suspended, ClockStatus.Suspended)));
        Assert.That((Due(asked, Clock.PromisedId), Due(asked, Clock.StatutoryId)), Is.EqualTo(((DateOnly?)null, (DateOnly?)null)));

        var corrected = asked.Must(journey => journey.Clerk, "2026-04-30 10:00", new CaseCommand.SubmitCorrection([Paper("request-form")], null));

        Assert.That(Of(corrected, Clock.StatutoryId).StartedOn, Is.EqualTo(Day("2026-04-30")));
        Assert.That(Due(corrected, Clock.NoticeId), Is.EqualTo(Day("2026-05-13")));
        Assert.That(Due(corrected, Clock.PromisedId), Is.EqualTo(Day("2026-05-25")), "the six days before the notice are not taken off");
        Assert.That(Due(corrected, Clock.StatutoryId), Is.EqualTo(Day("2026-06-01")), "art 33 counts from the corrected request");
        Assert.That(corrected.File.Ledger.Entries.Select(entry => entry.Operation), Is.EqualTo(new[] { LedgerOperation.Suspend, LedgerOperation.Interrupt }));
        Assert.That(corrected.File.Ledger.Entries.Select(entry => entry.LegalBasis), Has.All.Contains("《中华人民共和国政府信息公开条例》第三十条"));
    }

    [Test]
    public void Correction_is_asked_for_once()
    {
        var corrected = AskedToCorrect().Must(journey => journey.Clerk, "2026-04-30 10:00", new CaseCommand.SubmitCorrection([Paper("request-form")], null));

        Assert.That(corrected.Try(corrected.Clerk, At("2026-05-06 10:00"), Unclear)?.Code, Is.EqualTo("correction.second_notice"), "art 30: one time");
    }

    // Art 32 and 33: fifteen working days for the third party, from 28 April to 20 May, are no part of the twenty.
    [Test]
    public void The_opinion_of_a_third_party_is_not_counted()
    {
        var asked = Accepted().Must(journey => journey.Clerk, "2026-04-27 10:00", Ask(15));
        Assert.That(Due(asked, Clock.SuspensionId), Is.EqualTo(Day("2026-05-20")));
        Assert.That(Due(asked, Clock.StatutoryId), Is.Null);

        var answered = asked.Must(journey => journey.Clerk, "2026-05-20 16:00", new CaseCommand.Resume(null));

        Assert.That(Due(answered, Clock.PromisedId), Is.EqualTo(Day("2026-06-03")), "five of fifteen had passed");
        Assert.That(Due(answered, Clock.StatutoryId), Is.EqualTo(Day("2026-06-10")), "five of twenty had passed");
        Assert.That(answered.File.Ledger.Entries.Select(entry => entry.LegalBasis), Has.All.Contains("《中华人民共和国政府信息公开条例》第三十二条"), "not art 45, which is for licences");
    }

    [TestCase(Kind, 16, "suspension.days_out_of_range", Description = "Art 32: fifteen working days")]
    [TestCase("hearing", 5, "suspension.kind_not_allowed", Description = "行政许可法 art 45 is for licences")]
    public void Nothing_else_stops_the_time(string kind, int days, string code)
    {
        var request = Accepted();

        Assert.That(request.Try(request.Clerk, At("2026-04-27 10:00"), new CaseCommand.Suspend(kind, days, "长国动公开〔2026〕3号", "征求意见"))?.Code, Is.EqualTo(code));
    }

    [Test]
    public void Extended_once_by_twenty_days()
    {
        var request = Accepted();
        Assert.That(request.Try(request.Head, At("2026-05-06 10:00"), More(21))?.Code, Is.EqualTo("extension.days_out_of_range"), "art 33: at most twenty");
        Assert.That(request.Try(request.Clerk, At("2026-05-06 10:00"), More(20))?.Code, Is.EqualTo("case.role_not_competent"), "art 33: with the consent of the head");

        request.Must(journey => journey.Head, "2026-05-06 10:00", More(20));

        Assert.That(Due(request, Clock.StatutoryId), Is.EqualTo(Day("2026-06-17")));
        Assert.That(Due(request, Clock.PromisedId), Is.EqualTo(Day("2026-05-13")), "the promise stays");
        Assert.That(request.Try(request.Head, At("2026-05-07 10:00"), More(1))?.Code, Is.EqualTo("extension.already_used"));
    }

    private static CaseCommand Unclear => new CaseCommand.RequestCorrection([new CorrectionItem("request-form", "所需信息的名称不明确")], null);

    private static Journey Received() => Journey.Of("GK-01").Must(
        journey => journey.Clerk,
        "2026-04-20 10:00",
        new CaseCommand.Receive(CaseId, "430100012026042000017", "K7M2QX", "430100-01", Channel.Window, Applicant.Organisation!, Filed(false, "request-form", "identity")));

    private static Journey Accepted() => Received().Must(journey => journey.Clerk, "2026-04-20 11:00", new CaseCommand.Accept());

    private static Journey AskedToCorrect() => Received().Must(journey => journey.Clerk, "2026-04-28 10:00", Unclear);

    private static CaseCommand.Suspend Ask(int days) => new(Kind, days, "长国动公开〔2026〕3号", "信息涉及第三方商业秘密");

    private static CaseCommand.Extend More(int days) => new(days, "需要检索的档案较多");

    private static Clock Of(Journey journey, string id) => journey.File.Clock(id)!;

    private static DateOnly? Due(Journey journey, string id) => Of(journey, id).Deadline?.Due;
}
