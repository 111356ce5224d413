using System.Reflection;
using System.Text.Json;
using Approval.Workflows.Stepping;
using Microsoft.AspNetCore.Http.Metadata;

namespace Approval.Api.Http;

/// <summary>An answer rendered once, inside the step's transaction, so that a repeated request gets the very same bytes.</summary>
/// <typeparam name="T">What the body is, for the document.</typeparam>
public sealed class Answered<T>(StoredAnswer answer, bool replayed) : IResult, IEndpointMetadataProvider
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Body.Length;
        response.Headers.ETag = answer.ETag;
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        if (replayed)
        {
            response.Headers["Idempotency-Replayed"] = "true";
        }

        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        // 201 is only ever the answer of an intake, whose route says so itself.
        if (!builder.Metadata.OfType<IProducesResponseTypeMetadata>().Any(produced => produced.StatusCode < 300))
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        }
    }
}

public static class Answers
{
    /// <summary>Renders a body with the version of its case as ETag.</summary>
    public static StoredAnswer Render<T>(int status, T body, int version, string? location = null) =>
        new(status, location, EntityTag.Of(version), JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options));

    public static Answered<T> Ok<T>(T body, int version) => new(Render(StatusCodes.Status200OK, body, version), replayed: false);
}
