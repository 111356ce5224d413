using System.Globalization;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>催办、抄送: about a task, and no act on it.</summary>
public static partial class CaseDecider
{
    /// <summary>By one person, of one task, on one day.</summary>
    public const int MostUrgingsADay = 3;

    /// <summary>To so many at once.</summary>
    public const int MostCopies = 20;

    /// <summary>Once in a working hour, and three times a day: more would not be read.</summary>
    private static Rejection? JudgeUrgeTask(Act act, UrgeTask command)
    {
        var (_, task, rejection) = PendingTask(act, command, command.TaskId, ofAnyOffice: true);
        if (task is null)
        {
            return rejection;
        }

        if (!task.IsOpen)
        {
            return Waiting;
        }

        var actor = act.Facts.Actor;
        if (task.Assignee == actor.Id)
        {
            return new Rejection(RejectionKind.InvalidState, "task.own", new("待办在本人处，无须催办。", "The task is with the one who urges."));
        }

        if (UrgedAgainFrom(act.Facts, task) is { } again && act.EffectiveAt < again)
        {
            var local = again.ToOffset(CivilTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            return new Rejection(
                RejectionKind.TooSoon, "task.urged_recently", new($"该待办刚催办过，{local}起可以再次催办。", $"The task was urged a short while ago and can be urged again from {local} (+08:00)."))
            {
                RetryAfter = again - act.EffectiveAt,
            };
        }

        act.Record(new CaseEvent.TaskUrged(task.Id, actor.Id, act.EffectiveAt, command.Note));
        return null;
    }

    /// <summary>From when on the actor may urge a task again; null when at any time.</summary>
    public static DateTimeOffset? UrgedAgainFrom(Facts facts, CaseTask task)
    {
        if (task.UrgingsBy?.FirstOrDefault(urging => urging.By == facts.Actor.Id) is not { } last)
        {
            return null;
        }

        var hourLater = facts.Hours.Add(last.At, 1);
        var tomorrow = CivilTime.EndOf(CivilTime.DayOf(last.At));
        return last.Today >= MostUrgingsADay && tomorrow > hourLater ? tomorrow : hourLater;
    }

    private static Rejection? JudgeCopy(Act act, CopyTask command)
    {
        var (_, task, rejection) = PendingTask(act, command, command.TaskId);
        if (task is null)
        {
            return rejection;
        }

        var actor = act.Facts.Actor;
        if (!MayHandle(actor, task) && !actor.Has(Roles.Head))
        {
            return NotForRole(task);
        }

        if (command.To.IsDefaultOrEmpty || command.To.Length > MostCopies)
        {
            return Rejections.Invalid("task.copies", $"抄送应当为1至{MostCopies}人。", $"A copy goes to 1 to {MostCopies} people.", pointer: "/to");
        }

        foreach (var (index, person) in command.To.Index())
        {
            if (!Roles.Office.Append(Roles.Supervisor).Any(person.Has))
            {
                return Rejections.Invalid(
                    "person.role_not_competent", $"{person.Name}不是行政机关的人员。", $"{person.Name} does not serve in an office.", pointer: string.Create(CultureInfo.InvariantCulture, $"/to/{index}"));
            }
        }

        act.Record(new CaseEvent.TaskCopied(task.Id, [.. command.To.DistinctBy(person => person.Id).Select(person => new PersonName(person.Id, person.Name))], command.Note));
        return null;
    }
}
