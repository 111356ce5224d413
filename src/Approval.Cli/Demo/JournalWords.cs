using System.Globalization;
using System.Text.Json;

namespace Approval.Cli.Demo;

/// <summary>What an entry of the journal says, in Chinese words and the entry's own data.</summary>
internal sealed class JournalWords(Words words)
{
    /// <summary>Members whose text speaks for itself, in events that need no wording of their own.</summary>
    private static readonly string[] Spoken = ["kind", "party", "place", "recordNumber", "resultNumber", "result", "announcementNumber", "requirement", "report", "conclusion", "reason", "note", "toOffice"];

    /// <summary>The act's word for each stored name of an event.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["case.received.v1"] = "收件",
        ["correction.requested.v1"] = "一次性告知补正",
        ["correction.submitted.v1"] = "提交补正材料",
        ["case.accepted.v1"] = "受理",
        ["case.deemedAccepted.v1"] = "视为受理",
        ["case.deemingTakenBack.v1"] = "撤回视为受理",
        ["case.notAccepted.v1"] = "不予受理",
        ["case.declined.v1"] = "不受理",
        ["case.withdrawn.v1"] = "撤件",
        ["case.suspended.v1"] = "特别程序开始",
        ["case.resumed.v1"] = "特别程序结束",
        ["case.extended.v1"] = "延长期限",
        ["case.decided.v1"] = "作出决定",
        ["case.issued.v1"] = "制证",
        ["case.served.v1"] = "送达",
        ["case.terminated.v1"] = "终止办理",
        ["case.revoked.v1"] = "撤销",
        ["case.movedToVersion.v1"] = "改按新版本办理",
        ["case.urged.v1"] = "催办",
        ["case.officeTransferred.v1"] = "移送",
        ["clocks.recorded.v1"] = "记录时限",
        ["clock.warned.v1"] = "临期预警",
        ["clock.breached.v1"] = "超期",
        ["card.issued.v1"] = "发牌",
        ["card.writtenOff.v1"] = "核销监察牌",
        ["breach.explained.v1"] = "公开说明超期原因",
        ["order.issued.v1"] = "督办",
        ["order.answered.v1"] = "反馈督办",
        ["order.returned.v1"] = "督办退回重办",
        ["order.closed.v1"] = "督办销号",
        ["clocks.recomputed.v1"] = "日历变更重算时限",
        ["case.timeExcluded.v1"] = "补录特别程序",
        ["reviewCorrection.requested.v1"] = "审查阶段补正",
        ["reviewCorrection.submitted.v1"] = "提交审查补正材料",
        ["lamp.changed.v1"] = "变灯",
        ["stage.opened.v1"] = "开启环节",
        ["stage.closed.v1"] = "环节完成",
        ["stage.returned.v1"] = "退回",
        ["chain.completed.v1"] = "审查环节全部完成",
        ["task.claimed.v1"] = "签收",
        ["task.released.v1"] = "退签",
        ["task.endorsed.v1"] = "同意",
        ["task.objected.v1"] = "不同意",
        ["task.assigned.v1"] = "指派",
        ["task.transferred.v1"] = "转办",
        ["task.delegated.v1"] = "委派",
        ["task.delegationReturned.v1"] = "委派退还",
        ["task.substituted.v1"] = "代理",
        ["task.signerAdded.v1"] = "加签",
        ["task.signerRemoved.v1"] = "减签",
        ["stage.reopened.v1"] = "环节重新开启",
        ["task.opinionWithdrawn.v1"] = "撤回意见",
        ["task.urged.v1"] = "催办待办",
        ["task.copied.v1"] = "抄送",
        ["extension.applied.v1"] = "申请延长期限",
        ["special.applied.v1"] = "申请特别程序",
        ["special.approved.v1"] = "批准特别程序",
        ["special.refused.v1"] = "不批准特别程序",
        ["special.reported.v1"] = "特别程序结果",
        ["hearing.announced.v1"] = "公告听证",
        ["hearing.told.v1"] = "告知听证权利",
        ["hearing.requested.v1"] = "申请听证",
        ["hearing.waived.v1"] = "放弃听证",
        ["hearing.lapsed.v1"] = "逾期未申请听证",
        ["hearing.scheduled.v1"] = "通知听证时间地点",
        ["hearing.chairReplaced.v1"] = "更换听证主持人",
        ["hearing.held.v1"] = "举行听证",
        ["task.dissented.v1"] = "反对票",
        ["task.offered.v1"] = "轮到签署",
        ["tasks.cancelled.v1"] = "撤销剩余待办",
        ["step.escalated.v1"] = "逾期未反馈，提请负责人",
        ["step.deemedAgreed.v1"] = "逾期未反馈，视为同意",
    };

    /// <param name="tasks">The step of each task seen so far, by its id: entries about tasks name only the id.</param>
    public string Of(JournalEntry entry, IReadOnlyDictionary<Guid, string> tasks)
    {
        var act = Acts.GetValueOrDefault(entry.Type, entry.Type);
        var detail = Detail(entry, tasks);
        return detail.Length == 0 ? act : $"{act}：{detail}";
    }

    private string Detail(JournalEntry entry, IReadOnlyDictionary<Guid, string> tasks)
    {
        var data = entry.Data;
        return entry.Type switch
        {
            "case.received.v1" => Text(data, "number"),
            "correction.requested.v1" => string.Join("；", Items(data, "items").Select(item => $"{words.Material(Text(item, "material"))}，{Text(item, "problem")}")),
            "correction.submitted.v1" => string.Join("、", Items(data, "materials").Select(item => words.Material(Text(item, "code")))),
            "case.decided.v1" => Words.Outcome(Text(data, "outcome")),
            "case.issued.v1" => Text(data, "documentNumber"),
            "case.served.v1" => Words.ServiceMethod(Text(data, "method")),
            "clock.warned.v1" or "clock.breached.v1" => words.Clock(Text(data, "clockId")),
            "card.issued.v1" => $"{Card(Text(data, "level"))}，{words.Clock(Text(data, "clockId"))}",
            "lamp.changed.v1" => $"{Words.Lamp(Text(data, "from"))}→{Words.Lamp(Text(data, "to"))}，{words.LampRule(Text(data, "rule"))}",
            "stage.opened.v1" => $"{words.Stage(Text(data, "stage"))}（{Steps(data)}）",
            "stage.closed.v1" => words.Stage(Text(data, "stage")),
            "stage.returned.v1" => $"{words.Stage(Text(data, "fromStage"))}→{words.Stage(Text(data, "toStage"))}，{Text(data, "opinion")}",
            "task.assigned.v1" => Told(data, tasks, "assigneeName", "note"),
            "task.transferred.v1" => Told(data, tasks, "assigneeName", "reason"),
            "task.delegated.v1" => Told(data, tasks, "delegateName", "note"),
            "task.delegationReturned.v1" => Told(data, tasks, "opinion"),
            "task.substituted.v1" => $"{Task(data, tasks)}，{Text(data, "substituteName")}代{Text(data, "onBehalfOfName")}",
            "task.signerAdded.v1" => $"{Told(data, tasks, "signerName", "reason")}（{Position(Text(data, "position"))}）",
            "task.signerRemoved.v1" or "task.opinionWithdrawn.v1" => Told(data, tasks, "reason"),
            "stage.reopened.v1" => words.Stage(Text(data, "stage")),
            "task.urged.v1" => Told(data, tasks, "note"),
            "task.copied.v1" => string.Join("，", new[] { Task(data, tasks), string.Join("、", Items(data, "to").Select(person => Text(person, "name"))), Text(data, "note") }.Where(part => part.Length > 0)),
            "task.claimed.v1" or "task.released.v1" => Task(data, tasks),
            "task.endorsed.v1" or "task.objected.v1" => string.Join("，", new[] { Task(data, tasks), Text(data, "opinion") }.Where(part => part.Length > 0)),
            _ => string.Join("，", Spoken.Select(name => Text(data, name)).Where(text => text.Length > 0)),
        };
    }

    private string Told(JsonElement data, IReadOnlyDictionary<Guid, string> tasks, params string[] names) =>
        string.Join("，", names.Select(name => Text(data, name)).Prepend(Task(data, tasks)).Where(part => part.Length > 0));

    private static string Position(string position) => position switch
    {
        "before" => "前加签",
        "beside" => "并加签",
        "after" => "后加签",
        _ => position,
    };

    private static string Card(string level) => level switch
    {
        "warning" => "预警",
        "yellow" => "黄牌",
        "red" => "红牌",
        _ => level,
    };

    private string Steps(JsonElement data) =>
        string.Join("、", Items(data, "tasks").GroupBy(task => Text(task, "step")).Select(step => words.Step(step.Key) + (step.Count() > 1 ? $"×{step.Count().ToString(CultureInfo.InvariantCulture)}" : "")));

    private string Task(JsonElement data, IReadOnlyDictionary<Guid, string> tasks) =>
        Guid.TryParse(Text(data, "taskId"), out var id) && tasks.TryGetValue(id, out var step) ? words.Step(step) : Text(data, "taskId");

    public static string Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static IEnumerable<JsonElement> Items(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
