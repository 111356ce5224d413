using System.Text.RegularExpressions;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Reading;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Offices;

internal static partial class OfficeShape
{
    public static Office Read(JsonPlace place) => place.Object(members => new Office(
        members.Required("code", Division),
        members.Required("name", Bilingual),
        members.Required("level", OneOf<OfficeLevel>),
        members.Optional("parent", Division),
        members.Required("calendarRegion", at => Code(at, Region(), "CN or a GB/T 2260 code")),
        members.NotEmpty("windows", at => at.List(Window), "Expected at least one window, because every office takes cases in at one, but there is none."),
        members.NotEmpty("hours", at => at.List(Hours), "Expected opening hours, because a day ends when the window closes, but there are none."),
        members.Optional("complaintPhone", at => Code(at, Phone(), "a telephone number")))
    {
        Partners = members.OptionalValue("partners", at => at.List(Partner)) ?? [],
    });

    private static Partner Partner(JsonPlace place) => place.Object(members => new Partner(
        members.Required("agency", Text),
        members.Required("code", Text),
        members.Required("name", Bilingual)));

    private static Window Window(JsonPlace place) => place.Object(members => new Window(
        members.Required("code", Text),
        members.Required("name", Bilingual)));

    private static OpenHours Hours(JsonPlace place) => place.Object(members => new OpenHours(
        members.Required("from", Time),
        members.Required("until", Time)));

    [GeneratedRegex(@"\A(CN|[0-9]{6})\z")]
    private static partial Regex Region();

    [GeneratedRegex(@"\A[0-9][0-9-]{2,19}\z")]
    private static partial Regex Phone();
}
