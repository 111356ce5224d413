using Approval.Api.Http;
using Approval.Api.Identity;

namespace Approval.Api.Audit;

public static class AuditRoutes
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/audit").WithTags("Audit");

        // Hashes only: the more people keep them, the less can be rewritten.
        var open = group.MapGroup("/").AllowAnonymous();
        open.MapGet("/checkpoints", ListCheckpoints.Handle).WithName("ListCheckpoints").WithSummary("Signed checkpoints over the whole journal, newest first");
        open.MapGet("/key", GetAuditKey.Handle).Produces(StatusCodes.Status200OK, contentType: GetAuditKey.MediaType)
            .WithName("GetAuditKey").WithSummary("The public key of the checkpoints (PEM)");
        open.MapGet("/consistency", GetConsistency.Handle).WithName("GetConsistency").WithSummary("Proof that the log of one checkpoint is the beginning of another's (RFC 6962)");

        group.MapGet("/access", ListAccess.Handle).RequireAuthorization(Policies.ReadAudit)
            .WithName("ListAccess").WithSummary("Who read personal data, and who was refused: of the auditor's office and those below");
        group.MapGet("/proof/{caseId:guid}", GetProof.Handle).RequireAuthorization(Policies.ReadCases)
            .Produces<ProblemBody>(StatusCodes.Status409Conflict, ProblemBody.MediaType)
            .WithName("GetProof").WithSummary("Proof that the rows of a case are under a signed checkpoint; to be kept with the receipt");
    }
}
