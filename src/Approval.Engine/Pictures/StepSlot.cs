using Approval.Engine.Procedures;
using static Approval.Engine.Pictures.Canvas;

namespace Approval.Engine.Pictures;

/// <summary>One step in its stage: the task, what leads around it, and what happens when its time passes.</summary>
internal sealed class StepSlot(Step step, int y)
{
    private const int Margin = 10;
    private const int SkipRoom = 26;
    private const int TimerRoom = 52;
    private const int ConditionRoom = 34;
    private const int TimerDrop = 30;

    public bool IsConditional => step.When is not null;

    private bool IsDeemed => step is { Budget: not null, OnSilence.Then: SilenceEffect.DeemAgreed };

    public bool NeedsMerge => IsConditional || IsDeemed;

    /// <summary>The middle of the task, from the top of the stage.</summary>
    public int Middle => y + Top + (TaskHeight / 2);

    public int Height => Top + TaskHeight + (step.Budget is not null ? TimerRoom : IsConditional ? ConditionRoom : Margin);

    private int Top => IsConditional ? SkipRoom : Margin;

    /// <summary>Answers the first and the last element of the branch.</summary>
    public (string First, string Last) Draw(Canvas canvas, Procedure procedure, string parent, int x, int stageTop, int ifX, int afterX)
    {
        var middle = stageTop + Middle;
        var task = new Box(x, middle - (TaskHeight / 2), TaskWidth, TaskHeight);
        var (id, question, after) = ($"step_{step.Id}", $"if_{step.Id}", $"after_{step.Id}");
        if (step.When is { } asked)
        {
            canvas.AddGateway(question, ShapeKind.ExclusiveGateway, PictureWords.Zh(asked, procedure), ifX, middle, new Box(ifX - 45, middle + (Gateway / 2) + 3, 90, 42), parent: parent);
        }

        canvas.Add(new PictureShape(id, ShapeKind.UserTask, step.Name.Zh, task) { Parent = parent, Step = step, Documentation = PictureWords.En(step) });
        if (NeedsMerge)
        {
            canvas.AddGateway(after, ShapeKind.ExclusiveGateway, "", afterX, middle, parent: parent);
            canvas.Connect(id, after);
        }

        if (step.When is { } condition)
        {
            canvas.Connect(question, id, condition: condition);
            var over = task.Y - 16;
            canvas.ByDefault(question, canvas.Connect(question, after, "不适用", new Box(task.X, over - 15, WidthOf("不适用"), 14), null,
                new(ifX, middle - (Gateway / 2)), new(ifX, over), new(afterX, over), new(afterX, middle - (Gateway / 2))));
        }

        if (step.Budget is { } budget)
        {
            DrawTimer(canvas, parent, task, budget, afterX);
        }

        return (IsConditional ? question : id, NeedsMerge ? after : id);
    }

    private void DrawTimer(Canvas canvas, string parent, Box task, TimeLimit budget, int afterX)
    {
        var (timer, card) = ($"due_{step.Id}", $"card_{step.Id}");
        var x = task.X + 24;
        canvas.Add(new PictureShape(timer, IsDeemed ? ShapeKind.EndingTimer : ShapeKind.PassingTimer, PictureWords.Zh(budget), Box.Around(x, task.Bottom, Event, Event))
        {
            Parent = parent,
            Host = $"step_{step.Id}",
            Label = new Box(x + 21, task.Bottom + 5, WidthOf(PictureWords.Zh(budget)), 14),
            Limit = budget,
            Documentation = IsDeemed ? "Silence counts as agreement." : "The time of the step has passed; the task stays.",
        });
        var (foot, level) = (task.Bottom + (Event / 2), task.Bottom + TimerDrop);
        if (IsDeemed)
        {
            canvas.Connect(timer, $"after_{step.Id}", "视为同意", new Box(x + 40, level + 2, WidthOf("视为同意"), 14), null,
                new(x, foot), new(x, level), new(afterX, level), new(afterX, task.MiddleY + (Gateway / 2)));
            return;
        }

        var escalates = step.OnSilence?.Then == SilenceEffect.Escalate;
        var name = escalates ? "升级" : "黄牌";
        var end = canvas.AddEvent(
            card,
            escalates ? ShapeKind.EscalationEnd : ShapeKind.EndEvent,
            name,
            task.Right - (Event / 2),
            level,
            new Box(task.Right - Event - WidthOf(name) - 6, level + 5, WidthOf(name), 14),
            parent: parent,
            documentation: escalates ? "A yellow card, and the head of the silent office may sign too." : "A yellow card for the step.");
        canvas.Connect(timer, card, corners: [new(x, foot), new(x, level), new(end.Bounds.X, level)]);
    }
}
