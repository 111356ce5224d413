using System.Diagnostics;
using Approval.Api.Http;
using Approval.Api.Identity;
using Approval.Engine;
using Approval.Workflows.Auditing;
using Microsoft.AspNetCore.Authorization;

namespace Approval.Api.Audit;

/// <summary>Puts on record who read personal data and who was refused a command: before rights are judged, so that those refused are seen too.</summary>
public sealed class AccessMiddleware(RequestDelegate next, AccessLog access, TimeProvider clock)
{
    /// <summary>Request header: why the caller reads.</summary>
    public const string PurposeHeader = "Access-Purpose";

    private const int LongestPurpose = 200;
    private const string Stranger = "anonymous";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (RefusedException refused) when (!HttpMethods.IsGet(context.Request.Method))
        {
            await KeepAsync(context, AccessRecord.Refused, refused.Problem.Code);
            throw;
        }

        var (endpoint, status) = (context.GetEndpoint(), context.Response.StatusCode);
        if (endpoint is null)
        {
            return;
        }

        if (status < 300 && endpoint.Metadata.GetMetadata<ReadsPersonalData>() is not null)
        {
            await KeepAsync(context, AccessRecord.Read, PurposeOf(context));
        }
        else if (status is >= 400 and < 500 && (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden || !HttpMethods.IsGet(context.Request.Method))
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            await KeepAsync(context, AccessRecord.Refused, ProblemBody.CodeOf(context) ?? Problems.OfStatus(status).Code);
        }
    }

    private async ValueTask KeepAsync(HttpContext context, string outcome, string? purpose)
    {
        var caller = context.User.HasClaim(claim => claim.Type == Claims.Subject) ? Caller.Of(context.User) : null;
        var now = CivilTime.Stored(clock.GetUtcNow());
        var endpoint = context.GetEndpoint();
        await access.KeepAsync(new AccessRecord(
            Guid.CreateVersion7(now),
            now,
            caller?.Actor.Id ?? Stranger,
            caller?.Actor.Office,
            endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Method,
            outcome,
            CaseOf(context),
            purpose,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier));
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
