using System.Text.RegularExpressions;
using static Approval.Engine.Procedures.Reading.JsonValues;

namespace Approval.Engine.Procedures.Reading;

/// <summary>From JSON to <see cref="Procedure"/>: which members there are and of what type. What they may say is in Rules.</summary>
internal static partial class ProcedureShape
{
    public static Procedure Read(JsonPlace root) => root.Object(members => new Procedure
    {
        Code = members.Required("code", at => Code(at, ProcedureCode(), "a code such as RF-01")),
        Version = members.Required("version", at => Integer(at, 1, 9999)),
        Name = members.Required("name", Bilingual, Unpublished("事项")),
        Kind = members.Required("kind", OneOf<ProcedureKind>),
        Handling = members.Required("handling", OneOf<HandlingType>),
        Levels = members.NotEmpty("levels", at => at.List(OneOf<OfficeLevel>), "Expected at least one level of office (行使层级), but there is none."),
        LegalBases = members.NotEmpty("legalBases", at => at.List(LegalBasis), Unpublished("依据")),
        Conditions = members.NotEmpty("conditions", at => at.List(Text), Unpublished("条件")),
        Quantity = members.NotEmpty("quantity", Text, Unpublished("数量")),
        Course = members.NotEmpty("course", at => at.List(Text), Unpublished("程序")),
        Materials = members.NotEmpty("materials", at => at.List(Material), Unpublished("全部材料目录")),
        Form = members.NotEmpty("form", at => at.List(FormShape.Field), "Expected the fields of the application form (申请书格式文本), but there are none (行政许可法 art 29)."),
        Limits = members.Required("limits", LimitShape.Limits, Unpublished("期限")),
        LocalLimits = members.Required("localLimits", at => at.List(LimitShape.Local)),
        Fees = members.Required("fees", at => at.List(Fee)),
        Results = members.NotEmpty("results", at => at.List(Result), "Expected the document that a grant is issued as, but there is none (行政许可法 art 39)."),
        Chain = members.Required("chain", ChainShape.Chain),
        DecisionRoles = members.NotEmpty("decisionRoles", at => at.List(Text), "Expected at least one role that signs the determination, but there is none."),
        Suspensions = members.Required("suspensions", at => at.List(LimitShape.Suspension)),
        Hearing = members.Optional("hearing", LimitShape.Hearing),
        Extension = members.Optional("extension", LimitShape.Extension),
        Backdating = members.Required("backdating", LimitShape.Backdating),
        Warning = members.Required("warning", LimitShape.Warning),
        ClocksFrom = members.OptionalValue("clocksFrom", OneOf<ClocksFrom>) ?? ClocksFrom.Acceptance,
        ReviewCorrection = members.Optional("reviewCorrection", LimitShape.ReviewCorrection),
        NeedsProject = members.OptionalValue("needsProject", Boolean) ?? true,
        Cards = members.Optional("cards", LimitShape.Cards) ?? CardRules.Default,
        Successor = members.Optional("successor", Succession),
        Example = members.Required("example", at => at.Value.GetRawText(), Unpublished("申请书示范文本")),
    });

    private static string Unpublished(string element) =>
        $"Expected {element}, which must be published, but it is missing (行政许可法 art 30).";

    private static Succession Succession(JsonPlace place) => place.Object(members => new Succession(
        members.Required("kind", OneOf<SuccessionKind>),
        members.Required("procedure", at => Code(at, ProcedureCode(), "a code such as RF-01")),
        members.Required("from", Date),
        members.Required("source", Text)));

    private static LegalBasis LegalBasis(JsonPlace place) => place.Object(members => new LegalBasis(
        members.Required("document", Text),
        members.Required("article", Text),
        members.Optional("summary", Text)));

    private static Material Material(JsonPlace place) => place.Object(members => new Material(
        members.Required("code", at => Code(at, PlainCode(), "a code of letters, digits and hyphens")),
        members.Required("name", Bilingual),
        members.Required("required", Boolean),
        members.Optional("original", Text),
        members.Optional("source", Text),
        members.Optional("standard", Text),
        members.Required("deferrable", Boolean),
        members.Optional("legalBasis", Text)));

    private static Fee Fee(JsonPlace place) => place.Object(members => new Fee(
        members.Required("name", Text),
        members.Required("standard", Text),
        members.NotEmpty("legalBasis", Text, "Expected the law or administrative regulation the fee rests on, but there is none (行政许可法 art 58)."),
        members.Required("reducible", Boolean)));

    private static ResultDocument Result(JsonPlace place) => place.Object(members => new ResultDocument(
        members.Required("code", at => Code(at, PlainCode(), "a code of letters, digits and hyphens")),
        members.Required("name", Text),
        members.Required("type", Text)));

    [GeneratedRegex(@"\A[A-Z]{2}-[0-9]{2}\z")]
    private static partial Regex ProcedureCode();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-]{0,59}\z")]
    private static partial Regex PlainCode();
}
