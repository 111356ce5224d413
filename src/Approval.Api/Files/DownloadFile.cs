using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Workflows.Queries;
using Approval.Workflows.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Files;

public static class DownloadFile
{
    private static readonly Problem Unknown = Problems.NotFound("file.unknown", "没有这个文件。", "There is no such file.");

    /// <summary>Always as an attachment: a browser never shows what somebody uploaded as a page of this site.</summary>
    public static async Task<Results<FileStreamHttpResult, Refusal>> Handle(Guid id, Caller caller, ApprovalDb db, FileStore store, CancellationToken cancellation)
    {
        if (await db.Files.SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } file || !await MaySeeAsync(file, caller, db, cancellation))
        {
            return (Refusal)Unknown;
        }

        return store.Open(file.Digest) is { } content
            ? TypedResults.File(content, file.MediaType, file.Name)
            : (Refusal)Problems.NotFound("file.lost", "文件内容已不存在。", "The content of the file is gone.");
    }

    /// <summary>One's own, or a material of a case that one handles or owns.</summary>
    private static async Task<bool> MaySeeAsync(UploadedFileRow file, Caller caller, ApprovalDb db, CancellationToken cancellation)
    {
        if (file.Owner == caller.Owner)
        {
            return true;
        }

        var (organisation, office) = caller.IsApplicant ? (caller.Actor.Organisation, file.Owner) : (file.Owner, caller.Actor.Office);
        var applications = await db.Cases
            .Where(its => its.Organisation == organisation && its.OfficeCode == office)
            .Select(its => its.Application)
            .ToListAsync(cancellation);
        return applications.Any(stored => StoredCase.ReadApplication(stored).Materials.Any(material => material.FileId == file.Id));
    }
}
