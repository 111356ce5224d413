using Approval.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Approval.Api.Audit;

/// <summary>
/// Stands between a handler's result and its being written, where what will be answered is known and nothing of it has left. On every
/// route of the API.
/// </summary>
public sealed class AccessGate(AccessKeeping access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        switch (Innermost(result))
        {
            case Refusal { Problem: var problem }:
                if (AccessKeeping.Concerns(http, problem.Status))
                {
                    await access.RefusedAsync(http, problem.Code);
                }

                break;
            case IStatusCodeHttpResult { StatusCode: >= 300 }:
                break;
            default:
                if (http.GetEndpoint()?.Metadata.GetMetadata<ReadsPersonalData>() is not null)
                {
                    await ReadAsync(http, result);
                }

                break;
        }

        return result;
    }

    private async Task ReadAsync(HttpContext http, object? result)
    {
        try
        {
            await access.ReadAsync(http);
        }
        catch
        {
            if (Innermost(result) is FileStreamHttpResult { FileStream: var file })
            {
                await file.DisposeAsync();
            }

            throw;
        }
    }

    private static object? Innermost(object? result)
    {
        while (result is INestedHttpResult { Result: var inner })
        {
            result = inner;
        }

        return result;
    }
}
