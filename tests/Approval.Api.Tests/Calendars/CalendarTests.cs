using Approval.Api.Tests.Host;

namespace Approval.Api.Tests.Calendars;

/// <summary>国办发明电〔2025〕7号: 15 to 23 February 2026 off, Saturdays 14 and 28 February worked.</summary>
internal sealed class CalendarTests
{
    [TestCase("from=2026-02-12&amount=3&unit=workingDay", "2026-02-24", 12, 3, TestName = "Three working days over the Spring Festival")]
    [TestCase("from=2026-02-12&amount=3", "2026-02-24", 12, 3, TestName = "Working days unless said")]
    [TestCase("from=2026-02-12&amount=1&countFrom=sameDay", "2026-02-12", 1, 1, TestName = "The day of the event counted")]
    [TestCase("from=2026-02-12&amount=5&unit=calendarDay", "2026-02-24", 12, 5, TestName = "Calendar days end on a rest day and roll forward (民法典 203)")]
    [TestCase("from=2026-01-31&amount=1&unit=month", "2026-02-28", 28, 28, TestName = "A month")]
    public async Task A_deadline_is_derived_day_by_day(string query, string date, int days, int counted)
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync($"/api/v1/calendars/430100/deadline?{query}");

        Assert.That((answer.Status, answer["date"].GetString(), answer["provisional"].GetBoolean()), Is.EqualTo((200, date, false)), answer.Text);
        Assert.That(answer["days"].GetArrayLength(), Is.EqualTo(days));
        Assert.That(answer["days"][days - 1].GetProperty("running").GetInt32(), Is.EqualTo(counted));
    }

    [Test]
    public async Task A_day_says_what_makes_it_so()
    {
        var days = (await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/calendars/430100/deadline?from=2026-02-12&amount=3"))["days"];

        var makeUp = days.EnumerateArray().Single(day => day.GetProperty("date").GetString() == "2026-02-14");
        Assert.That((makeUp.GetProperty("kind").GetString(), makeUp.GetProperty("counted").GetBoolean(), makeUp.GetProperty("running").GetInt32()), Is.EqualTo(("makeUpWorkday", true, 2)));
        Assert.That(makeUp.GetProperty("source").GetString(), Does.Contain("国办发明电"));
    }

    [Test]
    public async Task Past_the_horizon_the_answer_is_provisional_with_bounds()
    {
        var answer = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/calendars/CN/deadline?from=2026-12-25&amount=20");

        Assert.That(answer["provisional"].GetBoolean(), Is.True);
        Assert.That(string.CompareOrdinal(answer["earliest"].GetString(), answer["latest"].GetString()), Is.Negative);
    }

    [Test]
    public async Task A_year_shows_every_day()
    {
        var year = await (await SharedApi.AsAsync(null)).GetAsync("/api/v1/calendars/430100/2024");

        Assert.That((year["days"].GetArrayLength(), year["region"].GetString()), Is.EqualTo((366, "430100")));
        Assert.That(year["notices"].GetArrayLength(), Is.Positive);
        Assert.That(year["workingDays"].GetInt32(), Is.EqualTo(year["days"].EnumerateArray().Count(day => day.GetProperty("kind").GetString() is "workingDay" or "makeUpWorkday")));
    }
}
