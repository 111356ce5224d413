using System.Globalization;
using System.Text.Json;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;

namespace Approval.Engine.Tests.Cases;

/// <summary>The offices, people and days that the tests speak of.</summary>
internal static class World
{
    public static readonly WorkingCalendar Calendar = Days.China.For("430100");

    public static readonly Office Changsha = City("430100", "长沙市人民防空办公室", "Changsha") with
    {
        Partners = [new("FGW", "430100-FGW", new("长沙市发展和改革委员会", "Development")), new("ZRZY", "430100-ZRZY", new("长沙市自然资源和规划局", "Planning")), new("ZJ", "430100-ZJ", new("长沙市住房和城乡建设局", "Construction"))],
    };

    public static readonly Office Xiangtan = City("430300", "湘潭市人民防空办公室", "Xiangtan");
    public static readonly Office YuhuDistrict = new(
        "430302", new LocalText("雨湖区人民防空办公室", "Yuhu District"), OfficeLevel.County, "430300", "CN", [new Window("430302-01", new LocalText("一号窗口", "Window 1"))], Hours, "12345");

    public static readonly IReadOnlyDictionary<string, Office> OfficesByCode = new[] { Changsha, Xiangtan, YuhuDistrict }.ToDictionary(office => office.Code);

    public static readonly Actor Clerk = Officer("zhou", Roles.Clerk);
    public static readonly Actor Reviewer = Officer("chen", Roles.Reviewer);
    public static readonly Actor OtherReviewer = Officer("tan", Roles.Reviewer);
    public static readonly Actor Head = Officer("he", Roles.Head);
    /// <summary>Has every role of the office, and stands in for <see cref="Reviewer"/> all year.</summary>
    public static readonly Actor Deputy = Officer("fang", Roles.Reviewer) with { Roles = [Roles.Clerk, Roles.Reviewer, Roles.Head] };
    public static readonly Actor Planner = Officer("shao", Roles.Reviewer, "430100-ZRZY");
    public static readonly Actor PlanningHead = Officer("dai", Roles.Head, "430100-ZRZY");
    public static readonly Actor Builder = Officer("wen", Roles.Reviewer, "430100-ZJ");
    public static readonly Actor Supervisor = Officer("luo", Roles.Supervisor);
    public static readonly Actor ProvinceSupervisor = Officer("xie", Roles.Supervisor, "430000");
    public static readonly Actor Admin = Officer("gong", Roles.Admin);
    public static readonly Actor XiangtanClerk = Officer("peng", Roles.Clerk, "430300");
    public static readonly Actor XiangtanHead = Officer("liao", Roles.Head, "430300");
    public static readonly Actor Applicant = Company("yuehu", "岳湖置业有限公司");
    public static readonly Actor OtherApplicant = Company("lushan", "麓山建设有限公司");
    public static readonly Actor ChainRule = Actor.Rule("chain");
    public static readonly Actor TimerRule = Actor.Rule("timer");

    public static readonly Guid CaseId = new("0198f3c2-7a00-7000-8000-000000000001");

    private static System.Collections.Immutable.ImmutableArray<OpenHours> Hours => [new(new TimeOnly(9, 0), new TimeOnly(12, 0)), new(new TimeOnly(13, 0), new TimeOnly(17, 0))];

    public static readonly Absence Away = new(Reviewer.Id, Reviewer.Name, Deputy.Id, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    public static Person PersonOf(Actor actor) => new(actor.Id, actor.Name, actor.Roles, actor.Office);

    /// <summary>An instant by the wall clock of the offices: "2026-03-02 10:00".</summary>
    public static DateTimeOffset At(string local) =>
        new DateTimeOffset(DateTime.ParseExact(local, ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None), CivilTime.Offset).ToUniversalTime();

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Application Filed(bool key = false, params string[] materials) => new(
        new Party("岳湖置业有限公司", "enterprise", "91430100MA4L0000XX", "周", "0731-00000000"),
        null,
        new Project("岳湖嘉园一期", "2601-430100-04-01-000001", "长沙市岳麓区", "430104", key),
        JsonDocument.Parse("""{"buildingArea":36500.5,"floors":18}""").RootElement,
        [.. (materials.Length == 0 ? ["form", "scheme"] : materials).Select(Paper)]);

    public static SubmittedMaterial Paper(string code) => new(code, null, true, null);

    private static Office City(string code, string zh, string en) => new(
        code, new LocalText(zh, en), OfficeLevel.City, "430000", "CN", [new Window($"{code}-01", new LocalText("一号窗口", "Window 1"))], Hours, "12345");

    private static Actor Officer(string id, string role, string office = "430100") => new(id, id, ActorKind.Person, [role], office, null);

    private static Actor Company(string id, string name) => new($"client:{id}", name, ActorKind.Client, [Roles.Applicant], null, $"org:{id}");
}
