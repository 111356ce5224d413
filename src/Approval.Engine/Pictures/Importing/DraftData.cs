using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Bpmn.BpmnNames;

namespace Approval.Engine.Pictures.Importing;

/// <summary>
/// Drafts as the data files have them, so that the reader of procedures judges them. Names, ids and order are the drawing's; the rest is
/// in our extension elements, and where there are none it is taken from what BPMN says, with a note.
/// </summary>
internal sealed class DraftData(ImportLog log)
{
    public JsonObject Of(IReadOnlyList<StageDraft> stages) =>
        new() { ["stages"] = new JsonArray([.. stages.Select(stage => Of(stage, stages))]) };

    /// <summary>stage_review is review; what others call their elements is kept as far as ids may.</summary>
    public static string IdOf(FlowNode node)
    {
        var own = node.Id.StartsWith("stage_", StringComparison.Ordinal) ? node.Id[6..] : node.Id.StartsWith("step_", StringComparison.Ordinal) ? node.Id[5..] : node.Id;
        var plain = string.Concat(own.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        plain = char.IsAsciiLetter(plain.FirstOrDefault()) ? plain : $"s{plain}";
        return plain.Length > 60 ? plain[..60] : plain;
    }

    private JsonObject Of(StageDraft stage, IReadOnlyList<StageDraft> all)
    {
        var data = stage.Data is null ? [] : Members(stage.Data);
        data["id"] = IdOf(stage.Node);
        data["name"] = Name(stage.Node, data, stage.Node.Kind == NodeKind.Parallel ? string.Join('、', stage.Steps.Select(step => step.Node.Name)) : null);
        data["steps"] = new JsonArray([.. stage.Steps.Select(Of)]);
        data["returnsTo"] = new JsonArray([.. stage.ReturnsTo.Select(index => JsonValue.Create(IdOf(all[index].Node)))]);
        data["when"] = stage.When?.DeepClone();
        return data;
    }

    private JsonObject Of(StepDraft step)
    {
        var source = step.Node.Source;
        var own = source.Element(Model + "extensionElements")?.Element(Own + "step");
        var data = own is null ? Plain(step) : Members(own);
        data["id"] = IdOf(step.Node);
        data["name"] = Name(step.Node, data, null);
        data["when"] = step.When?.DeepClone();
        return data;
    }

    private JsonObject Name(FlowNode node, JsonObject data, string? otherwise)
    {
        var zh = string.IsNullOrWhiteSpace(node.Name) ? otherwise : node.Name;
        if (string.IsNullOrWhiteSpace(zh))
        {
            log.Refuse(node.Id, "bpmn.no_name", "环节和步骤应有名称。", "A stage or step needs a name.");
        }

        data.Remove("nameEn", out var english);
        if (english is null)
        {
            var documentation = (string?)node.Source.Element(Model + "documentation");
            english = string.IsNullOrWhiteSpace(documentation) ? zh : documentation.Trim();
            log.Note(node.Id, "bpmn.english_name", "没有英文名称，已取自说明或中文名称。", "There is no English name; the documentation or the Chinese name was taken.");
        }

        return new JsonObject { ["zh"] = zh ?? "", ["en"] = english };
    }

    /// <summary>A task without our extension.</summary>
    private JsonObject Plain(StepDraft step)
    {
        var (id, source) = (step.Node.Id, step.Node.Source);
        var owner = source.Elements().FirstOrDefault(element => element.Name == Model + "potentialOwner" || element.Name == Model + "humanPerformer" || element.Name == Model + "performer");
        var role = owner?.Descendants(Model + "formalExpression").FirstOrDefault()?.Value.Trim();
        if (!Roles.Office.Contains(role ?? ""))
        {
            role = Roles.Reviewer;
            log.Note(id, "bpmn.role_assumed", "未注明办理角色，已设为审查人员。", "No role of the office is named as its owner; the reviewers' was taken.");
        }

        if (step.HasTimer)
        {
            log.Note(id, "bpmn.budget_not_read", "时限事件未注明计算方式，步骤时限未导入。", "The timer does not say how its time is counted; the step has no budget.");
        }

        var repeated = source.Element(Model + "multiInstanceLoopCharacteristics");
        if (repeated is not null)
        {
            var asked = (string?)repeated.Element(Model + "loopCardinality") ?? "";
            var signers = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 2 and <= 99 ? number : 2;
            var mode = (string?)repeated.Attribute("isSequential") is "true" or "1" ? "inTurn" : "all";
            log.Note(id, "bpmn.mode_assumed", $"多实例任务已作为{signers}人签署，全部同意方为通过。", $"The multi-instance task was taken as {signers} signers who must all agree.");
            return new JsonObject { ["role"] = role, ["mode"] = mode, ["signers"] = signers };
        }

        return new JsonObject { ["role"] = role, ["mode"] = "single", ["signers"] = 1 };
    }

    /// <summary>Unknown members are carried along: the reader of procedures refuses them.</summary>
    private static JsonObject Members(XElement element)
    {
        var members = new JsonObject();
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            members[attribute.Name.LocalName] = Value(attribute.Name.LocalName, attribute.Value);
        }

        foreach (var children in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            if (children.Key is "budget" or "quorum" or "onSilence" && children.Count() == 1)
            {
                members[children.Key] = Members(children.First());
            }
            else
            {
                var name = children.Key switch { "signerRole" => "signerRoles", "vetoRole" => "vetoRoles", var other => other };
                members[name] = new JsonArray([.. children.Select(child => JsonValue.Create(child.Value))]);
            }
        }

        return members;
    }

    private static JsonNode Value(string name, string text) => name switch
    {
        "amount" or "signers" or "returnsAtMost" or "count" when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        "share" when decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) => share,
        "keepsOnReturn" when text is "true" or "false" => text == "true",
        _ => text,
    };
}
