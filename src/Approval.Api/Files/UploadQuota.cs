using Approval.Api.Http;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Files;

/// <summary>
/// How much an owner may upload that no case is made of (RELIABILITY U7): what is filed does not count, so honest work is never slowed,
/// and nobody fills the disk with what nobody asked for. Uploads side by side may pass it by as many as they are.
/// </summary>
public sealed class UploadQuota(ApprovalDb db, FileSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(1);

    /// <param name="coming">Bytes of the file that is to be taken; 0 while they are not known.</param>
    /// <returns>Null when it may be taken.</returns>
    public async Task<Problem?> RefuseAsync(string owner, long coming, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now - Window;
        var unfiled = await db.Files
            .Where(file => file.Owner == owner && file.UploadedAt > since && !db.CaseFiles.Any(material => material.FileId == file.Id))
            .GroupBy(file => file.Owner)
            .Select(its => new { Files = its.Count(), Bytes = its.Sum(file => file.Size), First = its.Min(file => file.UploadedAt) })
            .SingleOrDefaultAsync(cancellation);
        return unfiled is not null && (unfiled.Files >= settings.UnfiledFiles || unfiled.Bytes + coming > settings.UnfiledBytes)
            ? FileProblems.Quota(settings.UnfiledFiles, settings.UnfiledBytes, Math.Max(1, (int)Math.Ceiling((unfiled.First + Window - now).TotalSeconds)))
            : null;
    }
}
