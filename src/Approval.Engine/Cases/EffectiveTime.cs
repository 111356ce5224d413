using System.Globalization;

namespace Approval.Engine.Cases;

/// <summary>An act may be entered after it happened, by those the procedure names and as far back as it allows; never ahead, never before what came first.</summary>
internal static class EffectiveTime
{
    public static Rejection? Check(CaseCommand command, CaseState state, Facts facts)
    {
        if (command.EffectiveAt is not { } at || facts.Actor.IsSystem)
        {
            return null;
        }

        if (at > facts.Now)
        {
            return Rejections.Invalid("time.in_future", "生效时间不能晚于当前时间。", "An act cannot take effect in the future.", pointer: "/effectiveAt");
        }

        if (state is CaseState.Known { File: var file })
        {
            if (at < file.ReceivedAt)
            {
                return Rejections.Invalid("time.before_receipt", "生效时间不能早于收件时间。", "An act cannot take effect before the receipt.", pointer: "/effectiveAt");
            }

            if (at < file.LastActAt)
            {
                return Rejections.Invalid("time.before_previous_act", "生效时间不能早于上一步骤的时间。", "An act cannot take effect before the act it follows.", pointer: "/effectiveAt");
            }
        }

        return CheckHowFarBack(CivilTime.DayOf(at), facts);
    }

    private static Rejection? CheckHowFarBack(DateOnly day, Facts facts)
    {
        if (day == facts.Today)
        {
            return null;
        }

        var rule = facts.Procedure.Backdating;
        if (!rule.Roles.Any(facts.Actor.Has))
        {
            return new Rejection(
                RejectionKind.Forbidden,
                "time.backdating_not_allowed",
                new($"{facts.Actor.Name} 无权补录以前日期的行为。", $"{facts.Actor.Name} may not enter an act of an earlier day."));
        }

        var back = day < facts.Calendar.First ? int.MaxValue : facts.Calendar.Count(day, facts.Today);
        return back <= rule.MaxWorkingDays
            ? null
            : Rejections.Invalid(
                "time.backdating_too_far",
                $"补录最多追溯{rule.MaxWorkingDays.ToString(CultureInfo.InvariantCulture)}个工作日。",
                $"An act may be entered at most {rule.MaxWorkingDays.ToString(CultureInfo.InvariantCulture)} working days after it happened.",
                pointer: "/effectiveAt");
    }
}
