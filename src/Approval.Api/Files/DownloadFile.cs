using Approval.Api.Http;
using Approval.Api.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Files;

public static class DownloadFile
{
    /// <summary>Always as an attachment: a browser never shows what somebody uploaded as a page of this site. The bytes are checked before the first is sent.</summary>
    public static async Task<Results<FileStreamHttpResult, Refusal>> Handle(Guid id, Caller caller, FileSight sight, FileStore store, CancellationToken cancellation)
    {
        if (await sight.FindAsync(id, caller, cancellation) is not { File: var file } seen)
        {
            return (Refusal)FileProblems.Unknown;
        }

        return await store.OpenAsync(file.Digest, seen.Recorded, cancellation) switch
        {
            ({ } content, _) => TypedResults.File(content, file.MediaType, file.Name),
            (_, var wrong) => (Refusal)wrong!,
        };
    }
}
