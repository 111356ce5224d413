using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

public static class GetAuditKey
{
    public const string MediaType = "application/x-pem-file";

    /// <summary>For the curious; a verifier that means it has the key from elsewhere.</summary>
    public static ContentHttpResult Handle(AuditKey key) => TypedResults.Text(key.PublicPem, MediaType);
}
