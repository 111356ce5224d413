using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml.Linq;
using Approval.Engine.Procedures;
using Approval.Engine.Procedures.Conditions;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Bpmn;

/// <summary>What a chain has beyond BPMN, as extension elements. <c>StepData</c> reads it back.</summary>
internal static class ChainXml
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly JsonSerializerOptions Conditions = new() { Encoder = Readable.Encoder };

    public static XElement Of(Stage stage) => new(
        Own + "stage",
        new XAttribute("nameEn", XmlText.Clean(stage.Name.En)),
        new XAttribute("returnsAtMost", stage.ReturnsAtMost));

    public static XElement Of(Step step) => new(
        Own + "step",
        new XAttribute("nameEn", XmlText.Clean(step.Name.En)),
        new XAttribute("role", XmlText.Clean(step.Role)),
        Optional("department", step.Department),
        new XAttribute("mode", Word(step.Mode)),
        new XAttribute("signers", step.Signers),
        Optional("legalBasis", step.LegalBasis),
        Optional("agency", step.Agency),
        step.KeepsOnReturn ? new XAttribute("keepsOnReturn", true) : null,
        step.Budget is { } budget ? Of(budget) : null,
        step.SignerRoles.IsDefaultOrEmpty ? null : step.SignerRoles.Select(role => new XElement(Own + "signerRole", XmlText.Clean(role))),
        step.Quorum is { } quorum ? Of(quorum) : null,
        step.OnSilence is { } silence ? new XElement(Own + "onSilence", new XAttribute("then", Word(silence.Then)), Optional("legalBasis", silence.LegalBasis)) : null,
        step.NotSignersOf.IsDefaultOrEmpty ? null : step.NotSignersOf.Select(other => new XElement(Own + "notSignersOf", XmlText.Clean(other))));

    /// <summary>As the data files have it.</summary>
    public static string Text(Condition condition)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            new ConditionJson().Write(writer, condition, Conditions);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static XElement Of(TimeLimit limit) => new(
        Own + "budget",
        new XAttribute("amount", limit.Amount),
        new XAttribute("unit", Word(limit.Unit)),
        new XAttribute("countFrom", Word(limit.CountFrom)),
        new XAttribute("legalBasis", XmlText.Clean(limit.LegalBasis)));

    private static XElement Of(QuorumRule quorum) => new(
        Own + "quorum",
        quorum.Count is { } count ? new XAttribute("count", count) : null,
        quorum.Share is { } share ? new XAttribute("share", share.ToString(CultureInfo.InvariantCulture)) : null,
        quorum.VetoRoles.IsDefaultOrEmpty ? null : quorum.VetoRoles.Select(role => new XElement(Own + "vetoRole", XmlText.Clean(role))));

    private static XAttribute? Optional(string name, string? value) => value is null ? null : new XAttribute(name, XmlText.Clean(value));
}
