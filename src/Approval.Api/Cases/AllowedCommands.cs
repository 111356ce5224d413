using System.Collections.Immutable;
using Approval.Engine.Cases;
using Approval.Engine.Clocks;

namespace Approval.Api.Cases;

/// <summary>
/// Which commands the caller could give now. The Engine itself is asked, with commands that say nothing: one that it refuses only
/// for what is missing in it would be heard.
/// </summary>
public static class AllowedCommands
{
    private static readonly ImmutableArray<(string Name, CaseCommand Empty)> All =
    [
        ("request-correction", new CaseCommand.RequestCorrection([], null)),
        ("submit-correction", new CaseCommand.SubmitCorrection([], null)),
        ("accept", new CaseCommand.Accept()),
        ("refuse-acceptance", new CaseCommand.RefuseAcceptance("", "", [])),
        ("decline", new CaseCommand.Decline(DeclineKind.NotRequired, null, null)),
        ("withdraw", new CaseCommand.Withdraw(null)),
        ("suspend", new CaseCommand.Suspend("", 0, "", "")),
        ("resume", new CaseCommand.Resume(null)),
        ("exclude", new CaseCommand.Exclude("", default, default, "", "")),
        ("extend", new CaseCommand.Extend(0, "")),
        ("decide", new CaseCommand.Decide(Outcome.Refused, [], null, [], [])),
        ("issue", new CaseCommand.Issue(null)),
        ("serve", new CaseCommand.Serve(ServiceMethod.Direct)),
        ("terminate", new CaseCommand.Terminate("")),
        ("revoke", new CaseCommand.Revoke(RevocationGround.Other, "")),
        ("urge", new CaseCommand.Urge(null)),
        ("transfer-office", new CaseCommand.TransferOffice("", "")),
        ("explain-breach", new CaseCommand.ExplainBreach("", "")),
    ];

    public static IEnumerable<string> Names => All.Select(command => command.Name);

    public static ImmutableArray<string> For(CaseState state, Facts facts) =>
        [.. All.Where(command => IsHeard(CaseDecider.Decide(state, Asking(command.Empty, state), facts).Rejection, command.Name, facts)).Select(command => command.Name)];

    /// <summary>A breach can be explained only where there is one.</summary>
    private static CaseCommand Asking(CaseCommand empty, CaseState state) =>
        empty is CaseCommand.ExplainBreach explain && state is CaseState.Known { File.Clocks: var clocks } && clocks.FirstOrDefault(clock => clock.Status == ClockStatus.Breached) is { } breached
            ? explain with { ClockId = breached.Id }
            : empty;

    private static bool IsHeard(Rejection? rejection, string name, Facts facts) => rejection switch
    {
        null => true,
        { Kind: not RejectionKind.InvalidArgument } => false,
        _ => name switch
        {
            "extend" => facts.Procedure.Extension is not null,
            "suspend" or "exclude" => !facts.Procedure.Suspensions.IsEmpty,
            _ => true,
        },
    };
}
