using Approval.Engine.Offices;
using Approval.Engine.Procedures;

namespace Approval.Engine.Tests.Procedures;

/// <summary>Which promise and which law bind a case, by office, class of project and day of receipt.</summary>
public class LimitsForTests
{
    // Base of RF-01: law 20 (art 42), promise 7 (长沙 5-7).
    [TestCase("430000", ProjectClass.Ordinary, "2026-02-12", 7, 20)]
    [TestCase("430000", ProjectClass.Key, "2026-02-12", 7, 20)]
    [TestCase("430100", ProjectClass.Ordinary, "2026-02-12", 7, 20)]
    [TestCase("430104", ProjectClass.Ordinary, "2026-02-12", 7, 20)]
    [TestCase("430121", ProjectClass.Ordinary, "2026-02-12", 7, 20)]
    // Key projects of Changsha and Xiangtan: 即受即审即办, the counties below included.
    [TestCase("430100", ProjectClass.Key, "2026-02-12", 0, 20)]
    [TestCase("430104", ProjectClass.Key, "2026-02-12", 0, 20)]
    [TestCase("430300", ProjectClass.Key, "2026-02-12", 0, 20)]
    // 湘潭 5 -> 3.
    [TestCase("430300", ProjectClass.Ordinary, "2026-02-12", 3, 20)]
    [TestCase("430321", ProjectClass.Ordinary, "2026-02-12", 3, 20)]
    [TestCase("430302", ProjectClass.Key, "2026-02-12", 0, 20)]
    // 岳阳: law 15, promise 5; it promises nothing more for key projects.
    [TestCase("430600", ProjectClass.Ordinary, "2026-02-12", 5, 15)]
    [TestCase("430600", ProjectClass.Key, "2026-02-12", 5, 15)]
    // The day before a rule holds, the base; on its first day, the rule.
    [TestCase("430300", ProjectClass.Ordinary, "2020-12-31", 7, 20)]
    [TestCase("430300", ProjectClass.Ordinary, "2021-01-01", 3, 20)]
    [TestCase("430600", ProjectClass.Ordinary, "2020-12-31", 7, 20)]
    [TestCase("430600", ProjectClass.Ordinary, "2021-01-01", 5, 15)]
    public void RF_01_by_office_class_and_day(string office, ProjectClass projectClass, string receivedOn, int promised, int statutory)
    {
        var limits = Seeds.Procedure("RF-01").LimitsFor(Office(office), projectClass, DateOnly.ParseExact(receivedOn, "yyyy-MM-dd"));

        Assert.That((limits.Promised.Amount, limits.Statutory.Amount), Is.EqualTo((promised, statutory)));
        Assert.That(limits.Promised.CountFrom, Is.EqualTo(promised == 0 ? CountFrom.SameDay : CountFrom.NextDay));
        Assert.That((limits.Notice.Amount, limits.Delivery.Amount), Is.EqualTo((5, 10)), "art 32 and 44 are the same everywhere");
    }

    [TestCase("RF-08", "430300", 7)]
    [TestCase("RF-06", "430300", 0)]
    public void A_procedure_without_local_rules_is_the_same_everywhere(string code, string office, int promised) =>
        Assert.That(Seeds.Procedure(code).LimitsFor(Office(office), ProjectClass.Key, new DateOnly(2026, 3, 2)).Promised.Amount, Is.EqualTo(promised));

    [Test]
    public void The_strictest_promise_and_the_most_specific_law_bind()
    {
        var day = new DateOnly(2025, 1, 1);
        var procedure = Seeds.Procedure("RF-08") with
        {
            LocalLimits =
            [
                new LocalLimits("430104", null, day, null, Days(18), "county"),
                new LocalLimits("430000", null, day, Days(4), Days(12), "province"),
                new LocalLimits("430100", null, day, Days(6), Days(15), "city, older"),
                new LocalLimits("430100", null, day.AddYears(1), null, Days(14), "city, newer"),
            ],
        };

        Assert.That(Judge(procedure, "430104", day), Is.EqualTo((4, 18)), "the county's own law, the province's promise");
        Assert.That(Judge(procedure, "430121", day), Is.EqualTo((4, 15)));
        Assert.That(Judge(procedure, "430121", day.AddYears(1)), Is.EqualTo((4, 14)), "of two for one place the newer");
        Assert.That(Judge(procedure, "430300", day), Is.EqualTo((4, 12)));
        Assert.That(Judge(procedure, "110000", day), Is.EqualTo((7, 20)));
    }

    private static (int Promised, int Statutory) Judge(Procedure procedure, string office, DateOnly day)
    {
        var limits = procedure.LimitsFor(Office(office), ProjectClass.Ordinary, day);
        return (limits.Promised.Amount, limits.Statutory.Amount);
    }

    private static TimeLimit Days(int amount) => new(amount, TimeUnit.WorkingDay, CountFrom.NextDay, "test");

    private static Office Office(string code) =>
        OfficeReader.Read(Seeds.OfficesText(), "offices.json").Offices.SingleOrDefault(office => office.Code == code)
        ?? new Office(code, new LocalText("别处", "Elsewhere"), OfficeLevel.Province, null, "CN", [], [], null);
}
