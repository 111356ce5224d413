using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;

namespace Approval.Engine.Tests.Certificates;

/// <summary>Cases as two years of an office might bring them: generated, the same for the same number, told through the decider.</summary>
internal static class Docket
{
    private static readonly string[] Offices = ["430100", "430300", "430600"];
    private static readonly DateTimeOffset Opening = World.At("2025-01-02 08:00");
    private static readonly Journey[] Matters = [.. Make()];

    /// <param name="number">Which case; everything about it follows from this.</param>
    public static Journey Case(int number)
    {
        var chance = new Random(number);
        var matter = Matters[chance.Next(Matters.Length)];
        var now = Opening.AddMinutes(chance.Next(690 * 24 * 60)).AddSeconds(chance.Next(60));
        var journey = new Journey(matter.Procedure, matter.Office, matter.Calendar)
            .Received(now, new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]), $"{number:000000000000000000000}", key: chance.Next(10) == 0);
        for (var act = 0; act < 40; act++)
        {
            now = now.AddDays(chance.Next(20) == 0 ? 15 : 0).AddMinutes(chance.Next(3) == 0 ? chance.Next(60) : chance.Next(4 * 24 * 60));
            if (Next(journey, chance, now) is not { } next)
            {
                return journey;
            }

            // A command that does not fit is refused and leaves no trace, as in life.
            journey.Try(next.By, now, next.Command);
        }

        return journey;
    }

    private static (Actor By, CaseCommand Command)? Next(Journey journey, Random chance, DateTimeOffset now) => journey.State switch
    {
        CaseState.Received => chance.Next(10) switch
        {
            0 => (World.Applicant, new CaseCommand.Urge(null)),
            1 or 2 => (journey.Clerk, new CaseCommand.RequestCorrection([new(AnyMaterial(journey, chance), "不清楚")], null)),
            3 when chance.Next(4) == 0 => (World.Applicant, new CaseCommand.Withdraw(null)),
            _ => (journey.Clerk, Backdated(new CaseCommand.Accept(), chance, now)),
        },
        CaseState.CorrectionRequested s => (World.Applicant, Answer(s.Correction)),
        CaseState.Suspended s => chance.Next(3) == 0 && s.Correction is not null
            ? (World.Applicant, Answer(s.Correction))
            : (journey.Clerk, Backdated(new CaseCommand.Resume(null), chance, now)),
        CaseState.InReview { Correction: { } asked } when chance.Next(2) == 0 => (World.Applicant, Answer(asked)),
        CaseState.InReview { Review.Complete: true } or CaseState.Accepted => Decide(journey, chance, now),
        CaseState.InReview s => InReview(journey, s, chance, now),
        CaseState.Decided => (journey.Clerk, new CaseCommand.Issue(null)),
        CaseState.Issued => (journey.Clerk, new CaseCommand.Serve(ServiceMethod.Post)),
        _ => null,
    };

    private static (Actor, CaseCommand) InReview(Journey journey, CaseState.InReview state, Random chance, DateTimeOffset now) => chance.Next(12) switch
    {
        0 or 1 => Special(journey, chance, now),
        2 => (journey.Clerk, new CaseCommand.RequestCorrection([new(AnyMaterial(journey, chance), "不清楚")], null)),
        3 when journey.Procedure.Suspensions.Length > 0 => (journey.Head, new CaseCommand.Extend(1 + chance.Next(10), "需要核实")),
        4 when state.Review.Tasks.FirstOrDefault(task => task.IsOpen) is { } task => (journey.By($"{task.Role}-{task.Signer}", task.Role), new CaseCommand.ReturnTask(task.Id, "review", "请补充意见")),
        _ when state.Review.Tasks.Where(task => task.IsOpen).ToList() is { Count: > 0 } open && open[chance.Next(open.Count)] is { } task =>
            (journey.By($"{task.Role}-{task.Signer}", task.Role), new CaseCommand.EndorseTask(task.Id, null)),
        _ => (World.Applicant, new CaseCommand.Urge(null)),
    };

    private static (Actor, CaseCommand) Decide(Journey journey, Random chance, DateTimeOffset now) => chance.Next(4) switch
    {
        0 => Special(journey, chance, now),
        _ => (journey.Head, new CaseCommand.Decide(Outcome.Granted, ["符合条件"], null, [], [])),
    };

    private static (Actor, CaseCommand) Special(Journey journey, Random chance, DateTimeOffset now)
    {
        var kind = journey.Procedure.Suspensions.IsEmpty ? "hearing" : journey.Procedure.Suspensions[chance.Next(journey.Procedure.Suspensions.Length)].Kind;
        if (chance.Next(2) == 0)
        {
            return (journey.Clerk, Backdated(new CaseCommand.Suspend(kind, 1 + chance.Next(10), $"特告{chance.Next(1000)}", "需要"), chance, now));
        }

        var through = CivilTime.DayOf(now).AddDays(-chance.Next(4));
        return (journey.Clerk, new CaseCommand.Exclude(kind, through.AddDays(-1 - chance.Next(6)), through, $"特告{chance.Next(1000)}", "需要"));
    }

    private static CaseCommand Backdated(CaseCommand command, Random chance, DateTimeOffset now) =>
        chance.Next(5) == 0 ? command with { EffectiveAt = now.AddHours(-chance.Next(48)) } : command;

    private static CaseCommand.SubmitCorrection Answer(Correction asked) => new([.. asked.Items.Select(World.Paper)], null);

    private static string AnyMaterial(Journey journey, Random chance) => journey.Procedure.Materials[chance.Next(journey.Procedure.Materials.Length)].Code;

    /// <summary>Every published procedure, and what the model carries beside: corrections that stop the promise, limits from receipt, in hours, calendar days and months.</summary>
    private static IEnumerable<Journey> Make()
    {
        foreach (var office in Offices)
        {
            foreach (var code in new[] { "RF-01", "RF-01", "RF-02", "RF-06", "RF-08", "RF-14", "RF-16" })
            {
                yield return Journey.Of(code, office);
            }

            var licence = Journey.Of("RF-01", office);
            yield return With(licence, licence.Procedure with { ReviewCorrection = new ReviewCorrectionRule(true, "地方规定") });
            yield return With(licence, licence.Procedure with { Kind = ProcedureKind.Disclosure, ClocksFrom = ClocksFrom.Receipt });
            foreach (var (amount, unit, from) in new[]
            {
                (15, TimeUnit.CalendarDay, CountFrom.NextDay), (12, TimeUnit.CalendarDay, CountFrom.SameDay), (1, TimeUnit.Month, CountFrom.NextDay),
                (40, TimeUnit.WorkingHour, CountFrom.NextDay), (8, TimeUnit.WorkingDay, CountFrom.SameDay),
            })
            {
                var limit = new TimeLimit(amount, unit, from, "地方规定");
                yield return With(licence, licence.Procedure with
                {
                    Limits = licence.Procedure.Limits with { Promised = limit, Statutory = limit },
                    LocalLimits = [],
                    ReviewCorrection = new ReviewCorrectionRule(true, "地方规定"),
                });
            }
        }
    }

    private static Journey With(Journey journey, Procedure procedure) => new(procedure, journey.Office, journey.Calendar);
}
