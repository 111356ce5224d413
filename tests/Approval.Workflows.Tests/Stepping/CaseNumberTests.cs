using Approval.Workflows.Stepping;

namespace Approval.Workflows.Tests.Stepping;

/// <summary>办件编号: unique, without gaps for an office, item and day, with a check digit.</summary>
public sealed class CaseNumberTests
{
    /// <summary>Check digits worked out with another program: Luhn over the 21 digits before.</summary>
    [TestCase("430100", "RF-01", "2026-02-12", 1, "4301000120260212000015")]
    [TestCase("430100", "RF-16", "2026-12-31", 99999, "4301001620261231999990")]
    [TestCase("430000", "RF-01", "2026-02-12", 2, "4300000120260212000024")]
    public void A_number_is_office_item_day_serial_and_check_digit(string office, string procedure, string day, int serial, string number)
    {
        Assert.That(CaseNumbers.Format(office, procedure, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), serial), Is.EqualTo(number));
        Assert.That(CaseNumbers.IsValid(number), Is.True);
    }

    [Test]
    public void Every_single_wrong_digit_is_found()
    {
        var number = CaseNumbers.Format("430100", "RF-01", new DateOnly(2026, 2, 12), 17);
        var wrong = from place in Enumerable.Range(0, number.Length)
                    from digit in "0123456789"
                    where digit != number[place]
                    select string.Concat(number.AsSpan(0, place), $"{digit}", number.AsSpan(place + 1));
        Assert.That(wrong.Where(CaseNumbers.IsValid), Is.Empty);
    }

    [Test]
    public async Task Sixteen_parallel_windows_get_unique_numbers_without_gaps()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        (string Office, string Procedure)[] series = [("430100", "RF-01"), ("430100", "RF-02"), ("430300", "RF-01")];
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async window =>
        {
            for (var i = 0; i < 9; i++)
            {
                var (office, procedure) = series[(window + i) % 3];
                await world.OkAsync(World.Intake(procedure, office));
                await world.Runner.RunAsync(World.ForbiddenIntake(office));
            }
        }));

        Assert.That(await world.ScalarAsync<long[]>("select array_agg(last::bigint order by office_code, item) from approval.case_number"), Is.EqualTo(new[] { 48, 48, 48 }));
        await world.CheckAsync();
    }

    [Test]
    public async Task Rejected_intakes_of_a_batch_leave_no_gap()
    {
        await using var world = await World.StartAsync("2026-03-02T09:00:00");
        var outcomes = await world.Runner.RunAsync(
        [
            World.ForbiddenIntake(), World.Intake(), World.ForbiddenIntake(), World.Intake(), World.Intake("RF-03"),
            World.Intake() with { Intake = new Intake("RF-99", "430100") }, World.ForbiddenIntake("430300"), World.ForbiddenIntake(),
        ]);

        Assert.That(outcomes.Select(outcome => outcome.Rejection is null), Is.EqualTo(new[] { false, true, false, true, true, false, false, false }));
        Assert.That(
            await world.Source.RowsAsync("select office_code, item, last from approval.case_number order by 1, 2", reader => (reader.GetString(0), reader.GetString(1), reader.GetInt32(2))),
            Is.EqualTo(new[] { ("430100", "01", 2), ("430100", "03", 1) }));
        await world.OkAsync(World.Intake());
        await world.OkAsync(World.Intake(office: "430300"));
        await world.CheckAsync();
    }

    [Test]
    public async Task A_new_day_begins_at_one_in_Chinese_time()
    {
        await using var world = await World.StartAsync("2026-03-02T23:59:59");
        await world.OkAsync(World.Intake());
        world.Clock.SetTo(World.At("2026-03-03T00:00:00"));
        await world.OkAsync(World.Intake());
        Assert.That(
            await world.Source.RowsAsync("select substr(number, 9, 13) from approval.permit_case order by received_at", reader => reader.GetString(0)),
            Is.EqualTo(new[] { "2026030200001", "2026030300001" }));
    }
}
