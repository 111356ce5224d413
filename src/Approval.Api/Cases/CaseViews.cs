using System.Collections.Immutable;
using Approval.Api.Identity;
using Approval.Api.Proceedings;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Tasks;
using Approval.Workflows.Personal;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Api.Cases;

/// <summary>Shows cases: everything that depends on the rules in force, on today and on who looks.</summary>
public sealed class CaseViews(RulebookStore rulebooks, PersonalVault vault, TimeProvider clock)
{
    public CaseView Show(StoredCase stored, Caller caller)
    {
        var (rules, file) = (rulebooks.Current, stored.State.File);
        var procedure = rules.Procedure(file.Procedure, file.ProcedureVersion);
        var isOwner = caller.IsApplicant && caller.Actor.Organisation == file.Organisation;
        var isEntitled = isOwner || (caller.IsOfficer && caller.Actor.Office == file.Office);
        var application = isEntitled ? vault.Open(file.Id, stored.Application, stored.Personal) : PersonalData.Mask(stored.Application);
        var (form, withheld) = ConfidentialFields.Show(application.Form, procedure, isEntitled);
        var acceptance = CaseEvolution.AcceptanceOf(stored.State);
        var determination = CaseFacts.DeterminationOf(stored);
        return new CaseView(
            file.Id,
            file.Number,
            isOwner ? stored.Tracking.TrackingCode : null,
            new CaseProcedureView(procedure.Code, procedure.Version, procedure.Name),
            file.Office,
            stored.Tracking.Window,
            stored.Tracking.Channel,
            PhaseNames.Of(stored.State).En,
            determination?.Outcome,
            file.Lamp,
            file.WorstLamp,
            acceptance is null ? null : acceptance.Deemed ? "deemed" : "explicit",
            acceptance?.On,
            determination?.On,
            file.ReceivedAt,
            file.ReceiptDay,
            application.Applicant,
            application.Agent,
            application.Project,
            form,
            withheld,
            stored.Application.Materials,
            Clocks(stored.State),
            [.. OpenTasks(stored.State).Select(task => TaskOf(task, procedure, file, caller))],
            CaseFacts.CorrectionOf(stored),
            CaseFacts.SuspensionOf(stored, procedure),
            SpecialProcedureView.Of(file.Special, procedure, caller.IsOfficer),
            HearingView.Of(file.Hearing),
            determination,
            CaseFacts.DocumentOf(stored),
            CaseFacts.EndingOf(stored),
            stored.Version,
            Allowed(stored, caller.Actor),
            caller.IsApplicant ? null : file.Orders is { } orders ? [.. orders.Select(order => new CaseOrderView(SupervisionIdentity.OfOrder(file.Id, order.Number), order.Number, order.Due, order.Status))] : null);
    }

    /// <param name="at">Remaining days are those after the day of this instant; now unless said.</param>
    public ImmutableArray<ClockView> Clocks(CaseState.Known state, DateTimeOffset? at = null)
    {
        var rules = rulebooks.Current;
        var calendar = rules.CalendarOf(rules.Offices[state.File.Office]);
        var today = CivilTime.DayOf(at ?? clock.GetUtcNow());
        return [.. state.File.Clocks.Select(c => ClockViews.Show(c, calendar, today))];
    }

    /// <summary>Who has interests is held against the numbers of the parties themselves, as the write path does it.</summary>
    public ImmutableArray<string> Allowed(StoredCase stored, Actor actor)
    {
        var (rules, file) = (rulebooks.Current, stored.State.File);
        var office = rules.Offices[file.Office];
        var facts = new Facts(clock.GetUtcNow(), actor, rules.Procedure(file.Procedure, file.ProcedureVersion), office, rules.CalendarOf(office), rules.Offices)
        {
            Application = actor.Interests.IsDefaultOrEmpty ? null : vault.Open(file.Id, stored.Application, stored.Personal),
        };
        return AllowedCommands.For(stored.State, facts);
    }

    private static IEnumerable<CaseTask> OpenTasks(CaseState state) => state switch
    {
        CaseState.InReview s => s.Review.Tasks.Where(task => task.IsOpen),
        CaseState.Suspended { Review: { } review } => review.Tasks.Where(task => task.IsOpen),
        _ => [],
    };

    private static OpenTaskView TaskOf(CaseTask task, Engine.Procedures.Procedure procedure, CaseFile file, Caller caller)
    {
        var step = procedure.Chain.Find(task.Stage)!.Steps.First(s => s.Id == task.Step);
        var due = file.Clock(Engine.Clocks.Clock.StepId(task.Stage, task.Step))?.Deadline?.Due;
        var (assignee, name) = caller.IsApplicant ? (null, null) : (task.Assignee, task.AssigneeName);
        return new OpenTaskView(
            task.Id, task.Stage, task.Step, step.Name, task.Role, step.Department, task.Signer, task.Status == CaseTaskStatus.Claimed ? "claimed" : "offered", assignee, name, due);
    }
}
