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
        members.Required("returnsTo", at => at.List(Text)))
    {
        When = members.Optional("when", ConditionShape.Condition),
        ReturnsAtMost = members.OptionalValue("returnsAtMost", at => Integer(at, 1, 99)) ?? Procedures.Stage.UsualReturns,
    });

    private static Step Step(JsonPlace place) => place.Object(members => new Step(
        members.Required("id", Id),
        members.Required("name", Bilingual),
        members.Required("role", Text),
        members.Optional("department", Text),
        members.Required("mode", OneOf<SigningMode>),
        members.Required("signers", at => Integer(at, 0, 99)),
        members.Optional("budget", LimitShape.TimeLimit),
        members.Optional("legalBasis", Text))
    {
        When = members.Optional("when", ConditionShape.Condition),
        SignerRoles = members.OptionalValue("signerRoles", at => at.List(Text)) ?? [],
        Quorum = members.Optional("quorum", Quorum),
        Agency = members.Optional("agency", at => Code(at, AgencyCode(), "the code of an agency: capital letters")),
        OnSilence = members.Optional("onSilence", Silence),
        KeepsOnReturn = members.OptionalValue("keepsOnReturn", Boolean) ?? false,
        NotSignersOf = members.OptionalValue("notSignersOf", at => at.List(Text)) ?? [],
    });

    private static QuorumRule Quorum(JsonPlace place) => place.Object(members => new QuorumRule(
        members.OptionalValue("count", at => Integer(at, 1, 99)),
        members.OptionalValue("share", at => Decimal(at) is > 0 and <= 1 and var share ? share : at.Refuse<decimal>("a share above 0 up to 1")),
        members.OptionalValue("vetoRoles", at => at.List(Text)) ?? []));

    private static SilenceRule Silence(JsonPlace place) => place.Object(members => new SilenceRule(
        members.Required("then", OneOf<SilenceEffect>),
        members.Optional("legalBasis", Text)));

    private static string Id(JsonPlace at) => Code(at, PlainId(), "an id of letters, digits and hyphens");

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-]{0,59}\z")]
    private static partial Regex PlainId();

    [GeneratedRegex(@"\A[A-Z]{2,12}\z")]
    private static partial Regex AgencyCode();
}
