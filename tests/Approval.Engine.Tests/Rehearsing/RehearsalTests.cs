using System.Text.Json.Nodes;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Rehearsing;
using Approval.Engine.Tests.Cases;
using Approval.Engine.Tests.Certificates;
using Approval.Workflows.Orchestration;
using static Approval.Engine.Tests.Cases.World;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;
using ProcedureSeeds = Approval.Engine.Tests.Procedures.Seeds;

namespace Approval.Engine.Tests.Rehearsing;

/// <summary>Recorded cases against a draft: an unchanged one changes nothing, a changed one changes what it should and no more.</summary>
public class RehearsalTests
{
    private static readonly ChainOrchestrator Orchestrator = new();
    private static readonly Dictionary<string, Office> Offices =
        OfficeReader.Read(ProcedureSeeds.OfficesText(), "offices.json").Offices.ToDictionary(office => office.Code);

    private static readonly DateTimeOffset Until = At("2027-06-01 00:00");

    /// <summary>Cases with all kinds of acts: corrections, special procedures, returns, extensions, urging, acts entered late.</summary>
    [Test]
    public void An_unchanged_draft_changes_none_of_four_hundred_cases_and_every_replay_gives_the_record_again()
    {
        var acts = new HashSet<string>();
        for (var number = 1; number <= 400; number++)
        {
            var journey = Docket.Case(number);
            var record = Recorder.Of(journey, Offices, Until);
            var rehearsed = Rehearsal.Of(record, Rules(journey.Procedure, journey.Calendar), Rules(journey.Procedure with { Version = 2 }, journey.Calendar), Until);

            Assert.That(rehearsed.Unknown, Is.Null, $"case {number}");
            Assert.That(rehearsed.Differences, Is.Empty, $"case {number}");
            Assert.That(rehearsed.AsRecorded, Is.True, $"case {number}");
            acts.UnionWith(record.Where(row => !row.Entry.Actor.IsSystem).Select(row => EventCatalogue.NameOf(row.Entry.Event)));
        }

        Assert.That(acts, Is.SupersetOf(new[] { "case.received.v1", "correction.requested.v1", "correction.submitted.v1", "case.suspended.v1", "case.resumed.v1", "case.timeExcluded.v1", "case.extended.v1", "stage.returned.v1", "task.endorsed.v1", "case.decided.v1", "case.served.v1", "case.withdrawn.v1" }));
    }

    [Test]
    public void A_shorter_promise_moves_the_promise_and_lights_the_lamp_and_leaves_the_path()
    {
        // Accepted Monday 2 March 2026; 7 working days end on 11 March, 3 on 5 March. Reviewed on 9 March.
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00").Reviewed("2026-03-09 10:00").Must(j => j.Head, "2026-03-09 11:00", new CaseCommand.Decide(Outcome.Granted, [], null, [], []));
        var draft = Changed(journey.Procedure, seed => seed["limits"]!["promised"]!["amount"] = 3, stripBudgets: true);
        var asIs = Changed(journey.Procedure, _ => { }, stripBudgets: true);

        var differences = Rehearsal.Of(journey.Journal, Rules(asIs, journey.Calendar), Rules(draft, journey.Calendar), At("2026-03-12 00:00")).Differences;

        Assert.That(differences.Where(difference => difference.Kind == DifferenceKind.Date), Is.EqualTo(new[] { new Difference(DifferenceKind.Date, "promised", "2026-03-11", "2026-03-05") }));
        Assert.That(differences.Where(difference => difference.Kind == DifferenceKind.Path), Is.Empty);
        Assert.That(differences, Does.Contain(new Difference(DifferenceKind.Lamp, "worst", "yellow", "red")));
    }

    [Test]
    public void A_signer_more_leaves_the_case_waiting_for_somebody_who_never_signed()
    {
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00").Reviewed("2026-03-03 10:00").Must(j => j.Head, "2026-03-03 11:00", new CaseCommand.Decide(Outcome.Granted, [], null, [], []));
        var draft = Changed(journey.Procedure, seed => seed["chain"]!["stages"]![0]!["steps"]![0]!["signers"] = 3);

        var differences = Rehearse(journey, draft).Differences;

        var first = differences.First(difference => difference.Kind == DifferenceKind.Path);
        Assert.That(first.Before, Does.StartWith("stage.opened.v1 review: technical/1 reviewer, technical/2 reviewer"));
        Assert.That(first.After, Does.EndWith("technical/3 reviewer"));
        Assert.That(differences, Does.Contain(new Difference(DifferenceKind.Date, "decided", "2026-03-03", null)));
    }

    [Test]
    public void A_step_that_moves_to_another_stage_is_still_signed_by_those_who_signed_it()
    {
        // planning moves from the joint stage into the first one: the same people sign the same steps, in another place.
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00").Reviewed("2026-03-03 10:00");
        var draft = Changed(journey.Procedure, seed =>
        {
            var joint = seed["chain"]!["stages"]![1]!["steps"]!.AsArray();
            var engineering = joint[1]!;
            joint.RemoveAt(1);
            var stage = seed["chain"]!["stages"]![1]!.DeepClone();
            stage["id"] = "engineering-check";
            stage["returnsTo"] = new JsonArray();
            stage["steps"] = new JsonArray(engineering);
            seed["chain"]!["stages"]!.AsArray().Insert(2, stage);
            engineering["budget"]!["amount"] = 1;
        });

        var rehearsed = Rehearse(journey, draft);

        Assert.That(rehearsed.Differences.First().Kind, Is.EqualTo(DifferenceKind.Path));
        Assert.That(rehearsed.Differences.Any(difference => difference.After?.Contains("engineering-check", StringComparison.Ordinal) == true || difference.After?.Contains("joint", StringComparison.Ordinal) == true), Is.True);
    }

    [Test]
    public void A_material_that_becomes_required_is_missing_at_the_receipt()
    {
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00");
        var before = Rehearse(journey, journey.Procedure).Differences;
        var draft = journey.Procedure with { Materials = journey.Procedure.Materials.Add(new Material("new-report", new LocalText("新报告", "New report"), true, null, null, null, false, null)) };

        var difference = Rehearse(journey, draft).Differences.Single();

        Assert.That(before, Is.Empty);
        Assert.That((difference.Kind, difference.What.StartsWith("intake", StringComparison.Ordinal)), Is.EqualTo((DifferenceKind.Path, true)));
        Assert.That($"{difference.Before} {difference.After}", Does.Contain("material.missing"));
    }

    [Test]
    public void A_draft_calendar_moves_the_cases_that_count_across_its_day()
    {
        // 3 March becomes a day off: whoever counts across it ends a day later, whoever was through before does not.
        var across = Journey.Accepted("RF-01", "2026-03-02 10:00");
        var earlier = Journey.Accepted("RF-01", "2026-01-05 10:00").Reviewed("2026-01-06 10:00").Must(j => j.Head, "2026-01-06 11:00", new CaseCommand.Decide(Outcome.Refused, ["不符合"], null, [], ["行政复议"]));
        var draft = CalendarSeeds.Through(2026, CalendarSeeds.Overlay("""{ "region": "430100", "days": [{ "date": "2026-03-03", "name": "本测试", "kind": "publicHoliday", "source": "本测试" }] }""")).For("430100");

        Assert.That(Rehearse(across, across.Procedure, draft).Differences, Does.Contain(new Difference(DifferenceKind.Date, "promised", "2026-03-11", "2026-03-12")));
        Assert.That(Rehearse(earlier, earlier.Procedure, draft).Differences, Is.Empty);
    }

    /// <summary>特别程序 with its course, the right to a hearing told and given up, an extension applied for (art 42, 45, 47): RF-02 version 2.</summary>
    [Test]
    public void The_course_of_a_special_procedure_and_the_right_to_a_hearing_are_replayed()
    {
        var calendar = Journey.Of("RF-02").Calendar;
        var procedure = ProcedureReader.Read(ProcedureSeeds.Text("RF-02", 2), "RF-02.v2.json").Procedure!;
        var journey = new Journey(procedure, Offices["430100"], calendar).Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-02 11:00", new CaseCommand.Accept())
            .Must(j => j.By("reviewer", Roles.Reviewer), "2026-03-03 10:00", Sample.ApplySpecial with { ExpectedDays = 6 })
            .Must(j => j.Head, "2026-03-03 11:00", new CaseCommand.RefuseSpecial(1, "五日足够"))
            .Must(j => j.By("reviewer", Roles.Reviewer), "2026-03-03 12:00", Sample.ApplySpecial)
            .Must(j => j.Head, "2026-03-03 15:00", new CaseCommand.ApproveSpecial(2, null))
            .Must(j => j.Clerk, "2026-03-04 10:00", new CaseCommand.NotifySpecial(2, "长防特告〔2026〕1号"))
            .Must(j => j.By("reviewer", Roles.Reviewer), "2026-03-06 10:00", new CaseCommand.ReportSpecial(2, "长防评〔2026〕1号", "评审通过"))
            .Must(j => j.Clerk, "2026-03-09 10:00", Sample.TellHearingRight("2026-03-09"))
            .Must(j => j.Clerk, "2026-03-10 10:00", new CaseCommand.WaiveHearing(null))
            .Must(j => j.Clerk, "2026-03-10 11:00", new CaseCommand.WaiveHearing("岳湖嘉园二期业主委员会"))
            .Must(j => j.By("reviewer", Roles.Reviewer), "2026-03-11 10:00", new CaseCommand.ApplyExtension(5, "案情复杂"));

        var rehearsed = Rehearsal.Of(journey.Journal, Rules(procedure, calendar), Rules(procedure with { Version = 3 }, calendar), At("2026-03-11 10:00"));

        Assert.That((rehearsed.Unknown, rehearsed.AsRecorded), Is.EqualTo(((string?)null, true)));
        Assert.That(rehearsed.Differences, Is.Empty);
        Assert.That(
            RecordedActs.Of(journey.Journal).Acts.Select(act => act.Command.Name),
            Is.EqualTo(new[] { "receive", "accept", "special.apply", "special.refuse", "special.apply", "special.approve", "special.notify", "special.report", "hearing.tell", "hearing.waive", "hearing.waive", "extension.apply" }));
    }

    /// <summary>The days a hearing was expected to take are in another event than its day, so a case with one is not replayed.</summary>
    [Test]
    public void A_scheduled_hearing_names_itself()
    {
        var procedure = ProcedureReader.Read(ProcedureSeeds.Text("RF-02", 2), "RF-02.v2.json").Procedure!;
        var journey = new Journey(procedure, Offices["430100"], Journey.Of("RF-02").Calendar).Received("2026-03-02 10:00")
            .Must(j => j.Clerk, "2026-03-02 11:00", new CaseCommand.Accept())
            .Must(j => j.Clerk, "2026-03-03 10:00", Sample.AnnounceHearing)
            .Must(j => j.Clerk, "2026-03-03 11:00", Sample.ScheduleHearing);

        Assert.That(Rehearse(journey, procedure).Unknown, Is.EqualTo("hearing.scheduled.v1"));
    }

    /// <summary>Every event is an act that can be put back, a consequence, or names itself as unknown; nothing is left out in silence.</summary>
    [Test]
    public void What_cannot_be_replayed_says_so()
    {
        var journey = Journey.Accepted("RF-01", "2026-03-02 10:00");
        List<(CaseEntry, DateTimeOffset)> journal = [.. journey.Journal, (new CaseEntry(new CaseEvent.LampChanged(Engine.Clocks.Lamp.Green, Engine.Clocks.Lamp.Red, "by hand"), Clerk, At("2026-03-02 11:00")), At("2026-03-02 11:00"))];

        var rehearsed = Rehearsal.Of(journal, Rules(journey.Procedure, journey.Calendar), Rules(journey.Procedure, journey.Calendar), Until);

        Assert.That((rehearsed.Unknown, rehearsed.AsRecorded), Is.EqualTo(("lamp.changed.v1", false)));
    }

    private static RehearsedCase Rehearse(Journey journey, Procedure draft, WorkingCalendar? calendar = null) =>
        Rehearsal.Of(journey.Journal, Rules(journey.Procedure, journey.Calendar), Rules(draft, calendar ?? journey.Calendar), Until);

    private static RehearsalRules Rules(Procedure procedure, WorkingCalendar calendar) =>
        new(procedure, Offices, _ => calendar, (version, state, happened) => Orchestrator.React(version, state, happened, null).Commands);

    private static Procedure Changed(Procedure procedure, Action<JsonObject> change, bool stripBudgets = false)
    {
        var seed = ProcedureSeeds.Tree(procedure.Code);
        change(seed);
        seed["localLimits"] = new JsonArray();
        if (stripBudgets)
        {
            foreach (var step in seed["chain"]!["stages"]!.AsArray().SelectMany(stage => stage!["steps"]!.AsArray()))
            {
                step!.AsObject().Remove("budget");
            }
        }

        var reading = ProcedureReader.Read(seed.ToJsonString(), "draft");
        return reading.Procedure ?? throw new InvalidDataException(string.Join('\n', reading.Findings));
    }
}
