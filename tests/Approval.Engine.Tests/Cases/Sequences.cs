using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Engine.Procedures;
using Approval.Engine.Tasks;
using FsCheck;
using FsCheck.Fluent;
using static Approval.Engine.Tests.Cases.World;
using Outcome = Approval.Engine.Cases.Outcome;

namespace Approval.Engine.Tests.Cases;

/// <summary>One move of a random case: who does what, how long after the move before, and how long ago it is said to have happened.</summary>
/// <param name="Sensible">Take a command that fits the phase, given by somebody who may; else any command by anybody.</param>
internal readonly record struct Move(bool Sensible, int Command, int Person, int Minutes, int MinutesAgo, int Detail);

/// <summary>A random case: what it is about and what is tried with it.</summary>
internal sealed record Course(int Matter, bool Key, int StartDay, Move[] Moves)
{
    public Procedure Procedure => Sequences.Matters[Matter];

    public DateTimeOffset Start => At("2026-01-05 09:00").AddDays(StartDay);

    public override string ToString() => $"{Procedure.Code}({Matter}) key={Key} start={Start:yyyy-MM-dd} {string.Join(" ", Moves)}";
}

/// <summary>Random sequences of commands by random people at increasing times.</summary>
internal static class Sequences
{
    public static readonly Procedure[] Matters =
    [
        Cases.Matters.Licence, Cases.Matters.OnTheSpot, Cases.Matters.Filing, Cases.Matters.Promising(2), Cases.Matters.Licence with { Chain = Chain.None }, Cases.Matters.Unbudgeted, Cases.Matters.Chained, Cases.Matters.CorrectedInReview, Cases.Matters.Proceeding, Cases.Matters.Proceeding,
    ];

    private static readonly string[] Commands = [.. Acts.All.Keys];

    private static readonly Gen<Move> Moves =
        from sensible in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from command in Gen.Choose(0, 999)
        from person in Gen.Choose(0, 999)
        from minutes in Gen.Frequency((3, Gen.Choose(0, 600)), (2, Gen.Choose(600, 4 * 1440)), (1, Gen.Choose(4 * 1440, 25 * 1440)))
        from ago in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, 3 * 1440)), (1, Gen.Choose(-100, 20 * 1440)))
        from detail in Gen.Choose(0, 999)
        select new Move(sensible, command, person, minutes, ago, detail);

    public static readonly Arbitrary<Course> Courses = Arb.From(
        from matter in Gen.Choose(0, Matters.Length - 1)
        from key in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from start in Gen.Choose(0, 200)
        from length in Gen.Choose(1, 40)
        from moves in Gen.ArrayOf(Moves, length)
        select new Course(matter, key, start, moves),
        course => Enumerable.Range(0, course.Moves.Length).Select(left => course with { Moves = [.. course.Moves.Where((_, index) => index != left)] }));

    /// <summary>What the move asks of the case as it stands.</summary>
    public static (Actor By, CaseCommand Command) Ask(Given given, Course course, Move move)
    {
        if (given.State is CaseState.NotReceived && move.Sensible)
        {
            return (Applicant, Sample.Receive(Channel.Online, course.Key));
        }

        var possible = !move.Sensible ? Commands : given.Procedure.Hearing is null ? [.. Fitting(given), .. OnTasks(given)] : [.. Fitting(given), .. Proceeding(given), .. Proceeding(given)];
        var name = possible[move.Command % possible.Length];
        var command = Vary(given, name, move.Detail);
        return (move.Sensible ? Competent(given, command, move.Person) : Acts.People.Values.ElementAt(move.Person % Acts.People.Count), command);
    }

    private static string[] Fitting(Given given) => given.State switch
    {
        CaseState.Received => ["accept", "accept", "accept", "accept", "accept", "accept", "requestCorrection", "requestCorrection", "requestCorrection", "timer.fire", "timer.fire", "transferOffice", "withdraw", "decline", "refuseAcceptance", "urge"],
        CaseState.CorrectionRequested => ["submitCorrection", "submitCorrection", "submitCorrection", "submitCorrection", "refuseAcceptance", "terminate", "withdraw"],
        CaseState.Accepted => ["decide", "decide", "suspend", "exclude", "extend", "card.writeOff", "breach.explain", "order.issue", "order.answer", "order.return", "order.close", "timer.fire", "withdraw", "urge"],
        CaseState.InReview { Correction: not null } => ["submitCorrection", "submitCorrection", "submitCorrection", "suspend", "task.endorse", "extend", "timer.fire", "clocks.recompute"],
        CaseState.InReview when given.Procedure.ReviewCorrection is not null && given.File.LastActAt.Minute % 3 == 0 => ["requestCorrection"],
        CaseState.InReview { Review.Complete: true } => ["decide", "decide", "suspend", "exclude", "card.writeOff", "breach.explain", "clocks.recompute", "timer.fire", "extend", "withdraw"],
        CaseState.InReview { Review.Stage: "panel" or "line" or "joint" } when given.Procedure.Chain.Find("panel") is not null =>
            ["task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.object", "task.return", "timer.fire"],
        CaseState.InReview { Review.Stage: "joint" or "approval" or "line" } => ["task.return", "task.return", "task.endorse", "task.endorse", "task.object", "task.claim", "suspend"],
        CaseState.InReview => ["task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.endorse", "task.claim", "task.claim", "task.release", "task.release", "task.release", "task.return", "task.object", "suspend", "exclude", "extend", "card.writeOff", "breach.explain", "timer.fire", "terminate"],
        CaseState.Suspended => ["resume", "resume", "resume", "timer.fire", "urge", "withdraw"],
        CaseState.Decided => ["issue", "issue", "card.writeOff", "breach.explain", "order.issue", "order.answer", "order.return", "timer.fire", "urge", "revoke"],
        CaseState.Issued => ["serve", "serve", "timer.fire", "revoke"],
        CaseState.Served => ["revoke", "timer.fire", "urge", "order.issue", "order.answer", "order.return", "order.close"],
        _ => ["timer.fire", "urge", "withdraw", "accept"],
    };

    /// <summary>What people do with tasks besides signing them, as far as there is something to do it with.</summary>
    private static IEnumerable<string> OnTasks(Given given)
    {
        if (given.State is not CaseState.InReview { Review: var review })
        {
            yield break;
        }

        if (review.Tasks.Any(task => task.IsOpen))
        {
            foreach (var name in new[] { "task.assign", "task.transfer", "task.delegate", "task.addSigner", "task.addSigner", "task.urge", "task.copy", "task.claim" })
            {
                yield return name;
            }
        }

        foreach (var task in review.Tasks)
        {
            if (task is { IsOpen: true, Owner: not null })
            {
                yield return "task.returnDelegation";
            }

            if (task is { IsPending: true, AddedFor: not null })
            {
                yield return "task.removeSigner";
                yield return "task.removeSigner";
            }
        }

        if (review.LastOpinion is not null)
        {
            yield return "task.withdrawOpinion";
        }
    }

    /// <summary>What comes next in a hearing or special procedure.</summary>
    private static string[] Proceeding(Given given) => given.State is not (CaseState.Accepted or CaseState.InReview or CaseState.Suspended) ? [] :
    [
        .. given.File.Special?.Status switch
        {
            SpecialStatus.Applied => ["special.approve", "special.approve", "special.refuse"],
            SpecialStatus.Approved => ["special.notify", "special.notify", "special.refuse"],
            SpecialStatus.Running => ["special.report", "special.report", "special.report"],
            _ => new[] { "special.apply", "special.apply", "extension.apply", "extend" },
        },
        .. given.File.Hearing?.Status switch
        {
            // Whether the right has lapsed is not known where timers sleep.
            HearingStatus.Told or HearingStatus.Lapsed => ["hearing.tell", "hearing.tell", "hearing.announce", "hearing.request", "hearing.request", "hearing.request", "hearing.request", "hearing.waive", "hearing.waive", "hearing.waive"],
            HearingStatus.Requested or HearingStatus.Announced => ["hearing.schedule", "hearing.schedule", "hearing.schedule"],
            HearingStatus.Scheduled => ["hearing.record", "hearing.record", "hearing.record", "hearing.replaceChair", "hearing.schedule"],
            HearingStatus.Held => [],
            _ => new[] { "hearing.tell", "hearing.tell", "hearing.announce" },
        },
    ];

    private static CaseCommand Vary(Given given, string name, int detail) => name switch
    {
        "requestCorrection" => new CaseCommand.RequestCorrection([new(Material(detail), "有误")], null),
        "submitCorrection" => new CaseCommand.SubmitCorrection(Asked(given) is { } asked ? [.. asked.Items.Append(Material(detail)).Select(Paper)] : default, null),
        "suspend" => Sample.Suspend with { Kind = detail % 2 == 0 ? "hearing" : "expertReview", ExpectedDays = detail % 12 },
        "exclude" => given.State is CaseState.Known { File.LastActAt: var last } && CivilTime.DayOf(last) is var through
            ? Sample.Exclude with { From = through.AddDays(-(detail % 4)), Through = through }
            : Sample.Exclude,
        "card.writeOff" => Sample.WriteOff with { Rule = $"{Limit(detail)}.{(detail % 2 == 0 ? "warned" : "breached")}" },
        "order.issue" => Sample.IssueOrder with { WorkingDays = detail % 3 == 0 ? null : detail % 20, Due = detail % 3 == 0 ? LastDay(given).AddDays(detail % 9) : null },
        "order.answer" => Sample.AnswerOrder with { Number = 1 + (detail % 2) },
        "breach.explain" => Sample.Explain with { ClockId = Limit(detail), Reason = detail % 2 == 0 ? "因系统迁移延误" : "因等待消防意见" },
        "special.apply" => Sample.ApplySpecial with
        {
            Kind = new[] { "expertReview", "inspection", "testing", "hearing" }[detail % 4],
            Staff = detail % 8 < 2 ? [] : [new Officer("chen", "陈"), new Officer("tan", "谭")],
        },
        "hearing.tell" => Sample.TellHearingRight(LastDay(given).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        "hearing.waive" => new CaseCommand.WaiveHearing(detail % 2 == 0 ? null : "岳湖嘉园二期业主委员会"),
        "hearing.request" => new CaseCommand.RequestHearing(detail % 3 == 0 ? "岳湖嘉园二期业主委员会" : null),
        "hearing.schedule" => Sample.ScheduleHearing with { At = CivilTime.StartOf(Calendar.Add(LastDay(given), 8 + (detail % 4))).AddHours(9), ExpectedDays = 15, Chair = detail % 5 == 0 ? new Officer("chen", "陈") : Sample.Chair },
        "extend" => Sample.Extend with { Days = detail % 12 },
        "decide" => (detail % 4) switch
        {
            0 => Sample.Refuse,
            1 => Sample.Grant with { Reasons = ["复核后准予"] },
            2 => Sample.Grant with { Outcome = Outcome.GrantedWithConditions, Conditions = ["补交证明"], Reasons = default },
            _ => Sample.Grant,
        } with
        {
            HearingRecord = given.State is CaseState.Known { File.Hearing.Record: { } record } ? record : null,
        },
        "transferOffice" => new CaseCommand.TransferOffice(detail % 2 == 0 ? "430300" : "430100", "移送"),
        "timer.fire" => given.State is CaseState.Known { File.Clocks: { IsEmpty: false } clocks } && clocks[detail % clocks.Length] is { } clock
            ? new CaseCommand.FireTimer(clock.Id, detail % 2 == 0 ? TimerKind.Warn : TimerKind.Breach, clock.LedgerVersion - (detail % 3 == 0 ? 1 : 0))
            : Sample.FireTimer,
        "task.claim" => new CaseCommand.ClaimTask(Task(given, detail)),
        "task.release" => new CaseCommand.ReleaseTask(Task(given, detail)),
        "task.endorse" => new CaseCommand.EndorseTask(Task(given, detail), null),
        "task.object" => new CaseCommand.ObjectTask(Task(given, detail), "不同意"),
        "task.return" => new CaseCommand.ReturnTask(Task(given, detail), Earlier(given, detail), "退回") { Steps = detail % 3 == 0 ? ["vote"] : null },
        "task.assign" => new CaseCommand.AssignTask(Task(given, detail), Somebody(detail), null),
        "task.transfer" => new CaseCommand.TransferTask(Task(given, detail), Somebody(detail), "外出勘查"),
        "task.delegate" => new CaseCommand.DelegateTask(Task(given, detail), Somebody(detail), null),
        "task.returnDelegation" => new CaseCommand.ReturnDelegation(Task(given, detail, task => task.Owner is not null), "面积无误"),
        "task.addSigner" => new CaseCommand.AddSigner(Task(given, detail), Somebody(detail), (SignerPosition)(detail % 3), "涉及结构"),
        "task.removeSigner" => new CaseCommand.RemoveSigner(Task(given, detail, task => task is { IsPending: true, AddedFor: not null }), null),
        "task.urge" => new CaseCommand.UrgeTask(Task(given, detail), null),
        "task.copy" => new CaseCommand.CopyTask(Task(given, detail), [PersonOf(Supervisor), Somebody(detail)], null),
        "stage.open" => new CaseCommand.OpenStage(detail % 2 == 0 ? "review" : "joint"),
        _ => Acts.All[name].Command(given),
    };

    private static DateOnly LastDay(Given given) => given.State is CaseState.Known { File.LastActAt: var last } ? CivilTime.DayOf(last) : Day("2026-01-05");

    private static Correction? Asked(Given given) => given.State switch
    {
        CaseState.CorrectionRequested s => s.Correction,
        CaseState.InReview s => s.Correction,
        _ => null,
    };

    private static string Earlier(Given given, int detail) =>
        given.Procedure.Chain.Find("panel") is null ? (detail % 5 == 0 ? "joint" : "review") : (detail % 5 == 0 ? "joint" : "panel");

    private static string Limit(int detail) => new[] { Clock.PromisedId, Clock.StatutoryId, Clock.NoticeId }[detail / 2 % 3];

    private static string Material(int detail) => new[] { "scheme", "form", "survey", "proof" }[detail % 4];

    private static Guid Task(Given given, int detail) =>
        given.State is CaseState.InReview { Review.Tasks: { IsEmpty: false } tasks } && tasks.OrderByDescending(task => task.IsOpen).ToArray() is var sorted
            ? sorted[detail % (detail < 900 ? Math.Max(1, sorted.Count(task => task.IsOpen)) : sorted.Length)].Id
            : Guid.Empty;

    private static Guid Task(Given given, int detail, Func<CaseTask, bool> fits) =>
        given.State is CaseState.InReview { Review.Tasks: var tasks } && tasks.Where(fits).ToArray() is { Length: > 0 } fitting ? fitting[detail % fitting.Length].Id : Task(given, detail);

    private static Person Somebody(int detail)
    {
        Actor[] people = [Reviewer, OtherReviewer, Deputy, Deputy, Head, Planner, PlanningHead, Clerk];
        return PersonOf(people[detail / 3 % people.Length]);
    }

    private static Actor Competent(Given given, CaseCommand command, int person)
    {
        var office = given.State is CaseState.Known { File.Office: var code } ? code : "430100";
        if (command.IsOfSupervision)
        {
            return office == "430100" && person % 2 == 0 ? Supervisor : ProvinceSupervisor;
        }

        // What there is to explain, and whether a right has lapsed, may not have come about yet where timers sleep, so nobody is tried.
        if (command is CaseCommand.ExplainBreach or CaseCommand.RecordHearing or CaseCommand.TellHearingRight or CaseCommand.AnnounceHearing
            || (command is CaseCommand.Decide && given.State is CaseState.Known { File.Hearing: not null }))
        {
            return office == "430300" ? XiangtanHead : person % 2 == 0 ? Clerk : Head;
        }

        var now = given.State is CaseState.Known known ? known.File.LastActAt : At("2026-01-05 09:00");
        var able = Acts.People.Values.Append(OtherReviewer).Append(Deputy).Append(XiangtanHead).Append(Planner).Append(PlanningHead).Append(Builder)
            .Where(actor => actor.Office is null || actor.Office[..6] == office)
            .Where(actor => actor.Organisation is null || actor.Organisation == Applicant.Organisation)
            .Where(actor => CaseDecider.Decide(given.State, command, given.FactsFor(actor, now)).Rejection is null)
            .ToArray();
        return able.Length == 0 ? Acts.People.Values.ElementAt(person % Acts.People.Count) : able[person % able.Length];
    }
}
