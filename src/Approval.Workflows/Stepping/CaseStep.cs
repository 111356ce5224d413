using System.Collections.Immutable;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows.Orchestration;
using Approval.Workflows.Rulebooks;

namespace Approval.Workflows.Stepping;

/// <summary>One step of one case, worked out in memory: the command, and what the orchestrator makes of it, to the end.</summary>
/// <param name="Before">The case as loaded.</param>
/// <param name="After">The case as it is to be written.</param>
/// <param name="Rows">The journal rows to append; none when nothing changed.</param>
public sealed record CaseStep(CaseRecord Before, CaseRecord After, ImmutableArray<CaseEntry> Entries, ImmutableArray<JournalRow> Rows, Rejection? Rejection)
{
    /// <summary>A chain that still answers itself after so many rounds is a fault of the orchestrator.</summary>
    private const int MaxRounds = 100;

    private static readonly Actor Orchestrating = Actor.Rule("orchestrator");

    /// <param name="expectedVersion">Judged after existence and rights, so that a stale answer tells a stranger nothing.</param>
    /// <param name="grounds">Null for the system, which stands in for nobody and has no interests.</param>
    public static CaseStep Take(CaseRecord record, CaseCommand command, Actor actor, int? expectedVersion, Rulebook rules, IOrchestrator orchestrator, DateTimeOffset now, StepGrounds? grounds = null)
    {
        var procedure = rules.Procedure(record.Procedure, record.ProcedureVersion);
        var office = rules.Offices[record.Office];
        var facts = new Facts(now, actor, procedure, office, rules.CalendarOf(office), rules.Offices)
        {
            Application = grounds?.Application ?? record.Application,
            Absences = [.. grounds?.Absences ?? []],
            ChairInterests = grounds?.ChairInterests ?? [],
            Target = command is CaseCommand.MoveToVersion move ? rules.Find(record.Procedure, move.Version) : null,
        };
        if (Competence.Check(command, (record.State as CaseState.Known)?.File, facts) is { } notCompetent)
        {
            return new CaseStep(record, record, [], [], notCompetent);
        }

        if (expectedVersion is { } expected && expected != record.Version)
        {
            return new CaseStep(record, record, [], [], RunnerRejections.Stale(expected, record.Version));
        }

        if (grounds?.Fault is { } fault)
        {
            return new CaseStep(record, record, [], [], fault);
        }

        var decision = CaseDecider.Decide(record.State, command, facts);
        if (decision.Rejection is { } rejection)
        {
            return new CaseStep(record, record, [], [], rejection);
        }

        if (decision.State is CaseState.Known { File.ProcedureVersion: var version } && version != record.ProcedureVersion && record.Version > 0)
        {
            // The chain goes on by the version that the case was moved to.
            procedure = rules.Procedure(record.Procedure, version);
            facts = facts with { Procedure = procedure };
        }

        var entries = decision.Entries.ToBuilder();
        var orchestration = record.Orchestration;
        var fresh = decision.Entries;
        for (var round = 0; fresh.Length > 0; round++)
        {
            var reaction = orchestrator.React(procedure, decision.State, [.. fresh.Select(entry => entry.Event)], orchestration);
            orchestration = reaction.Stored;
            fresh = [];
            foreach (var next in reaction.Commands)
            {
                decision = CaseDecider.Decide(decision.State, next with { EffectiveAt = command.EffectiveAt }, facts with { Actor = Orchestrating });
                if (decision.Rejection is { } refused || round == MaxRounds)
                {
                    throw new InvalidOperationException($"The orchestrator asked case {record.Id} for {next.Name} in round {round}: {decision.Rejection?.Message.En ?? "it does not come to an end"}.");
                }

                fresh = fresh.AddRange(decision.Entries);
            }

            entries.AddRange(fresh);
        }

        return Sealed(record, decision.State, orchestration, entries.ToImmutable(), now);
    }

    private static CaseStep Sealed(CaseRecord before, CaseState state, string? orchestration, ImmutableArray<CaseEntry> entries, DateTimeOffset now)
    {
        var rows = ImmutableArray.CreateBuilder<JournalRow>(entries.Length);
        var (version, head) = (before.Version, before.Head);
        foreach (var entry in entries)
        {
            var row = JournalRow.Seal(before.Id, ++version, entry, now, head);
            head = row.Hash;
            rows.Add(row);
        }

        var office = state is CaseState.Known known ? known.File.Office : before.Office;
        var after = before with
        {
            ProcedureVersion = state is CaseState.Known { File.ProcedureVersion: var pinned } ? pinned : before.ProcedureVersion,
            Version = version,
            Head = head,
            State = state,
            Orchestration = orchestration,
            Office = office,
            Application = ApplicationAfter(before.Application, entries),
        };
        return new CaseStep(before, after, entries, rows.MoveToImmutable(), null);
    }

    /// <summary>A correction replaces the materials it hands in.</summary>
    private static Application? ApplicationAfter(Application? application, ImmutableArray<CaseEntry> entries)
    {
        foreach (var entry in entries)
        {
            application = entry.Event switch
            {
                CaseEvent.Received received => received.Application,
                CaseEvent.CorrectionSubmitted correction => With(application, correction.Materials),
                CaseEvent.ReviewCorrectionSubmitted correction => With(application, correction.Materials),
                _ => application,
            };
        }

        return application;
    }

    private static Application? With(Application? application, ImmutableArray<SubmittedMaterial> handedIn) => application is null ? null : application with
    {
        Materials = [.. application.Materials.Where(old => handedIn.All(material => material.Code != old.Code)), .. handedIn],
    };
}
