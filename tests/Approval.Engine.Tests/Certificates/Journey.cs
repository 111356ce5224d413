using System.Collections.Immutable;
using Approval.Engine.Calendars;
using Approval.Engine.Cases;
using Approval.Engine.Certificates;
using Approval.Engine.Offices;
using Approval.Engine.Procedures;
using Approval.Engine.Tests.Cases;
using Approval.Workflows.Orchestration;
using CalendarSeeds = Approval.Engine.Tests.Calendars.Seeds;
using ProcedureSeeds = Approval.Engine.Tests.Procedures.Seeds;

namespace Approval.Engine.Tests.Certificates;

/// <summary>A case told from its first act on, by the procedures, offices and calendars of the repository; the journal knows when each act was typed.</summary>
internal sealed class Journey(Procedure procedure, Office office, WorkingCalendar calendar)
{
    private static readonly ChainOrchestrator Chain = new();
    private static readonly ImmutableDictionary<string, Office> Offices =
        OfficeReader.Read(ProcedureSeeds.OfficesText(), "offices.json").Offices.ToImmutableDictionary(office => office.Code);

    private readonly List<(CaseEntry Entry, DateTimeOffset RecordedAt)> _journal = [];

    public Procedure Procedure { get; } = procedure;

    public Office Office { get; } = office;

    public WorkingCalendar Calendar { get; set; } = calendar;

    public CaseState State { get; private set; } = CaseState.Initial;

    public IReadOnlyList<(CaseEntry Entry, DateTimeOffset RecordedAt)> Journal => _journal;

    public CaseFile File => ((CaseState.Known)State).File;

    public Actor Clerk => By("clerk", Roles.Clerk);

    public Actor Head => By("head", Roles.Head);

    public static Journey Of(string procedure, string office = "430100", WorkingCalendar? calendar = null) =>
        new(ProcedureSeeds.Procedure(procedure), Offices[office], calendar ?? CalendarSeeds.China);

    /// <summary>Received at the window and accepted at the same time.</summary>
    public static Journey Accepted(string procedure, string at, string office = "430100", bool key = false, WorkingCalendar? calendar = null) =>
        Of(procedure, office, calendar).Received(at, key).Must(journey => journey.Clerk, at, new CaseCommand.Accept());

    public Journey Received(string at, bool key = false) => Received(World.At(at), World.CaseId, "430100012026030200017", key);

    public Journey Received(DateTimeOffset at, Guid id, string number, bool key = false) =>
        Must(_ => Clerk, at, new CaseCommand.Receive(id, number, "K7M2QX", $"{Office.Code}-01", Channel.Window, World.Applicant.Organisation!, World.Filed(key)));

    public Actor By(string id, string role) => new(id, id, ActorKind.Person, [role], Office.Code, null);

    public Journey Must(Func<Journey, Actor> by, string at, CaseCommand command, string? effective = null) =>
        Must(by, World.At(at), effective is null ? command : command with { EffectiveAt = World.At(effective) });

    public Journey Must(Func<Journey, Actor> by, DateTimeOffset now, CaseCommand command)
    {
        Assert.That(Try(by(this), now, command)?.Code, Is.Null, $"{command.Name} at {now:O}");
        return this;
    }

    /// <summary>The command, and what the chain does next; every timer due by then fires first, as <see cref="CaseDecider"/> sees to it.</summary>
    public Rejection? Try(Actor by, DateTimeOffset now, CaseCommand command)
    {
        var decision = CaseDecider.Decide(State, command, new Facts(now, by, Procedure, Office, Calendar, Offices));
        if (decision.Rejection is not null)
        {
            return decision.Rejection;
        }

        State = decision.State;
        _journal.AddRange(decision.Entries.Select(entry => (entry, now)));
        foreach (var next in State is CaseState.Known ? Chain.React(Procedure, State, [.. decision.Entries.Select(entry => entry.Event)], null).Commands : [])
        {
            Assert.That(Try(World.ChainRule, now, next), Is.Null, next.Name);
        }

        return null;
    }

    /// <summary>Every open task is endorsed until the chain is complete.</summary>
    public Journey Reviewed(string at)
    {
        while (State is CaseState.InReview { Review.Tasks: var tasks } && tasks.FirstOrDefault(task => task.IsOpen) is { } task)
        {
            Must(_ => By($"{task.Role}-{task.Signer}", task.Role), at, new CaseCommand.EndorseTask(task.Id, "同意"));
        }

        return this;
    }

    public DeadlineCertificate Certificate(string clockId, WorkingCalendar? calendar = null) =>
        DeadlineCertificate.For(Journal, clockId, Procedure, Office, calendar ?? Calendar) ?? throw new AssertionException($"No clock {clockId}.");

    /// <summary>The calendar files of the repository up to a year, as a citizen would download them.</summary>
    public static IEnumerable<(string File, string Text)> Files(int lastYear = 2026) =>
        CalendarSeeds.Years.Where(year => year <= lastYear).Select(year => ($"{year}.json", CalendarSeeds.Text(year)));
}
