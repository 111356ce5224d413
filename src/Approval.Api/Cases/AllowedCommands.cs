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
        ("apply-extension", new CaseCommand.ApplyExtension(0, "")),
        ("special-procedures", new CaseCommand.ApplySpecial("", 0, "", [])),
        ("special-procedures/{n}/approve", new CaseCommand.ApproveSpecial(0, null)),
        ("special-procedures/{n}/refuse", new CaseCommand.RefuseSpecial(0, "")),
        ("special-procedures/{n}/notice", new CaseCommand.NotifySpecial(0, "")),
        ("special-procedures/{n}/result", new CaseCommand.ReportSpecial(0, "", "")),
        ("hearing/announce", new CaseCommand.AnnounceHearing(HearingGround.Request, "")),
        ("hearing/tell-right", new CaseCommand.TellHearingRight([])),
        ("hearing/request", new CaseCommand.RequestHearing(null)),
        ("hearing/waive", new CaseCommand.WaiveHearing(null)),
        ("hearing/schedule", new CaseCommand.ScheduleHearing(default, "", new Officer("", ""), 0, "", null)),
        ("hearing/replace-chair", new CaseCommand.ReplaceChair(new Officer("", ""), "")),
        ("hearing/record", new CaseCommand.RecordHearing("", [])),
    ];

    public static IEnumerable<string> Names => All.Select(command => command.Name);

    public static ImmutableArray<string> For(CaseState state, Facts facts) =>
    [
        .. All.Where(command => IsHeard(CaseDecider.Decide(state, Asking(command.Empty, state), facts).Rejection, command.Name, facts))
            .Select(command => command.Name.Replace("{n}", $"{SpecialOf(state)}", StringComparison.Ordinal)),
    ];

    /// <summary>A breach can be explained only where there is one, and a special procedure is spoken of by its number.</summary>
    private static CaseCommand Asking(CaseCommand empty, CaseState state) => empty switch
    {
        CaseCommand.ExplainBreach explain when state is CaseState.Known { File.Clocks: var clocks } && clocks.FirstOrDefault(clock => clock.Status == ClockStatus.Breached) is { } breached
            => explain with { ClockId = breached.Id },
        CaseCommand.ApproveSpecial approve => approve with { Number = SpecialOf(state) },
        CaseCommand.RefuseSpecial refuse => refuse with { Number = SpecialOf(state) },
        CaseCommand.NotifySpecial notify => notify with { Number = SpecialOf(state) },
        CaseCommand.ReportSpecial report => report with { Number = SpecialOf(state) },
        _ => empty,
    };

    private static int SpecialOf(CaseState state) => state is CaseState.Known { File.Special: { } special } ? special.Number : 0;

    private static bool IsHeard(Rejection? rejection, string name, Facts facts) => rejection switch
    {
        null => true,
        { Kind: not RejectionKind.InvalidArgument } => false,
        _ => name switch
        {
            "extend" or "apply-extension" => facts.Procedure.Extension is not null,
            _ when name.StartsWith("hearing/", StringComparison.Ordinal) => facts.Procedure.Hearing is not null,
            "suspend" or "exclude" or "special-procedures" => !facts.Procedure.Suspensions.IsEmpty,
            _ => true,
        },
    };
}
