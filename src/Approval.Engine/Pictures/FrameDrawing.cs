using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Canvas;

namespace Approval.Engine.Pictures;

/// <summary>What the law has before and after every chain: receipt, correction, acceptance; determination, issue, service.</summary>
internal sealed class FrameDrawing(Canvas canvas, Procedure procedure)
{
    private const FramePart Intake = FramePart.Intake;
    private const FramePart Decision = FramePart.Decision;

    /// <returns>The element that leads on, and the lower edge.</returns>
    public (string Last, int Bottom) DrawIntake(int left, int top)
    {
        var y = top + 120;
        var x = left + Event + Gap;
        canvas.AddEvent("filed", ShapeKind.MessageStart, "申请", left + (Event / 2), y, part: Intake, documentation: "An application comes in.");
        var check = canvas.AddTask("check", "收件审查", x, y, Intake, $"Formal check of the materials within {PictureWords.En(procedure.Limits.Notice)} (Licensing Law art 32).").Bounds;
        var correction = canvas.AddTask("correct", "申请人补正", x, y + 150, Intake, "The applicant corrects all that one notice has named (Licensing Law art 32).").Bounds;
        var gate = canvas.AddGateway("complete", ShapeKind.ExclusiveGateway, "是否受理？", check.Right + 90, y, Below(check.Right + 90, y - 46, "是否受理？"), Intake).Bounds;
        var accept = canvas.AddTask("accept", "受理", gate.Right + 90, y, Intake, "Acceptance; the promise and the legal limit begin (Licensing Law art 32).").Bounds;
        canvas.Connect("filed", "check");
        canvas.Connect("check", "complete");
        var goesOn = canvas.Connect("complete", "accept", "齐全", new Box(gate.Right + 26, y - 17, WidthOf("齐全"), 14));
        canvas.ByDefault("complete", goesOn);
        canvas.Connect("complete", "correct", "一次性告知", new Box(correction.Right + 8, correction.MiddleY - 17, WidthOf("一次性告知"), 14), null,
            new(gate.MiddleX, gate.Bottom), new(gate.MiddleX, correction.MiddleY), new(correction.Right, correction.MiddleY));
        canvas.Connect("correct", "check", null, null, null, new(correction.MiddleX, correction.Y), new(check.MiddleX, check.Bottom));
        Ends(gate, accept, y);
        return (Notice(check, accept, y), correction.Bottom + 5);
    }

    /// <returns>The element that it begins with.</returns>
    public string DrawDecision(int left, int top)
    {
        var y = top + 50;
        var (granted, refused) = procedure.IsLicence ? ("准予许可", "不予许可") : ("同意", "不同意");
        var decide = canvas.AddTask("decide", "决定", left, y, Decision, $"The determination, signed by {string.Join(" or ", procedure.DecisionRoles)}; within {PictureWords.En(procedure.Limits.Promised)} by promise, {PictureWords.En(procedure.Limits.Statutory)} by law.").Bounds;
        var gate = canvas.AddGateway("outcome", ShapeKind.ExclusiveGateway, "", decide.Right + Gap + (Gateway / 2), y, part: Decision).Bounds;
        var issue = canvas.AddTask("issue", "制证", gate.Right + 90, y, Decision, "The document is issued.").Bounds;
        var serve = canvas.AddTask("serve", "送达", issue.Right + Gap, y, Decision, $"Issued and served within {PictureWords.En(procedure.Limits.Delivery)} of the determination.").Bounds;
        var served = canvas.AddEvent("served", ShapeKind.EndEvent, "已送达", serve.Right + Gap + (Event / 2), y, part: Decision, documentation: "Granted, with or without conditions, and served.");
        canvas.AddEvent("refused", ShapeKind.EndEvent, refused, gate.MiddleX, y + 130, part: Decision, documentation: "Refused, with reasons and remedies (Licensing Law art 38).");
        canvas.Connect("decide", "outcome");
        canvas.ByDefault("outcome", canvas.Connect("outcome", "issue", granted, new Box(gate.Right + 18, y - 17, WidthOf(granted), 14)));
        canvas.Connect("issue", "serve");
        canvas.Connect("serve", "served");
        canvas.Connect("outcome", "refused", null, null, null, new(gate.MiddleX, gate.Bottom), new(gate.MiddleX, y + 130 - (Event / 2)));
        Timer("serve", serve, serve.Bottom, procedure.Limits.Delivery, ShapeKind.PassingTimer, Decision);
        var card = canvas.AddEvent("card_serve", ShapeKind.EndEvent, "红牌", serve.Right - (Event / 2), serve.Bottom + 30, new Box(serve.Right - Event - 34, serve.Bottom + 35, WidthOf("红牌"), 14), Decision, documentation: "A red card.").Bounds;
        canvas.Connect("due_serve", "card_serve", null, null, null, new(serve.X + 24, serve.Bottom + (Event / 2)), new(serve.X + 24, card.MiddleY), new(card.X, card.MiddleY));
        AnyTime("withdrawal", "撤件", "申请人撤件", ShapeKind.MessageStart, "The applicant withdraws; possible until the determination.", served.Bounds.Right + 70, y);
        AnyTime("termination", "终止", "终止办理", ShapeKind.SignalStart, "The office ends a case that has lost its object.", served.Bounds.Right + 290, y);
        return "decide";
    }

    /// <summary>不予受理 and 不受理.</summary>
    private void Ends(Box gate, Box accept, int y)
    {
        var x = accept.X + 30;
        foreach (var (id, name, drop, documentation) in new[]
        {
            ("notAccepted", "不予受理", 105, "Acceptance refused in writing, with remedies (Licensing Law art 32)."),
            ("declined", "不受理", 175, "No permit needed, or another office's matter (Licensing Law art 32)."),
        })
        {
            var end = canvas.AddEvent(id, ShapeKind.EndEvent, name, x, y + drop, new Box(x + (Event / 2) + 6, y + drop - 7, WidthOf(name), 14), Intake, documentation: documentation).Bounds;
            canvas.Connect("complete", id, null, null, null, new(gate.MiddleX, gate.Bottom), new(gate.MiddleX, end.MiddleY), new(end.X, end.MiddleY));
        }
    }

    /// <summary>The time for the notice: its passing accepts a licence by force of law, and is a red card for everything else.</summary>
    private string Notice(Box check, Box accept, int y)
    {
        var (x, over) = (check.Right - 24, check.Y - 50);
        var limit = procedure.Limits.Notice;
        Timer("check", check, check.Y, limit, procedure.IsLicence ? ShapeKind.EndingTimer : ShapeKind.PassingTimer, Intake, x);
        var lead = new Spot(x, check.Y - (Event / 2));
        if (!procedure.IsLicence)
        {
            var card = canvas.AddEvent("card_check", ShapeKind.EndEvent, "红牌", x + 80, over, new Box(x + 80 + (Event / 2) + 6, over - 7, WidthOf("红牌"), 14), Intake, documentation: "A red card.").Bounds;
            canvas.Connect("due_check", "card_check", null, null, null, lead, new(x, over), new(card.X, over));
            return "accept";
        }

        var merge = canvas.AddGateway("accepted", ShapeKind.ExclusiveGateway, "", accept.Right + Gap + (Gateway / 2), y, part: Intake).Bounds;
        canvas.Connect("accept", "accepted");
        canvas.Connect("due_check", "accepted", "逾期未告知，自收到之日起即为受理", new Box(x + 20, over - 17, WidthOf("逾期未告知，自收到之日起即为受理"), 14), null,
            lead, new(x, over), new(merge.MiddleX, over), new(merge.MiddleX, merge.Y));
        return "accepted";
    }

    private void Timer(string task, Box host, int y, TimeLimit limit, ShapeKind kind, FramePart part, int? at = null)
    {
        var x = at ?? host.X + 24;
        var name = PictureWords.Zh(limit);
        canvas.Add(new PictureShape($"due_{task}", kind, name, Box.Around(x, y, Event, Event))
        {
            Host = task,
            Part = part,
            Limit = limit,
            Label = at is null ? new Box(x + 21, y + 5, WidthOf(name), 14) : new Box(x - 24 - WidthOf(name), y - 19, WidthOf(name), 14),
        });
    }

    private void AnyTime(string id, string ending, string name, ShapeKind start, string documentation, int x, int y)
    {
        var box = canvas.Add(new PictureShape(id, ShapeKind.EventSubProcess, name, new Box(x, y - 50, 190, 120)) { Part = FramePart.AnyTime, Documentation = documentation });
        canvas.AddEvent($"{id}Start", start, "", x + 45, y + 10, part: FramePart.AnyTime, parent: box.Id);
        canvas.AddEvent($"{id}End", ShapeKind.TerminateEnd, ending, x + 145, y + 10, part: FramePart.AnyTime, parent: box.Id);
        canvas.Connect($"{id}Start", $"{id}End");
    }
}
