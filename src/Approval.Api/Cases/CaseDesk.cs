using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine.Audit;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

/// <summary>
/// Takes a command on a case from HTTP to the write path and back. Existence and sight are judged before the version, so that
/// no precondition tells a stranger anything.
/// </summary>
public sealed class CaseDesk(IHttpContextAccessor http, CaseReader reader, CaseRunner runner, CaseViews views, RulebookStore rulebooks, PeopleDirectory people)
{
    public Task<Results<Answered<CaseView>, Refusal>> RunAsync(Guid id, byte[] body, CaseCommand command, CancellationToken cancellation) =>
        RunAsync(id, body, null, "", _ => command, cancellation);

    /// <summary>A command that names an officer. Their name is the directory's, whatever the request calls them.</summary>
    /// <param name="person">An id; blank when the request names nobody, of which the Engine will have to say something.</param>
    /// <param name="pointer">Where the body names them.</param>
    public async Task<Results<Answered<CaseView>, Refusal>> RunAsync(Guid id, byte[] body, string? person, string pointer, Func<Officer, CaseCommand> command, CancellationToken cancellation)
    {
        var context = http.HttpContext!;
        var caller = Caller.Of(context.User);
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body);
        var expected = EntityTag.IfMatch(context.Request);
        if (await reader.FindAsync(id, cancellation) is not { } stored)
        {
            return (Refusal)await SeenCase.WhyNotAsync(id, caller, reader, cancellation);
        }

        var file = stored.State.File;
        if (CaseSight.Of(caller, rulebooks.Current).Refuse(file.Organisation, file.Office, file.Participants) is { } notYours)
        {
            return (Refusal)notYours;
        }

        if (expected is null)
        {
            return (Refusal)EntityTag.Required;
        }

        var named = string.IsNullOrWhiteSpace(person) ? (new Officer("", ""), []) : await people.FindWithInterestsAsync(person, cancellation);
        var outcome = await runner.RunAsync(
            new CaseRequest(id, command(named?.Officer ?? new Officer(person!, "")), caller.Actor, expected)
            {
                ChairInterests = named?.Interests ?? [],
                Fault = named is null ? PeopleDirectory.Unknown(pointer) : null,
                Key = key,
                Answer = after => Answers.Render(StatusCodes.Status200OK, views.Show(After(stored, after), caller), after.Version),
            },
            cancellation);
        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<CaseView>(answer, outcome.Replayed)
            : (Refusal)Refused(outcome, stored, caller);
    }

    /// <summary>The case as this step leaves it: what was read before, and what the step added.</summary>
    private static StoredCase After(StoredCase before, CaseOutcome outcome) => before with
    {
        Version = outcome.Version,
        State = (CaseState.Known)outcome.State,
        Application = outcome.Application ?? before.Application,
        Notable = [.. before.Notable, .. outcome.Rows.Where(row => StoredCase.NotableTypes.Contains(row.Type)).Select(row => JournalRow.Open(row.Body))],
    };

    private Problem Refused(CaseOutcome outcome, StoredCase stored, Caller caller)
    {
        var problem = Problem.Of(outcome.Rejection!);
        return outcome is { Rejection.Kind: RejectionKind.InvalidState, State: CaseState.Known state }
            ? problem with { State = PhaseNames.Of(state).En, AllowedCommands = views.Allowed(stored with { State = state }, caller.Actor) }
            : problem;
    }
}
