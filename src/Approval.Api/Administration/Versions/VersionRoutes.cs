using Approval.Api.Http;
using Approval.Api.Identity;

namespace Approval.Api.Administration.Versions;

public static class VersionRoutes
{
    public static void MapVersions(this IEndpointRouteBuilder api)
    {
        var procedures = api.MapGroup("/admin/procedures").RequireAuthorization(Policies.PublishProcedures).WithTags("Administration");
        procedures.MapGet("/", ListVersions.Handle).WithName("ListVersions").WithSummary("Every published version: who, when, why, from which day");
        procedures.MapGet("/drafts", ListDrafts.Handle).WithName("ListDrafts").WithSummary("Drafts, the last changed first");
        procedures.MapPost("/drafts", CreateDraft.Handle).Produces<DraftView>(StatusCodes.Status201Created).WithName("CreateDraft").WithSummary("A draft of a version; it may be unfinished");
        procedures.MapGet("/drafts/{id:guid}", GetDraft.Handle).WithName("GetDraft").WithSummary("A draft");
        procedures.MapPut("/drafts/{id:guid}", ChangeDraft.Handle).WithMetadata(new NeedsIfMatch()).WithName("ChangeDraft").WithSummary("Another text in its place");
        procedures.MapDelete("/drafts/{id:guid}", DeleteDraft.Handle).WithMetadata(new NeedsIfMatch()).WithName("DeleteDraft").WithSummary("Throws a draft away; not a published one");
        procedures.MapPost("/drafts/{id:guid}/lint", LintDraft.Handle).WithName("LintDraft").WithSummary("Errors, warnings and notices, each with its place in the data");
        procedures.MapPost("/drafts/{id:guid}/rehearse", RehearseDraft.Handle).WithRequestTimeout(EdgeSetup.LongLook).WithName("RehearseDraft").WithSummary("Recorded cases that would have gone another way, ended another day or shown another lamp");
        procedures.MapPost("/drafts/{id:guid}/publish", PublishDraft.Handle).WithMetadata(new NeedsIfMatch()).WithName("PublishDraft").WithSummary("Puts it in force for cases received from a day on; it never changes again");
        procedures.MapPost("/{code}/versions/{version:int}/moves/preview", MoveCases.HandlePreview).WithRequestTimeout(EdgeSetup.LongLook).WithName("PreviewMoves").WithSummary("What would change for open cases under this version: limits, tasks, last days; writes nothing");
        procedures.MapPost("/{code}/versions/{version:int}/moves", MoveCases.Handle).WithRequestTimeout(EdgeSetup.LongLook).WithName("MoveCases").WithSummary("Open cases go on under this version, page by page; what does not fit stays and says why");
        procedures.MapPost("/{code}/versions/{version:int}/retire", RetireVersion.Handle).WithName("RetireVersion").WithSummary("No new cases from a day on; running cases go on");
    }
}
