using Approval.Engine.Attribution;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Attribution;

/// <summary>Who held a case of RF-01 in Changsha, where the office is open 9-12 and 13-17.</summary>
public class AttributionTests
{
    private const string Shelter = "人防工程科";
    private const string Planning = "规划管理科";

    [Test]
    public void From_receipt_to_service_each_stretch_has_its_holder()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-03 10:00", new CaseCommand.Accept());
        Sign(journey, "technical", "2026-03-05 15:00");
        Sign(journey, "engineering", "2026-03-06 10:00");
        Sign(journey, "planning", "2026-03-09 11:00");
        Sign(journey, "approve", "2026-03-09 16:00");
        journey.Must(j => j.Head, "2026-03-10 09:30", new CaseCommand.Decide(Outcome.Granted, [], null, [], []))
            .Must(j => j.Clerk, "2026-03-11 09:30", new CaseCommand.Issue(null))
            .Must(j => j.Clerk, "2026-03-12 12:00", new CaseCommand.Serve(ServiceMethod.Direct));

        Assert.That(Told(journey, "2026-12-01 00:00"), Is.EqualTo(new[]
        {
            "Window 2026-03-02 10:00 - 2026-03-03 10:00: 1 day, 420 open, 1440",
            $"Department {Shelter} 2026-03-03 10:00 - 2026-03-05 15:00: 2 day, 1080 open, 3180",
            $"Joint {Planning}、{Shelter} 2026-03-05 15:00 - 2026-03-06 10:00: 1 day, 180 open, 1140",
            $"Department {Planning} 2026-03-06 10:00 - 2026-03-09 11:00: 1 day, 480 open, 4380",
            "Head 2026-03-09 11:00 - 2026-03-10 09:30: 1 day, 330 open, 1350",
            "Window 2026-03-10 09:30 - 2026-03-12 12:00: 2 day, 990 open, 3030",
        }));
    }

    [Test]
    public void A_correction_is_the_applicants_time()
    {
        var material = Journey.Of("RF-01").Procedure.Materials[0].Code;
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-04 10:00", new CaseCommand.RequestCorrection([new(material, "缺页")], null))
            .Must(_ => Applicant, "2026-03-16 22:00", new CaseCommand.SubmitCorrection([Paper(material)], null));

        Assert.That(Holders(journey, "2026-03-17 09:00"), Is.EqualTo(new[] { "Window", "Applicant", "Window" }));
        Assert.That(Of(journey, "2026-03-17 09:00").Totals.Single(total => total.Holder == Holder.Applicant).Span, Is.EqualTo(new Span(18_000, 3720, 8)));
    }

    [TestCase(true, "Applicant")]
    [TestCase(false, $"Department {Shelter}")]
    public void A_correction_during_review_is_the_applicants_time_only_where_it_stops_the_promise(bool stopsPromise, string holder)
    {
        var plain = Journey.Of("RF-01");
        var material = plain.Procedure.Materials[1].Code;
        var journey = new Journey(plain.Procedure with { ReviewCorrection = new ReviewCorrectionRule(stopsPromise, "地方规定") }, plain.Office, plain.Calendar)
            .Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-02 10:00", new CaseCommand.Accept())
            .Must(j => j.Clerk, "2026-03-04 10:00", new CaseCommand.RequestCorrection([new(material, "印章不清")], null))
            .Must(_ => Applicant, "2026-03-06 10:00", new CaseCommand.SubmitCorrection([Paper(material)], null));

        Assert.That(At(journey, "2026-03-05 10:00"), Is.EqualTo(holder));
        Assert.That(At(journey, "2026-03-06 10:00"), Is.EqualTo($"Department {Shelter}"));
    }

    [Test]
    public void A_special_procedure_is_nobodys_fault()
    {
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-03 10:00", new CaseCommand.Suspend("hearing", 5, "长防特告〔2026〕3号", "听证"))
            .Must(j => j.Clerk, "2026-03-09 16:00", new CaseCommand.Resume(null));

        Assert.That(Told(journey, "2026-03-10 10:00"), Is.EqualTo(new[]
        {
            $"Department {Shelter} 2026-03-02 10:00 - 2026-03-03 10:00: 1 day, 420 open, 1440",
            "ExcludedByLaw hearing 2026-03-03 10:00 - 2026-03-09 16:00: 4 day, 1980 open, 9000",
            $"Department {Shelter} 2026-03-09 16:00 - 2026-03-10 10:00: 1 day, 120 open, 1080",
        }));
    }

    [Test]
    public void One_entered_after_it_ended_takes_its_days_from_whoever_seemed_to_hold_them()
    {
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-11 09:00", new CaseCommand.Exclude("expertReview", Day("2026-03-03"), Day("2026-03-09"), "长防特告〔2026〕2号", "评审"));

        Assert.That(Told(journey, "2026-03-11 10:00"), Is.EqualTo(new[]
        {
            $"Department {Shelter} 2026-03-02 10:00 - 2026-03-04 00:00: 2 day, 780 open, 2280",
            "ExcludedByLaw expertReview 2026-03-04 00:00 - 2026-03-10 00:00: 4 day, 1680 open, 8640",
            $"Department {Shelter} 2026-03-10 00:00 - 2026-03-11 10:00: 1 day, 480 open, 2040",
        }));
    }

    [Test]
    public void Deemed_acceptance_leaves_the_window_with_the_time_it_let_pass()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00").Must(_ => Applicant, "2026-03-12 09:00", new CaseCommand.Urge(null));

        Assert.That(Holders(journey, "2026-03-13 09:00")[0], Is.EqualTo("Window"));
        Assert.That(Of(journey, "2026-03-13 09:00").Segments[0].Until, Is.GreaterThanOrEqualTo(World.At("2026-03-10 00:00")));
    }

    [Test]
    public void An_act_typed_late_counts_from_when_it_happened()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 09:00")
            .Must(j => j.Clerk, "2026-03-04 15:00", new CaseCommand.Withdraw(null), effective: "2026-03-02 16:00");

        Assert.That(Told(journey, "2026-03-05 00:00"), Is.EqualTo(new[] { "Window 2026-03-02 09:00 - 2026-03-02 16:00: 0 day, 360 open, 420" }));
    }

    [Test]
    public void Seconds_belong_to_the_minute_they_fall_in()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00:59").Must(j => j.Clerk, "2026-03-02 10:01:01", new CaseCommand.Withdraw(null));

        Assert.That(Of(journey, "2026-03-05 00:00").Whole, Is.EqualTo(new Span(1, 1, 0)));
    }

    [Test]
    public void Before_its_receipt_a_case_belongs_to_nobody()
    {
        var journey = Journey.Of("RF-01").Received("2026-03-02 10:00");

        Assert.That(TimeAttribution.Of(journey.Journal, World.At("2026-03-02 09:59"), journey.Calendar, journey.Office.Hours), Is.Null);
        Assert.That(Of(journey, "2026-03-02 10:00").Segments, Is.Empty);
    }

    private static void Sign(Journey journey, string step, string at)
    {
        while (journey.State is CaseState.InReview { Review: var review } && review.Tasks.FirstOrDefault(task => task.Step == step && task.IsOpen) is { } task)
        {
            journey.Must(j => j.By($"{task.Role}-{task.Signer}", task.Role), at, new CaseCommand.EndorseTask(task.Id, "同意"));
        }
    }

    private static TimeAttribution Of(Journey journey, string until) =>
        TimeAttribution.Of(journey.Journal, World.At(until), journey.Calendar, journey.Office.Hours)!;

    private static string[] Holders(Journey journey, string until) => [.. Of(journey, until).Segments.Select(segment => Name(segment.Holder))];

    private static string At(Journey journey, string instant) =>
        Name(Of(journey, "2026-03-09 00:00").Segments.Single(segment => segment.From <= World.At(instant) && World.At(instant) < segment.Until).Holder);

    private static string[] Told(Journey journey, string until) =>
        [.. Of(journey, until).Segments.Select(s => $"{Name(s.Holder)} {Local(s.From)} - {Local(s.Until)}: {s.Span.WorkingDays} day, {s.Span.WorkingMinutes} open, {s.Span.Minutes}")];

    private static string Name(Holder holder) => holder.Name is null ? $"{holder.Kind}" : $"{holder.Kind} {holder.Name}";

    private static string Local(DateTimeOffset instant) => instant.ToOffset(CivilTime.Offset).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
