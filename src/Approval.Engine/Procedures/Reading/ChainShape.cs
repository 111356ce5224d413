using System.Text.RegularExpressions;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Reading;

internal static partial class ChainShape
{
    public static Chain Chain(JsonPlace place) => place.Object(members => new Chain(members.Required("stages", at => at.List(Stage))));

    private static Stage Stage(JsonPlace place) => place.Object(members => new Stage(
        members.Required("id", Id),
        members.Required("name", Bilingual),
        members.Required("steps", at => at.List(Step)),
        members.Required("returnsTo", at => at.List(Text))));

    private static Step Step(JsonPlace place) => place.Object(members => new Step(
        members.Required("id", Id),
        members.Required("name", Bilingual),
        members.Required("role", Text),
        members.Optional("department", Text),
        members.Required("mode", OneOf<SigningMode>),
        members.Required("signers", at => Integer(at, 0, 99)),
        members.Optional("budget", LimitShape.TimeLimit),
        members.Optional("legalBasis", Text)));

    private static string Id(JsonPlace at) => Code(at, PlainId(), "an id of letters, digits and hyphens");

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-]{0,59}\z")]
    private static partial Regex PlainId();
}
