using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Personal;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Approval.Workflows.Versions;

namespace Approval.Workflows.Stepping;

/// <summary>Works out the steps of one transaction in memory, in the order asked; several requests for a case build on each other.</summary>
internal sealed class StepTaking(LoadedCases loaded, Rulebook rules, IOrchestrator orchestrator, PersonalVault? vault, DateTimeOffset now)
{
    private readonly Dictionary<Guid, WrittenStep> steps = [];

    /// <summary>What is to be written, one for each case that changed.</summary>
    public IReadOnlyCollection<WrittenStep> Steps => steps.Values;

    public CaseOutcome Take(CaseRequest request)
    {
        var known = steps.GetValueOrDefault(request.CaseId)?.After ?? loaded.Cases.GetValueOrDefault(request.CaseId);
        var outcome = (known, request.Intake) switch
        {
            ({ } record, null) => Take(record, request.Command, request),
            ({ }, { }) => CaseOutcome.Rejected(RunnerRejections.CaseExists),
            (null, { } intake) => TakeIn(intake, request),
            (null, null) => CaseOutcome.Rejected(RunnerRejections.CaseNotFound),
        };
        return outcome.Rejection is null ? outcome with { Answer = request.Answer?.Invoke(outcome) } : outcome;
    }

    /// <summary>
    /// A kept answer is given again only to somebody who still may give the command: rights are those of now, not of then. An intake is
    /// judged by its window, wherever the case has gone since: the receipt is that window's.
    /// </summary>
    public CaseOutcome Replay(CaseOutcome answered, CaseRequest request)
    {
        var record = request.Intake is null ? loaded.Cases.GetValueOrDefault(request.CaseId) : null;
        var (procedure, office) = record is not null
            ? (rules.Procedure(record.Procedure, record.ProcedureVersion), rules.Offices[record.Office])
            : (rules.Find(request.Intake?.Procedure ?? ""), rules.Offices.GetValueOrDefault(request.Intake?.Office ?? ""));
        if (procedure is null || office is null)
        {
            return answered;
        }

        var facts = new Facts(now, request.Actor, procedure, office, rules.CalendarOf(office), rules.Offices);
        return Competence.Check(request.Command, (record?.State as CaseState.Known)?.File, facts) is { } notCompetent ? CaseOutcome.Rejected(notCompetent) : answered;
    }

    private CaseOutcome TakeIn(Intake intake, CaseRequest request)
    {
        var receivedOn = CivilTime.DayOf(request.Command.EffectiveAt ?? now);
        if (rules.InForce(intake.Procedure, receivedOn) is not { } procedure)
        {
            return CaseOutcome.Rejected(RunnerRejections.ProcedureUnknown(intake.Procedure));
        }

        if (!rules.TakesCases(procedure, receivedOn))
        {
            return CaseOutcome.Rejected(VersionRejections.TakesNoCases(procedure.Code));
        }

        if (!rules.Offices.TryGetValue(intake.Office, out var office))
        {
            return CaseOutcome.Rejected(RunnerRejections.OfficeUnknown(intake.Office));
        }

        var series = NumberSeries.Of(intake);
        var receive = CaseNumbers.Allot((CaseCommand.Receive)request.Command, loaded.Serials.Peek(series), office, procedure, now);
        var outcome = Take(CaseRecord.New(request.CaseId, procedure.Code, procedure.Version, office.Code), receive, request);
        if (outcome.Rejection is null)
        {
            loaded.Serials.Use(series);
        }

        return outcome;
    }

    private CaseOutcome Take(CaseRecord record, CaseCommand command, CaseRequest request)
    {
        // Whoever saw the case as it is stored has seen all that people did to it: the recomputation does not make that stale.
        var isStale = request.ExpectedVersion is { } seen && seen != record.Version;
        var recomputed = isStale ? null : loaded.Recomputing?.Recompute(record, rules, orchestrator, now);
        var step = CaseStep.Take(recomputed?.After ?? record, command, request.Actor, recomputed?.After.Version ?? request.ExpectedVersion, rules, orchestrator, now, GroundsOf(request, record));
        if (step.Rejection is { } rejection)
        {
            return new CaseOutcome(record.State, record.Version, [], record.Application, rejection);
        }

        if (recomputed is not null || step.Rows.Length > 0)
        {
            var written = WrittenStep.Of(recomputed, step, null);
            steps[request.CaseId] = steps.TryGetValue(request.CaseId, out var earlier) ? earlier.Then(written) : written;
        }

        return new CaseOutcome(step.After.State, step.After.Version, [.. recomputed?.Rows ?? [], .. step.Rows], step.After.Application, null);
    }

    private StepGrounds GroundsOf(CaseRequest request, CaseRecord record) => new(loaded.Absences, WholeApplication(request, record), request.ChairInterests, request.Fault);

    /// <summary>Who has interests is held against the numbers themselves, not against what the journal leaves of them. Nobody else pays for opening them.</summary>
    private Application? WholeApplication(CaseRequest request, CaseRecord record)
    {
        if (vault is null || !request.HasInterests)
        {
            return null;
        }

        var (application, personal) = request.Command is CaseCommand.Receive receive
            ? (receive.Application, request.Personal)
            : (record.Application, loaded.Personal.GetValueOrDefault(request.CaseId));
        return application is null ? null : vault.Open(request.CaseId, application, personal);
    }
}

/// <summary>A case and everything that one transaction writes about it.</summary>
/// <param name="Fired">The timer rows that were claimed for it; null when none were: then they are as the state before planned them.</param>
public sealed record WrittenStep(CaseRecord Before, CaseRecord After, IReadOnlyList<CaseEntry> Entries, IReadOnlyList<Engine.Audit.JournalRow> Rows, IReadOnlyList<PlannedTimer>? Fired)
{
    public static WrittenStep Of(CaseStep step, IReadOnlyList<PlannedTimer>? fired) => new(step.Before, step.After, step.Entries, step.Rows, fired);

    /// <param name="recomputed">The recomputation by a new calendar that the step waited for; null when it waited for none.</param>
    public static WrittenStep Of(CaseStep? recomputed, CaseStep step, IReadOnlyList<PlannedTimer>? fired) =>
        recomputed is null ? Of(step, fired) : Of(recomputed, fired).Then(Of(step, null));

    public WrittenStep Then(WrittenStep next) => this with { After = next.After, Entries = [.. Entries, .. next.Entries], Rows = [.. Rows, .. next.Rows] };
}
