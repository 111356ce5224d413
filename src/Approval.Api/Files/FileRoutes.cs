using Approval.Api.Http;
using Approval.Api.Identity;

namespace Approval.Api.Files;

public static class FileRoutes
{
    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/files").RequireAuthorization(Policies.UseFiles).WithTags("Files");
        group.MapPost("/", UploadFile.Handle).WithMetadata(new UploadLimit())
            .Accepts<UploadForm>("multipart/form-data").Produces<FileView>(StatusCodes.Status201Created)
            .WithName("UploadFile").WithSummary("Upload a material: PDF, PNG, JPEG, OFD, DOCX or DWG, at most 20 MB");
        group.MapGet("/{id:guid}", DownloadFile.Handle).WithMetadata(new Audit.ReadsPersonalData())
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Produces<ProblemBody>(StatusCodes.Status404NotFound, ProblemBody.MediaType)
            .WithName("DownloadFile").WithSummary("A file of one's own, or of a case one handles");
    }
}

/// <param name="File">The one part of the form.</param>
public sealed record UploadForm(IFormFile File);
