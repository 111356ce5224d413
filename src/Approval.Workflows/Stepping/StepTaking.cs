using Approval.Engine.Cases;
using Approval.Engine.Clocks;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;

namespace Approval.Workflows.Stepping;

/// <summary>Works out the steps of one transaction in memory, in the order asked; several requests for a case build on each other.</summary>
internal sealed class StepTaking(LoadedCases loaded, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
{
    private readonly Dictionary<Guid, WrittenStep> steps = [];

    /// <summary>What is to be written, one for each case that changed.</summary>
    public IReadOnlyCollection<WrittenStep> Steps => steps.Values;

    /// <summary>A due timer: judged like any other command, and its row is settled whether or not anything came of it.</summary>
    public static WrittenStep Fire(IReadOnlyList<DueTimer> due, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now)
    {
        var first = due[0];
        var command = new CaseCommand.FireTimer(first.Armed.ClockId, first.Armed.Kind, first.Armed.LedgerVersion);
        var step = CaseStep.Take(first.Case, command, Actor.Rule("timer"), null, rules, orchestrator, now);
        return step.Rejection is { } rejection
            ? throw new InvalidOperationException($"Timer {first.Armed.ClockId} of case {first.Case.Id} was rejected: {rejection.Message.En}")
            : WrittenStep.Of(step, [.. due.Select(timer => timer.Armed)]);
    }

    public CaseOutcome Take(CaseRequest request)
    {
        var record = steps.GetValueOrDefault(request.CaseId)?.After ?? loaded.Cases.GetValueOrDefault(request.CaseId);
        var command = request.Command;
        if (request.Intake is { } intake)
        {
            if (record is not null || rules.Find(intake.Procedure) is not { } procedure)
            {
                return CaseOutcome.Rejected(RunnerRejections.CaseExists);
            }

            record = CaseRecord.New(request.CaseId, procedure.Code, procedure.Version, intake.Office);
            command = CaseNumbers.Allot((CaseCommand.Receive)command, loaded.Serials[request.CaseId], rules.Offices[intake.Office], procedure, now);
        }

        if (record is null)
        {
            return CaseOutcome.Rejected(RunnerRejections.CaseNotFound);
        }

        var step = CaseStep.Take(record, command, request.Actor, request.ExpectedVersion, rules, orchestrator, now);
        var outcome = new CaseOutcome(step.After.State, step.After.Version, step.Rows, step.After.Application, step.Rejection);
        if (step.Rejection is not null)
        {
            return outcome;
        }

        if (step.Rows.Length > 0)
        {
            steps[request.CaseId] = steps.TryGetValue(request.CaseId, out var earlier) ? earlier.Then(step) : WrittenStep.Of(step, null);
        }

        return outcome with { Answer = request.Answer?.Invoke(outcome) };
    }
}

/// <summary>A case and everything that one transaction writes about it.</summary>
/// <param name="Fired">The timer rows that were claimed for it; null when none were: then they are as the state before planned them.</param>
public sealed record WrittenStep(CaseRecord Before, CaseRecord After, IReadOnlyList<CaseEntry> Entries, IReadOnlyList<Engine.Audit.JournalRow> Rows, IReadOnlyList<PlannedTimer>? Fired)
{
    public static WrittenStep Of(CaseStep step, IReadOnlyList<PlannedTimer>? fired) => new(step.Before, step.After, step.Entries, step.Rows, fired);

    public WrittenStep Then(CaseStep next) => this with { After = next.After, Entries = [.. Entries, .. next.Entries], Rows = [.. Rows, .. next.Rows] };
}

/// <summary>A claimed timer row with its case.</summary>
internal sealed record DueTimer(CaseRecord Case, PlannedTimer Armed);
