using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Approval.Api.Http;

/// <summary>An answer that refuses.</summary>
public sealed class Refusal(Problem problem) : IResult, IEndpointMetadataProvider
{
    public Problem Problem => problem;

    public static implicit operator Refusal(Problem problem) => new(problem);

    public Task ExecuteAsync(HttpContext httpContext) => ProblemBody.WriteAsync(httpContext, problem);

    /// <summary>Which refusals an operation has is added by the document's own transformer, from what its route asks for.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status404NotFound, typeof(ProblemBody), [ProblemBody.MediaType]));
}

/// <summary>Thrown where no result can be returned: while a request is being bound. Caught by <see cref="ProblemMiddleware"/>.</summary>
public sealed class RefusedException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
