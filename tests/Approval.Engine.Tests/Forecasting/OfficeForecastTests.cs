using Approval.Engine.Cases;
using Approval.Engine.Forecasting;
using Approval.Engine.Tests.Certificates;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Forecasting;

/// <summary>The docket of Changsha rolled forward across the Spring Festival of 2026 (15 to 23 February).</summary>
public class OfficeForecastTests
{
    private static readonly DateTimeOffset Now = At("2026-02-10 09:00");

    [Test]
    public void Time_is_the_open_hours_one_after_the_other()
    {
        // Open 7 hours a day in the world of these tests: 9-12 and 13-17. From noon of Friday 13 February 4 hours, Saturday 14 is worked, and an hour of Tuesday 24.
        var timeline = new WorkTimeline(Calendar, Changsha);

        Assert.That(timeline.DayLength, Is.EqualTo(420));
        Assert.That(timeline.MinuteOf(At("2026-02-24 10:00")) - timeline.MinuteOf(At("2026-02-13 12:30")), Is.EqualTo(240 + 420 + 60));
        Assert.That(timeline.EndsOn(timeline.MinuteOf(At("2026-02-13 17:00"))), Is.EqualTo(timeline.NumberOf(Day("2026-02-13"))));
        Assert.That(timeline.BeginsOn(timeline.MinuteOf(At("2026-02-24 09:00"))), Is.EqualTo(timeline.NumberOf(Day("2026-02-24"))));
    }

    [Test]
    public void With_enough_people_nothing_turns_red_and_with_everybody_away_everything_does()
    {
        var enough = Run("""{ "staff": [ { "office": "430100", "role": "reviewer", "count": 9 }, { "office": "430100", "role": "head", "count": 2 } ] }""");
        var away = Run("""{ "staff": [ { "office": "430100", "role": "reviewer", "count": 9, "absences": [ { "from": "2026-02-10", "through": "2026-03-31" } ] }, { "office": "430100", "role": "head" } ] }""");

        Assert.That(enough.Cases, Has.Count.EqualTo(6));
        Assert.That(enough.Cases.Select(outlook => outlook.RedShare), Is.All.Zero);
        Assert.That(away.Cases.Select(outlook => outlook.RedShare), Is.All.EqualTo(1));
        Assert.That(away.Coming.Single().ShortestPromise, Is.GreaterThan(enough.Coming.Single().ShortestPromise));
    }

    [Test]
    public void The_same_seed_gives_the_same_outlook()
    {
        const string Staff = """{ "staff": [ { "office": "430100", "role": "reviewer", "count": 2 }, { "office": "430100", "role": "head" } ] }""";

        var (first, second) = (Run(Staff), Run(Staff));

        Assert.That(second.Coming, Is.EqualTo(first.Coming));
        Assert.That(second.Cases, Is.EqualTo(first.Cases));
    }

    [Test]
    public void Who_is_missing_is_told_before_anything_is_run() =>
        Assert.That(Forecast("""{ "staff": [ { "office": "430100", "role": "reviewer" } ] }""").Unstaffed, Is.EqualTo(new[] { "430100/head" }));

    [Test]
    public void A_special_procedure_and_a_late_case_are_counted_and_not_forecast()
    {
        var forecast = Forecast("""{ "staff": [ { "office": "430100", "role": "reviewer", "count": 9 }, { "office": "430100", "role": "head", "count": 2 } ] }""");
        var hearing = Journey.Accepted("RF-01", "2026-02-09 10:00").Must(j => j.Clerk, "2026-02-09 11:00", new CaseCommand.Suspend("hearing", 5, "1号", "听证"));
        var late = Journey.Accepted("RF-01", "2026-01-05 10:00").Must(_ => Applicant, "2026-02-09 10:00", new CaseCommand.Urge(null));
        forecast.Take(new OpenCase((CaseState.Known)hearing.State, hearing.Procedure));
        forecast.Take(new OpenCase((CaseState.Known)late.State, late.Procedure));

        var outlook = forecast.Run(Now, Day("2026-03-10"), 3, 1);

        Assert.That((outlook.Suspended, outlook.AlreadyRed, outlook.Cases.Count), Is.EqualTo((1, 1, 6)));
    }

    [Test]
    public void Steps_without_a_record_are_taken_at_their_budget_and_told()
    {
        var forecast = new OfficeForecast(Office, Journey.Of("RF-01").Calendar, Staff("""{ "staff": [ { "office": "430100", "role": "reviewer", "count": 9 }, { "office": "430100", "role": "head", "count": 9 } ] }"""), new RecordedTimes(_ => new WorkTimeline(Journey.Of("RF-01").Calendar, Office)));
        forecast.Expect(Journey.Of("RF-01").Procedure, 0.5, Day("2026-02-10"));

        // Budgets 2, 3 (planning 2 beside it) and 1 day, and a day for the determination: 7 working days of work, that end on the seventh day after at the latest.
        var outlook = forecast.Run(Now, Day("2026-03-10"), 5, 1);

        Assert.That(outlook.Assumed, Does.Contain("RF-01 technical").And.Contain("RF-01 (decision)"));
        Assert.That(outlook.Coming.Single().Median, Is.EqualTo(7));
    }

    [TestCase("""{ "staff": [] }""", "$.staff")]
    [TestCase("""{ "staff": [ { "office": "430100", "role": "chef" } ] }""", "$.staff[0].role")]
    [TestCase("""{ "staff": [ { "office": "430100", "role": "head", "count": 0 } ] }""", "$.staff[0].count")]
    [TestCase("""{ "staff": [ { "office": "430100", "role": "head", "absences": [ { "from": "2026-02-20", "through": "2026-02-10" } ] } ] }""", "$.staff[0].absences[0].through")]
    [TestCase("""{ "staff": [ { "office": "430100", "role": "head", "holidays": [] } ] }""", "$.staff[0].holidays")]
    public void A_staffing_file_with_a_mistake_is_refused_with_its_place(string json, string path) =>
        Assert.That(StaffingReader.Read(json, "staff.json").Findings.Select(finding => finding.Path), Does.Contain(path));

    private static Offices.Office Office => Journey.Of("RF-01").Office;

    private static OfficeOutlook Run(string staff) => Forecast(staff).Run(Now, Day("2026-03-10"), 20, 42);

    /// <summary>Three cases under review since 9 February and three with their first stage done; the record is of forty cases, reviewed within a day or two.</summary>
    private static OfficeForecast Forecast(string staff)
    {
        var calendar = Journey.Of("RF-01").Calendar;
        var recorded = new RecordedTimes(_ => new WorkTimeline(calendar, Office));
        for (var day = 5; day < 25; day++)
        {
            var (at, next) = ($"2026-01-{day:00} 10:00", $"2026-01-{day + 1:00} 15:00");
            var journey = Journey.Accepted("RF-01", at).Reviewed(next).Must(j => j.Head, next, new CaseCommand.Decide(Outcome.Granted, [], null, [], []));
            recorded.Add(journey.Journal.Select(row => row.Entry));
        }

        var forecast = new OfficeForecast(Office, calendar, Staff(staff), recorded);
        for (var number = 1; number <= 6; number++)
        {
            var journey = Journey.Of("RF-01").Received(At("2026-02-09 10:00"), new Guid(number, 0, 0, new byte[8]), $"{number:0000000000000000000000}").Must(j => j.Clerk, At("2026-02-09 11:00"), new CaseCommand.Accept());
            forecast.Take(new OpenCase((CaseState.Known)journey.State, journey.Procedure));
        }

        forecast.Expect(Journey.Of("RF-01").Procedure, 0.3, Day("2026-02-10"));
        return forecast;
    }

    private static Staffing Staff(string json)
    {
        var (staffing, findings) = StaffingReader.Read(json, "staff.json");
        Assert.That(findings, Is.Empty);
        return staffing!;
    }
}
