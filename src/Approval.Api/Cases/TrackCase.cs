using System.Security.Cryptography;
using System.Text;
using Approval.Api.Http;
using Approval.Engine.Cases;
using Approval.Engine.Procedures;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Approval.Workflows.Storage.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Cases;

public sealed record TrackCaseRequest(string CaseNumber, string TrackingCode);

/// <summary>What anybody who holds the receipt may know.</summary>
public sealed record TrackedCase(
    string CaseNumber,
    CaseProcedureView Procedure,
    string State,
    LocalText StateName,
    string? Outcome,
    string? Acceptance,
    DateTimeOffset ReceivedAt,
    DateOnly? AcceptedOn,
    DateOnly? DecidedOn,
    DateOnly? Due);

public static class TrackCase
{
    /// <summary>A wrong code and a wrong number get the same answer.</summary>
    public static async Task<Results<Ok<TrackedCase>, Refusal>> Handle(Posted<TrackCaseRequest> body, ApprovalDb db, RulebookStore rulebooks, CancellationToken cancellation)
    {
        var number = body.Value.CaseNumber.Trim();
        RowSight.Current = RowSight.Nothing with { Tracked = number };
        var row = await db.Cases.SingleOrDefaultAsync(found => found.Number == number, cancellation);
        if (row is null || !Same(row.TrackingCode, body.Value.TrackingCode.Trim().ToUpperInvariant()))
        {
            return (Refusal)Problems.NotFound("case.not_found", "办件编号或者查询码不正确。", "The case number or the tracking code is wrong.");
        }

        var procedure = rulebooks.Current.Procedure(row.ProcedureCode, row.ProcedureVersion);
        return TypedResults.Ok(new TrackedCase(
            row.Number,
            new CaseProcedureView(procedure.Code, procedure.Version, procedure.Name),
            row.Phase,
            PhaseNames.Of(CaseJson.ReadState(row.State)),
            row.Outcome,
            row.Acceptance,
            row.ReceivedAt,
            row.AcceptedOn,
            row.DecidedOn,
            row.DueOn));
    }

    private static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
