using Approval.Workflows.Stepping;
using Approval.Workflows.Tests.Stepping;

namespace Approval.Workflows.Tests.Crashes;

/// <summary>The lines between the victim and the test that kills it.</summary>
internal static class Say
{
    public const string Ready = "ready";

    public static void IsReady() => Line(Ready);

    /// <summary>About to be sent.</summary>
    public static void Ask(CaseRequest request) => Line($"{(request.Intake is null ? "step" : "intake")} {request.CaseId}");

    /// <summary>Known to be stored.</summary>
    public static void Acknowledge(CaseRequest request, CaseOutcome outcome) => Line(outcome.Rejection is null && !outcome.Replayed ? $"ack {request.CaseId} {outcome.Version}" : $"no {request.CaseId}");

    /// <summary>Sent, and nobody knows.</summary>
    public static void Unknown(CaseRequest request) => Line($"unknown {request.CaseId}");

    public static void Fault(Exception fault) => Line($"fault {fault.ToString().ReplaceLineEndings(" ")}");

    public static void Line(string line) => Console.Out.WriteLine(line);

    /// <summary>Every intake of a victim can be asked for again by whoever knows the case's id.</summary>
    public static CaseRequest KeyedIntake(Guid id) => World.Intake(id: id) with { Key = Keys.New(id.ToString()), Answer = Keys.Answer };
}
