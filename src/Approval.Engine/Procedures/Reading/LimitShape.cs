using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Reading;

internal static class LimitShape
{
    /// <summary>A limit of three days has a whole day of warning (docs/adr/0017), so half a day is for the shorter ones.</summary>
    private const int MostHalfDays = 2;

    public static Limits Limits(JsonPlace place) => place.Object(members => new Limits(
        members.Required("notice", TimeLimit),
        members.Required("promised", TimeLimit),
        members.Required("statutory", TimeLimit),
        members.Required("delivery", TimeLimit)));

    public static TimeLimit TimeLimit(JsonPlace place) => place.Object(members => new TimeLimit(
        members.Required("amount", at => Integer(at, 0, 999)),
        members.Required("unit", OneOf<TimeUnit>),
        members.Required("countFrom", OneOf<CountFrom>),
        members.Required("legalBasis", Text)));

    public static LocalLimits Local(JsonPlace place) => place.Object(members => new LocalLimits(
        members.Optional("division", Division),
        members.OptionalValue("projectClass", OneOf<ProjectClass>),
        members.Required("effectiveFrom", Date),
        members.Optional("promised", TimeLimit),
        members.Optional("statutory", TimeLimit),
        members.Required("source", Text)));

    public static SuspensionRule Suspension(JsonPlace place) => place.Object(members => new SuspensionRule(
        members.Required("kind", Text),
        members.Required("name", Bilingual),
        members.Required("maxDays", at => Integer(at, 1, 999)),
        members.Required("legalBasis", Text))
    {
        ApproverRole = members.Optional("approverRole", Text),
        ResultRequired = members.OptionalValue("resultRequired", Boolean) ?? false,
        Staff = members.Optional("staff", Staff),
    });

    private static StaffRule Staff(JsonPlace place) => place.Object(members => new StaffRule(
        members.Required("atLeast", at => Integer(at, 1, 20)),
        members.Required("withinDays", at => Integer(at, 1, 999)),
        members.Required("legalBasis", Text)));

    public static HearingRule Hearing(JsonPlace place) => place.Object(members => new HearingRule(
        members.Required("request", TimeLimit),
        members.Required("hold", TimeLimit),
        members.Required("noticeDays", at => Integer(at, 1, 99)),
        members.Required("required", Boolean),
        members.Required("legalBasis", Text)));

    public static ExtensionRule Extension(JsonPlace place) => place.Object(members => new ExtensionRule(
        members.Required("maxDays", at => Integer(at, 1, 999)),
        members.Required("approverRole", Text),
        members.Required("legalBasis", Text))
    {
        ApplicationRequired = members.OptionalValue("applicationRequired", Boolean) ?? false,
        Unit = members.OptionalValue("unit", OneOf<TimeUnit>),
    });

    public static BackdatingRule Backdating(JsonPlace place) => place.Object(members => new BackdatingRule(
        members.Required("roles", at => at.List(Text)),
        members.Required("maxWorkingDays", at => Integer(at, 0, 999))));

    public static ReviewCorrectionRule ReviewCorrection(JsonPlace place) => place.Object(members => new ReviewCorrectionRule(
        members.Required("stopsPromise", Boolean),
        members.Required("legalBasis", Text)));

    public static CardRules Cards(JsonPlace place) => place.Object(members => new CardRules(
        members.NotEmpty("warning", at => at.List(Text), "Expected at least one role that is told at the warning, because a card goes to somebody, but there is none."),
        members.Required("yellow", at => at.List(Text)),
        members.Required("red", at => at.List(Text))));

    public static WarningRule Warning(JsonPlace place) => place.Object(members => new WarningRule(
        members.Required("share", Share),
        members.Required("minDays", at => Integer(at, 0, 999)))
    {
        HalfDayUpTo = members.OptionalValue("halfDayUpTo", at => Integer(at, 0, MostHalfDays)),
    });

    private static decimal Share(JsonPlace at) => Decimal(at) is >= 0 and <= 1 and var share ? share : at.Refuse<decimal>("a share from 0 to 1");
}
