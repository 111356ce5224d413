using System.Globalization;
using Approval.Engine.Procedures;
using static Approval.Engine.Cases.CaseCommand;

namespace Approval.Engine.Cases;

/// <summary>限时督办: ordered, answered by the office, returned or closed by the supervisor. In every phase, since what went wrong is often found afterwards.</summary>
public static partial class CaseDecider
{
    /// <summary>More than this is not supervision of a case.</summary>
    public const int MostOrders = 50;

    private const int LongestOrderDays = 366;

    private static Rejection? JudgeIssueOrder(Act act, IssueOrder command)
    {
        if (Blank(command.Requirement))
        {
            return Rejections.Invalid("order.requirement_missing", "督办应当写明办理要求。", "An order says what is required.", pointer: "/requirement");
        }

        if (command.Card is { } rule && act.File.Cards.All(card => card.Rule != rule))
        {
            return Rejections.Invalid("order.card_unknown", "本件没有这张监察牌。", "This case has no such card.", pointer: "/card");
        }

        var number = (act.File.Orders?.Length ?? 0) + 1;
        if (number > MostOrders)
        {
            return new Rejection(RejectionKind.InvalidState, "order.too_many", new LocalText(
                $"一个办件最多督办{MostOrders.ToString(CultureInfo.InvariantCulture)}次。", $"A case has at most {MostOrders.ToString(CultureInfo.InvariantCulture)} orders."));
        }

        if (DueOf(act, command.Due, command.WorkingDays, out var due) is { } wrong)
        {
            return wrong;
        }

        act.Record(new CaseEvent.OrderIssued(number, command.Requirement, due, command.Card));
        return null;
    }

    private static Rejection? JudgeAnswerOrder(Act act, AnswerOrder command)
    {
        if (OrderIn(act, command.Number, [OrderStatus.Open]) is { } refused)
        {
            return refused;
        }

        if (Blank(command.Report))
        {
            return Rejections.Invalid("order.report_missing", "应当写明办理情况。", "The report is missing.", pointer: "/report");
        }

        act.Record(new CaseEvent.OrderAnswered(command.Number, command.Report, act.Day));
        return null;
    }

    private static Rejection? JudgeReturnOrder(Act act, ReturnOrder command)
    {
        if (OrderIn(act, command.Number, [OrderStatus.Answered]) is { } refused)
        {
            return refused;
        }

        if (Blank(command.Reason))
        {
            return Rejections.Invalid("order.reason_missing", "退回重办应当说明理由。", "Returning a report needs a reason.", pointer: "/reason");
        }

        if (DueOf(act, command.Due, command.WorkingDays, out var due) is { } wrong)
        {
            return wrong;
        }

        act.Record(new CaseEvent.OrderReturned(command.Number, command.Reason, due));
        return null;
    }

    /// <summary>Of one that was not answered too: then it is withdrawn, and says why.</summary>
    private static Rejection? JudgeCloseOrder(Act act, CloseOrder command)
    {
        if (OrderIn(act, command.Number, [OrderStatus.Open, OrderStatus.Answered]) is { } refused)
        {
            return refused;
        }

        if (Blank(command.Conclusion))
        {
            return Rejections.Invalid("order.conclusion_missing", "销号应当写明结论。", "Closing an order needs a conclusion.", pointer: "/conclusion");
        }

        act.Record(new CaseEvent.OrderClosed(command.Number, command.Conclusion));
        return null;
    }

    private static Rejection? OrderIn(Act act, int number, ReadOnlySpan<OrderStatus> statuses) =>
        act.File.Orders?.FirstOrDefault(order => order.Number == number) is not { } order
            ? new Rejection(RejectionKind.NotFound, "order.not_found", new LocalText("没有这件督办。", "There is no such order."))
        : !statuses.Contains(order.Status)
            ? new Rejection(RejectionKind.InvalidState, "order.invalid_state", new LocalText(
                order.Status switch { OrderStatus.Open => "承办机关尚未反馈。", OrderStatus.Answered => "已经反馈，等待督办人处理。", _ => "该督办已经销号。" },
                $"The order is {order.Status.ToString().ToLowerInvariant()}."))
        : null;

    /// <summary>A day named, or working days counted from the next one on; within a year, and by a calendar that is published.</summary>
    private static Rejection? DueOf(Act act, DateOnly? named, int? workingDays, out DateOnly due)
    {
        due = named ?? default;
        if ((named is null) == (workingDays is null))
        {
            return Rejections.Invalid("order.due_missing", "应当写明办理期限：日期或者工作日数，二者择一。", "Either a last day or a number of working days is needed.", pointer: named is null ? "/due" : "/workingDays");
        }

        if (workingDays is { } days)
        {
            if (days is < 0 or > LongestOrderDays)
            {
                return Rejections.Invalid("order.due_out_of_range", "办理期限应在一年以内。", "The time given is a year at most.", pointer: "/workingDays");
            }

            var answer = act.Facts.Calendar.AddBounded(act.Day, days);
            if (answer.Provisional)
            {
                return Rejections.Invalid("order.due_provisional", "期限跨入尚未公布节假日安排的年度，请直接写明日期。", "The days reach into a year that has no calendar yet; name the day.", pointer: "/workingDays");
            }

            due = answer.Date;
        }

        return due < act.Day || due > act.Day.AddDays(LongestOrderDays)
            ? Rejections.Invalid("order.due_out_of_range", "办理期限应在今日至一年以内。", "The last day is today or later, within a year.", pointer: named is null ? "/workingDays" : "/due")
            : null;
    }
}
