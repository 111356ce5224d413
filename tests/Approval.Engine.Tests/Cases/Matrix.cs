using Approval.Engine.Cases;
using static Approval.Engine.Tests.Cases.World;

namespace Approval.Engine.Tests.Cases;

/// <summary>Every command in every phase, and by everybody.</summary>
public class Matrix
{
    private static readonly string[] BeforeDecision = ["received", "correctionRequested", "accepted", "inReview", "suspended"];

    private static readonly string[] Handled = ["accepted", "inReview", "suspended"];

    /// <summary>The phases in which each command of people is possible. Everywhere else it is refused.</summary>
    private static readonly Dictionary<string, string[]> Possible = new()
    {
        ["receive"] = ["notReceived"],
        ["requestCorrection"] = ["received"],
        ["submitCorrection"] = ["correctionRequested"],
        ["accept"] = ["received"],
        ["refuseAcceptance"] = ["received", "correctionRequested"],
        ["decline"] = ["received"],
        ["transferOffice"] = ["received"],
        ["withdraw"] = BeforeDecision,
        ["terminate"] = BeforeDecision,
        ["suspend"] = ["accepted", "inReview"],
        ["resume"] = ["suspended"],
        ["exclude"] = ["accepted", "inReview"],
        ["extend"] = ["accepted", "inReview"],
        ["extension.apply"] = ["accepted", "inReview"],
        ["special.apply"] = ["accepted", "inReview"],
        ["special.approve"] = Handled,
        ["special.refuse"] = Handled,
        ["special.notify"] = ["accepted", "inReview"],
        ["special.report"] = ["suspended"],
        ["hearing.announce"] = Handled,
        ["hearing.tell"] = Handled,
        ["hearing.request"] = Handled,
        ["hearing.waive"] = Handled,
        ["hearing.schedule"] = Handled,
        ["hearing.replaceChair"] = Handled,
        ["hearing.record"] = Handled,
        ["decide"] = ["accepted", "inReview"],
        ["issue"] = ["decided"],
        ["serve"] = ["issued"],
        ["revoke"] = ["decided", "issued", "served"],
        ["urge"] = ["received", "accepted", "inReview", "suspended", "decided", "issued"],
        ["moveToVersion"] = BeforeDecision,
        ["task.claim"] = ["inReview"],
        ["task.release"] = ["inReview"],
        ["task.endorse"] = ["inReview"],
        ["task.object"] = ["inReview"],
        ["task.return"] = ["inReview"],
        ["task.assign"] = ["inReview"],
        ["task.transfer"] = ["inReview"],
        ["task.delegate"] = ["inReview"],
        ["task.returnDelegation"] = ["inReview"],
        ["task.addSigner"] = ["inReview"],
        ["task.removeSigner"] = ["inReview"],
        ["task.withdrawOpinion"] = ["inReview"],
        ["task.urge"] = ["inReview"],
        ["task.copy"] = ["inReview"],
    };

    /// <summary>Who may give each command in a phase where it is possible.</summary>
    private static readonly Dictionary<string, string[]> Competent = new()
    {
        ["receive"] = ["applicant", "clerk"],
        ["requestCorrection"] = ["clerk", "head"],
        ["submitCorrection"] = ["applicant", "clerk"],
        ["accept"] = ["clerk", "head"],
        ["refuseAcceptance"] = ["clerk", "head"],
        ["decline"] = ["clerk", "head"],
        ["transferOffice"] = ["clerk", "head"],
        ["withdraw"] = ["applicant", "clerk"],
        ["terminate"] = ["head"],
        ["suspend"] = ["clerk", "reviewer", "head"],
        ["resume"] = ["clerk", "reviewer", "head"],
        ["exclude"] = ["clerk", "reviewer", "head"],
        ["extend"] = ["head"],
        ["moveToVersion"] = ["head", "admin"],
        ["extension.apply"] = ["clerk", "reviewer", "head"],
        ["special.apply"] = ["clerk", "reviewer", "head"],
        ["special.approve"] = ["clerk", "reviewer", "head"],
        ["special.refuse"] = ["clerk", "reviewer", "head"],
        ["special.notify"] = ["clerk", "reviewer", "head"],
        ["special.report"] = ["clerk", "reviewer", "head"],
        ["hearing.announce"] = ["clerk", "reviewer", "head"],
        ["hearing.tell"] = ["clerk", "reviewer", "head"],
        ["hearing.request"] = ["applicant", "clerk"],
        ["hearing.waive"] = ["applicant", "clerk"],
        ["hearing.schedule"] = ["clerk", "reviewer", "head"],
        ["hearing.replaceChair"] = ["clerk", "reviewer", "head"],
        ["hearing.record"] = ["clerk", "reviewer", "head"],
        ["card.writeOff"] = ["supervisor", "supervisor above"],
        ["breach.explain"] = ["clerk", "head"],
        ["order.issue"] = ["supervisor", "supervisor above"],
        ["order.answer"] = ["clerk", "head"],
        ["order.return"] = ["supervisor", "supervisor above"],
        ["order.close"] = ["supervisor", "supervisor above"],
        ["decide"] = ["head"],
        ["issue"] = ["clerk", "head"],
        ["serve"] = ["clerk", "head"],
        ["revoke"] = ["head"],
        ["urge"] = ["applicant", "head"],
        ["task.claim"] = ["reviewer"],
        ["task.release"] = ["reviewer"],
        ["task.endorse"] = ["reviewer"],
        ["task.object"] = ["reviewer"],
        ["task.return"] = ["reviewer"],
        ["task.assign"] = ["head"],
        ["task.transfer"] = ["reviewer"],
        ["task.delegate"] = ["reviewer"],
        ["task.returnDelegation"] = ["clerk", "reviewer", "head"],
        ["task.addSigner"] = ["reviewer"],
        ["task.removeSigner"] = ["clerk", "reviewer", "head"],
        ["task.withdrawOpinion"] = ["clerk", "reviewer", "head"],
        ["task.urge"] = ["clerk", "reviewer", "head"],
        ["task.copy"] = ["reviewer", "head"],
        ["stage.open"] = ["system"],
        ["stage.close"] = ["system"],
        ["chain.complete"] = ["system"],
        ["timer.fire"] = ["system"],
        ["clocks.recompute"] = ["system"],
    };

    /// <summary>Supervision looks for what it is about, whatever the phase; the cases here have neither card nor breach nor order.</summary>
    private static readonly Dictionary<string, (RejectionKind Kind, string Code)> NothingThere = new()
    {
        ["card.writeOff"] = (RejectionKind.NotFound, "card.not_found"),
        ["breach.explain"] = (RejectionKind.InvalidState, "breach.none"),
        ["order.answer"] = (RejectionKind.NotFound, "order.not_found"),
        ["order.return"] = (RejectionKind.NotFound, "order.not_found"),
        ["order.close"] = (RejectionKind.NotFound, "order.not_found"),
    };

    /// <summary>In a phase where they are possible; the procedure of these cases has no hearing, and no special procedure is open. What happens where there are: JudgeHearing, JudgeSpecialCourse.</summary>
    private static readonly Dictionary<string, (RejectionKind Kind, string Code)> NothingOpen = new()
    {
        ["special.approve"] = (RejectionKind.NotFound, "special.not_found"),
        ["special.refuse"] = (RejectionKind.NotFound, "special.not_found"),
        ["special.notify"] = (RejectionKind.NotFound, "special.not_found"),
        ["special.report"] = (RejectionKind.NotFound, "special.not_found"),
        ["hearing.announce"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.tell"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.request"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.waive"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.schedule"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.replaceChair"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
        ["hearing.record"] = (RejectionKind.InvalidArgument, "hearing.not_provided"),
    };

    /// <summary>In the cases here nobody has delegated or added a signer, and the last opinion is that of none of the people here.</summary>
    private static readonly Dictionary<string, (RejectionKind Kind, string Code)> NothingToUndo = new()
    {
        ["task.returnDelegation"] = (RejectionKind.InvalidState, "task.not_delegated"),
        ["task.removeSigner"] = (RejectionKind.InvalidState, "task.not_added"),
        ["task.withdrawOpinion"] = (RejectionKind.Forbidden, "task.not_yours"),
    };

    private static readonly string[] TaskCommands =
        ["task.claim", "task.release", "task.endorse", "task.object", "task.return", "task.transfer", "task.delegate", "task.addSigner", "task.copy"];

    public static IEnumerable<TestCaseData> PhasesAndCommands() =>
        from phase in Phases.All.Keys from command in Acts.All.Keys select new TestCaseData(phase, command).SetName($"{command} when {phase}");

    public static IEnumerable<TestCaseData> RolesAndCommands() =>
        from who in Acts.People.Keys from command in Acts.All.Keys select new TestCaseData(who, command).SetName($"{command} by {who}");

    [Test]
    public void Every_command_there_is_stands_in_the_matrix()
    {
        var commands = typeof(CaseCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CaseCommand))).ToList();
        Assert.That(Acts.All.Values.Select(act => act.Command(Phases.InReview()).GetType()), Is.EquivalentTo(commands));
        Assert.That(Phases.All.Keys, Is.EquivalentTo(typeof(CaseState).GetNestedTypes().Where(type => !type.IsAbstract).Select(type => char.ToLowerInvariant(type.Name[0]) + type.Name[1..])));
        Assert.That(Phases.All, Has.All.Matches<KeyValuePair<string, Func<Given>>>(phase => phase.Value().Phase == phase.Key));
    }

    [TestCaseSource(nameof(PhasesAndCommands))]
    public void A_command_is_judged_by_the_phase(string phase, string name)
    {
        var given = Phases.All[phase]();
        var tried = given.When(Acts.All[name].By, Phases.Next, Acts.All[name].Command);

        if (phase == "notReceived" && name != "receive")
        {
            tried.ThenRejected(RejectionKind.NotFound, "case.not_found");
        }
        else if (NothingThere.TryGetValue(name, out var nothing))
        {
            tried.ThenRejected(nothing.Kind, nothing.Code);
        }
        else if (name == "order.issue")
        {
            tried.Then("order.issued.v1");
        }
        else if (!Possible.TryGetValue(name, out var phases))
        {
            // The system's own commands are never an error: what does not fit does nothing.
            tried.Then();
        }
        else if (!phases.Contains(phase))
        {
            tried.ThenRejected(RejectionKind.InvalidState, "case.invalid_state");
        }
        else if (name is "task.returnDelegation" or "task.removeSigner")
        {
            tried.ThenRejected(NothingToUndo[name].Kind, NothingToUndo[name].Code);
        }
        else if (NothingOpen.TryGetValue(name, out var none))
        {
            tried.ThenRejected(none.Kind, none.Code);
        }
        else if ((name, phase) == ("decide", "inReview"))
        {
            tried.ThenRejected(RejectionKind.InvalidState, "review.incomplete");
        }
        else
        {
            Assert.That(tried.Decision.Rejection?.Code, Is.Null);
        }
    }

    [TestCaseSource(nameof(RolesAndCommands))]
    public void A_command_is_judged_by_who_gives_it(string who, string name)
    {
        var phase = Possible.TryGetValue(name, out var phases) ? phases[0] : "inReview";
        var given = Phases.All[phase]();
        var tried = given.When(Acts.People[who], Phases.Next, Acts.All[name].Command);

        if (Competent[name].Contains(who) && (NothingThere.TryGetValue(name, out var nothing) || NothingOpen.TryGetValue(name, out nothing)))
        {
            tried.ThenRejected(nothing.Kind, nothing.Code);
        }
        else if (Competent[name].Contains(who) && NothingToUndo.TryGetValue(name, out var undone))
        {
            tried.ThenRejected(undone.Kind, undone.Code);
        }
        else if (Competent[name].Contains(who))
        {
            Assert.That(tried.Decision.Rejection?.Code, Is.Null);
        }
        else if (who == "other applicant" && name == "receive")
        {
            tried.ThenRejected(RejectionKind.Forbidden, "case.other_organisation");
        }
        else if (who == "other applicant" && !IsForTheSystem(name))
        {
            // Its existence is private.
            tried.ThenRejected(RejectionKind.NotFound, "case.not_found");
        }
        else if (who is "clerk elsewhere" or "supervisor above" && !IsForTheSystem(name) && !IsOfSupervision(name))
        {
            tried.ThenRejected(RejectionKind.Forbidden, "case.wrong_office");
        }
        else if (who is "clerk" or "head" && TaskCommands.Contains(name))
        {
            tried.ThenRejected(RejectionKind.Forbidden, "task.role_not_competent");
        }
        else
        {
            tried.ThenRejected(RejectionKind.Forbidden, "case.role_not_competent");
        }
    }

    public static IEnumerable<TestCaseData> PhasesAndCommandsOfOthers() => PhasesAndCommands().Where(row => !IsOfSupervision((string)row.Arguments[1]!));

    [TestCaseSource(nameof(PhasesAndCommandsOfOthers))]
    public void A_supervisor_may_write_off_cards_and_order_and_do_nothing_else(string phase, string name)
    {
        Assert.That(Phases.All[phase]().When(Supervisor, Phases.Next, Acts.All[name].Command).Decision.Rejection?.Code, Is.EqualTo("case.role_not_competent"));
        Assert.That(Phases.All[phase]().When(ProvinceSupervisor, Phases.Next, Acts.All[name].Command).Decision.Rejection?.Kind, Is.EqualTo(RejectionKind.Forbidden));
    }

    private static bool IsOfSupervision(string name) => name is "card.writeOff" or "order.issue" or "order.return" or "order.close";

    private static bool IsForTheSystem(string name) => Competent[name] is ["system"];
}
