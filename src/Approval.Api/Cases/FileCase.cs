using System.Security.Cryptography;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Engine.Cases;
using Approval.Workflows;
using Approval.Workflows.Personal;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Cases;

public static class FileCase
{
    /// <summary>Without 0, O, 1, I, L: read out on the telephone.</summary>
    private const string TrackingAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static async Task<Results<Answered<Receipt>, Refusal>> Handle(
        Posted<FileCaseRequest> body,
        HttpContext context,
        Caller caller,
        RulebookStore rulebooks,
        SubmittedMaterials submitted,
        CaseRunner runner,
        CaseReader reader,
        PersonalVault vault,
        ReceiptSigning signing,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var key = IdempotencyHeader.Read(context, caller.Actor.Id, body.Bytes);
        var request = body.Value;
        if (request.Project?.Classified == true)
        {
            return (Refusal)IntakeCheck.Classified;
        }

        var rules = rulebooks.Current;
        var (materials, materialErrors) = await submitted.ReadAsync(request.Materials ?? [], caller, cancellation);
        var errors = IntakeCheck.Errors(request, rules, CivilTime.DayOf(request.ReceivedAt ?? clock.GetUtcNow()), out var procedure, out var office, out var form, out var channel);
        errors.AddRange(materialErrors);
        if (errors.Count > 0 || procedure is null || office is null)
        {
            return (Refusal)Problems.Invalid([.. errors]);
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var (application, personal) = vault.Seal(id, IntakeCheck.Application(request, form, materials));

        // A natural person who files on paper has no organisation and no token; the number on the identity card is no name for a column.
        var organisation = caller.IsApplicant ? caller.Actor.Organisation ?? "" : application.Applicant.Type == "person" ? $"person:{id:N}" : application.Applicant.Identifier;
        var code = RandomNumberGenerator.GetString(TrackingAlphabet, 6);
        var command = new CaseCommand.Receive(id, "", code, request.Window!, channel, organisation, application) { EffectiveAt = request.ReceivedAt };
        var outcome = await runner.RunAsync(
            new CaseRequest(id, command, caller.Actor)
            {
                Intake = new Intake(procedure.Code, office.Code),
                Personal = personal,
                Key = key,
                Answer = after => Answers.Render(
                    StatusCodes.Status201Created, signing.Sign((CaseState.Known)after.State, code, materials), after.Version, $"/api/v1/cases/{id}"),
            },
            cancellation);
        if (outcome is { Replayed: true, Rejection: null, Answer.Location: { } location }
            && await SeenCase.FindAsync(Guid.Parse(location.AsSpan(location.LastIndexOf('/') + 1)), caller, reader, rulebooks, cancellation) is (null, { } notYours))
        {
            return (Refusal)notYours;
        }

        return outcome is { Rejection: null, Answer: { } answer }
            ? new Answered<Receipt>(answer, outcome.Replayed)
            : (Refusal)Problem.Of(outcome.Rejection!);
    }
}
