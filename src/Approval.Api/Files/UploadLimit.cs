using Microsoft.AspNetCore.Http.Metadata;

namespace Approval.Api.Files;

/// <summary>How much one upload may send: the file, and room for the wrapping of the form.</summary>
public sealed class UploadLimit : IRequestSizeLimitMetadata
{
    public const long MaxFileBytes = 20 * 1024 * 1024;

    public long? MaxRequestBodySize => MaxFileBytes + (64 * 1024);
}
