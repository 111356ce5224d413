using System.Diagnostics;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Authorization;

namespace Approval.Api.Audit;

/// <summary>
/// Puts on record, once for each request and before its answer leaves, who read personal data and who was refused (docs/adr/0033).
/// </summary>
public sealed class AccessKeeping(AccessLog access, TimeProvider clock)
{
    /// <summary>Request header: why the caller reads.</summary>
    public const string PurposeHeader = "Access-Purpose";

    private const int LongestPurpose = 200;
    private const string Stranger = "anonymous";
    private static readonly object Kept = new();

    /// <summary>An answer that holds personal data is about to be given.</summary>
    public Task ReadAsync(HttpContext context) => KeepAsync(context, AccessRecord.Read, PurposeOf(context));

    /// <summary>Whether a refusal of this status is on record: of any command, and of a read for want of rights.</summary>
    public static bool Concerns(HttpContext context, int status) =>
        status is >= 400 and < 500
        && (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden || !HttpMethods.IsGet(context.Request.Method))
        && context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;

    /// <summary>A refusal is about to be told.</summary>
    public Task RefusedAsync(HttpContext context, string code) => KeepAsync(context, AccessRecord.Refused, code);

    private async Task KeepAsync(HttpContext context, string outcome, string? purpose)
    {
        if (!context.Items.TryAdd(Kept, Kept))
        {
            return;
        }

        var caller = context.User.HasClaim(claim => claim.Type == Claims.Subject) ? Caller.Of(context.User) : null;
        var now = CivilTime.Stored(clock.GetUtcNow());
        var endpoint = context.GetEndpoint();
        var record = new AccessRecord(
            Guid.CreateVersion7(now),
            now,
            caller?.Actor.Id ?? Stranger,
            caller?.Actor.Office,
            endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method,
            outcome,
            CaseOf(context),
            purpose,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        if (caller is null)
        {
            // It names nobody, and strangers must not be able to make the database busy at their own pace.
            access.HandOver(record);
        }
        else
        {
            await access.KeepAsync(record, context.RequestAborted);
        }
    }

    /// <summary>Read under which role, unless the caller says why.</summary>
    private static string PurposeOf(HttpContext context)
    {
        var given = context.Request.Headers[PurposeHeader].ToString();
        var stated = new string([.. given.Where(character => !char.IsControl(character) && !char.IsSurrogate(character)).Take(LongestPurpose)]).Trim();
        return stated.Length > 0 ? stated : string.Join(' ', context.User.FindAll(Claims.Roles).Select(claim => claim.Value));
    }

    private static Guid? CaseOf(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var value = context.Request.RouteValues.GetValueOrDefault("caseId") ?? (path.StartsWith("/api/v1/cases/", StringComparison.Ordinal) ? context.Request.RouteValues.GetValueOrDefault("id") : null);
        return Guid.TryParse(value?.ToString(), out var id) ? id : null;
    }
}
