using Approval.Api.Cases;
using Approval.Api.Identity;
using Approval.Workflows.Queries;
using Approval.Workflows.Rulebooks;
using Approval.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Approval.Api.Files;

/// <param name="Recorded">The digest (hex) that the case's record has of it; null for one's own, and for a file that a correction replaced.</param>
public sealed record SeenFile(UploadedFileRow File, string? Recorded);

/// <summary>Who may read a file: its owner, and whoever may see a case that it is a material of, partner offices and those it was copied to included.</summary>
public sealed class FileSight(ApprovalDb db, CaseReader reader, RulebookStore rulebooks)
{
    /// <summary>One file may be in several cases of its owner. The database shows the caller's alone, so the first nearly always does.</summary>
    private const int MostCases = 20;

    /// <summary>Null when there is none that the caller may read.</summary>
    public async Task<SeenFile?> FindAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await db.Files.SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } file)
        {
            return null;
        }

        if (file.Owner == caller.Owner)
        {
            return new SeenFile(file, null);
        }

        var cases = await db.CaseFiles.Where(material => material.FileId == id).OrderByDescending(material => material.CaseId).Select(material => material.CaseId).Take(MostCases).ToListAsync(cancellation);
        foreach (var caseId in cases)
        {
            if (await SeenCase.FindAsync(caseId, caller, reader, rulebooks, cancellation) is ({ } seen, _))
            {
                return new SeenFile(file, seen.Application.Materials.FirstOrDefault(material => material.FileId == id)?.Digest);
            }
        }

        return null;
    }
}
